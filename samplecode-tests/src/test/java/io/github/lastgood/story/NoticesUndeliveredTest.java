package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.call.AwsErrors;
import io.github.lastgood.account.call.Call;
import io.github.lastgood.account.call.CallHook;
import io.github.lastgood.account.call.Fault;
import io.github.lastgood.account.call.ProcessCrash;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The topic or the bus cannot be reached. What could not be told is told later.
class NoticesUndeliveredTest extends Story {

  private static final String STARTED = "Rolling back orders-api to orders-api:41";

  @BeforeEach
  void aBadDeployment() {
    deploy(Release.BAD);
    until("10:15");
  }

  @Test
  void whenTheTopicIsDownALaterTickTellsAndTheBusHearsOnce() {
    trouble(Fault.before("sns:Publish", 3, AwsErrors::serverError));
    until("10:40");
    assertThat(subjects()).containsExactly(STARTED, "orders-api recovered on orders-api:41");
    assertThat(busEvents()).filteredOn("Rollback Started"::equals).hasSize(1);
    assertThat(stage.notices().getFirst().at())
        .isBetween(Instant.parse("2026-11-02T10:17:00Z"), Instant.parse("2026-11-02T10:20:00Z"));
    assertThat(stage.ledger().untold()).isEmpty();
  }

  @Test
  void whenTheBusIsDownPeopleHearAtOnceAndOnce() {
    trouble(Fault.before("events:PutEvents", 8, AwsErrors::serverError));
    until("10:40");
    assertThat(subjects()).containsExactly(STARTED, "orders-api recovered on orders-api:41");
    assertThat(stage.notices().getFirst().at()).isBefore(Instant.parse("2026-11-02T10:15:31Z"));
    assertThat(busEvents())
        .filteredOn(type -> !type.equals("Revision Known Good"))
        .containsExactlyInAnyOrder(
            "Rollback Started", "Revision Quarantined", "Rollback Recovered");
  }

  @Test
  void anEntryThatTheBusRefusesInsideAGoodAnswerIsSentAgain() {
    world.account().eventBridge().refuseEntries(2);
    until("10:40");
    assertThat(busEvents()).contains("Rollback Started", "Revision Quarantined");
    assertThat(subjects()).hasSize(2);
  }

  @Test
  void theRollbackDoesNotWaitForAnyOfIt() {
    trouble(Fault.before("sns:Publish", 100, AwsErrors::serverError));
    trouble(Fault.before("events:PutEvents", 100, AwsErrors::serverError));
    until("10:40");
    assertThat(rollbacks())
        .containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE RECOVERED");
    assertThat(subjects()).isEmpty();
  }

  @Test
  void aTopicThatKeepsSilentUntilTheFunctionIsOverKeepsNoRollbackFromItsEnd() {
    trouble(
        new CallHook() {
          @Override
          public void before(Call call) {
            if (call.name().equals("sns:Publish")) {
              throw new ProcessCrash(call);
            }
          }
        });
    until("10:40");
    assertThat(rollbacks())
        .containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE RECOVERED");
  }
}
