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
    until("10:50");
    assertThat(moves()).isEmpty();
    assertThat(decisions()).hasSize(3).containsOnly("AWAIT_APPROVAL MODE_APPROVE");
    assertThat(subjects()).containsExactly(ASKED);
    assertThat(notice(ASKED)).contains("To roll back now:", "\"command\":\"rollback\"");
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
