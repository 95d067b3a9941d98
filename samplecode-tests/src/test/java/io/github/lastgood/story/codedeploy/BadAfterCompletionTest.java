package io.github.lastgood.story.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Billing;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Blue is gone when the alarm goes red: the good revision is deployed again from its AppSpec.
class BadAfterCompletionTest extends CodeDeployStory {
  BadAfterCompletionTest() {
    super(world -> Billing.onEcs(world, Duration.ofMinutes(1)));
  }

  @Test
  void theGoodRevisionIsDeployedAgain() {
    billing.deploy(Billing.BAD);
    until("10:30");

    assertThat(billing.serves(Billing.GOOD)).isTrue();
    assertThat(moves()).containsExactly("CreateDeployment");
    assertThat(rollbacks())
        .containsExactly("billing-api:8 -> billing-api:7 CREATE_DEPLOYMENT RECOVERED");
    assertThat(decisions()).containsExactly("ROLL_BACK ALARM_AFTER_DEPLOYMENT");
    assertThat(knownGood()).containsExactly("billing-api:7");
    assertThat(quarantine()).containsExactly("billing-api:8");
    assertThat(subjects())
        .hasSize(2)
        .first()
        .asString()
        .startsWith("Rolling back billing to billing-api:7");
  }

  @Test
  void betweenTheAlarmAndTheMoveAreSixCallsToCodeDeploy() {
    billing.deploy(Billing.BAD);
    until("10:12:27");

    assertThat(callsSince("10:12:20"))
        .containsExactly(
            "GetDeploymentGroup",
            "GetDeployment",
            "GetApplicationRevision",
            "GetDeployment",
            "ListDeployments",
            "CreateDeployment");
  }

  @Test
  void itsDescriptionNamesTheRollback() {
    var bad = billing.deploy(Billing.BAD);
    until("10:30");

    assertThat(billing.newest().description()).isEqualTo("Lastgood rollback billing." + bad);
  }
}
