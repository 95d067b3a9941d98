package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.WorldOptions;
import org.junit.jupiter.api.Test;

/// The circuit breaker is off: of tasks that never come up ECS says nothing, and the deployment
/// stays in progress for ever.
class StalledDeploymentTest extends Story {
  StalledDeploymentTest() {
    super(WorldOptions.usual().withoutBreaker());
  }

  @Test
  void theWatchRollsItBackWhenItsTimeIsUp() {
    deploy(Release.CRASHING);
    until("10:31:30");
    assertThat(decisions()).as("30 minutes, and the 2 that ECS bakes").isEmpty();
    until("10:33");

    assertThat(decisions()).containsExactly("ROLL_BACK DEPLOYMENT_STALLED");
    assertThat(moves()).containsExactly("StopServiceDeployment ROLLBACK");
    until("10:50");
    assertThat(running()).isEqualTo("orders-api:41");
    assertThat(rollbacks())
        .containsExactly("orders-api:43 -> orders-api:41 STOP_SERVICE_DEPLOYMENT RECOVERED");
    assertThat(quarantine()).containsExactly("orders-api:43");
  }

  @Test
  void peopleReadWhyAndHowLong() {
    deploy(Release.CRASHING);
    until("10:33");

    assertThat(notice("Rolling back orders-api to orders-api:41"))
        .contains("stalled: It has been in flight for 32 min; 32 min are allowed.");
  }

  @Test
  void whileFrozenItIsToldOnceAndRolledBackWhenTheFreezeIsLifted() {
    order("freeze");
    deploy(Release.CRASHING);
    until("10:45");
    assertThat(decisions()).containsExactly("HOLD TARGET_FROZEN");

    order("unfreeze");
    until("10:47");
    assertThat(decisions()).containsExactly("HOLD TARGET_FROZEN", "ROLL_BACK DEPLOYMENT_STALLED");
  }

  @Test
  void registrationAndStatusSayThatEcsWillNotTell() {
    var warning = operate("status.json").path("warning").asText();

    assertThat(warning)
        .isEqualTo(
            "ECS does not say when a deployment fails: its deployment circuit breaker is off and"
                + " it has no deployment alarms. The watch rolls one back that is in flight for 32"
                + " min.");
    assertThat(stage.answers().getFirst().path("warning").asText()).isEqualTo(warning);
  }
}
