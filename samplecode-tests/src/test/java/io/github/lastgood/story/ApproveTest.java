package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.WorldOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Mode approve: Lastgood asks, a person acts.
class ApproveTest extends Story {

  private static final String ASKED = "orders-api waits for your word to go back to orders-api:41";

  ApproveTest() {
    super(WorldOptions.usual(), "register-approve.json");
  }

  @BeforeEach
  void aBadDeploymentIsSeen() {
    deploy(Release.BAD);
    until("10:25");
  }

  @Test
  void itAsksOnceAndWaits() {
    until("10:44");
    assertThat(moves()).isEmpty();
    assertThat(decisions()).hasSize(3).containsOnly("AWAIT_APPROVAL MODE_APPROVE");
    assertThat(subjects()).containsExactly(ASKED);
    assertThat(notice(ASKED))
        .contains("To roll back now, until", "\"command\":\"approve\"", "\"reject\"");
    assertThat(busEvents()).containsExactly("Revision Known Good", "Rollback Awaiting Approval");
  }

  @Test
  void thePlanShowsWhatWouldBeDone() {
    var before = stage.ledgerItems();
    var plan = operate("plan.json");
    assertThat(plan.path("decision").asText()).isEqualTo("ROLL_BACK");
    assertThat(label(plan.path("from").asText())).isEqualTo("orders-api:42");
    assertThat(label(plan.path("to").asText())).isEqualTo("orders-api:41");
    assertThat(plan.path("method").asText()).isEqualTo("UPDATE_SERVICE");
    assertThat(stage.ledgerItems()).isEqualTo(before);
    assertThat(moves()).isEmpty();
  }

  @Test
  void aYesDoesItAndASecondOneChangesNothing() {
    until("10:26");
    assertThat(operate("approve.json").path("decision").asText()).isEqualTo("ROLL_BACK");
    assertThat(operate("approve.json").path("reason").asText()).isEqualTo("ROLLBACK_EXISTS");
    until("10:50");
    assertThat(moves()).containsExactly("UpdateService orders-api:41");
    assertThat(rollbacks())
        .containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE RECOVERED");
    assertThat(operate("approve.json").path("error").asText()).isEqualTo("NOTHING_WAITS");
  }

  @Test
  void aNoStandsAsLongAsTheDeploymentDoes() {
    operate("reject.json");
    operate("reject.json");
    until("11:10");
    assertThat(rollbacks()).isEmpty();
    assertThat(subjects())
        .containsExactly(ASKED, "ana@example.com said no to the rollback of orders-api");
    assertThat(operate("approve.json").path("message").asText()).contains("said no");

    deploy(Release.FIXED);
    until("11:40");
    deploy(Release.BAD_AT_ONCE);
    until("12:00");
    assertThat(subjects()).filteredOn(subject -> subject.contains("your word")).hasSize(2);
  }

  @Test
  void aYesThatComesTooLateIsRefused() {
    until("10:45:29");
    assertThat(subjects()).containsExactly(ASKED);
    until("10:47");
    assertThat(subjects()).containsExactly(ASKED, "Nobody approved the rollback of orders-api");
    assertThat(operate("approve.json").path("message").asText()).contains("expired at");
    until("11:10");
    assertThat(subjects()).as("nobody is asked again").hasSize(2);
    assertThat(rollbacks()).isEmpty();
  }

  /// What is quiet again needs no rollback; when it hurts again, that is a new question.
  @Test
  void theQuestionEndsWithTheComplaint() {
    deploy(Release.FIXED);
    until("11:00");
    assertThat(operate("approve.json").path("error").asText()).isEqualTo("NOTHING_WAITS");
    assertThat(rollbacks()).isEmpty();
  }

  @Test
  void thePersonsRollbackDoesIt() {
    operate("rollback.json");
    until("10:50");
    assertThat(moves()).containsExactly("UpdateService orders-api:41");
    assertThat(rollbacks())
        .containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE RECOVERED");
    assertThat(notice("Rolling back orders-api to orders-api:41"))
        .contains("By        ana@example.com");
  }
}
