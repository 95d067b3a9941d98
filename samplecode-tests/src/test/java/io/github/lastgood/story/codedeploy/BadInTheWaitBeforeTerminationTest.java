package io.github.lastgood.story.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Billing;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codedeploy.model.DeploymentCreator;

/// The traffic has moved, and blue still waits for its termination: CodeDeploy moves it back.
class BadInTheWaitBeforeTerminationTest extends CodeDeployStory {

  @Test
  void theTrafficGoesBackToBlueAtOnce() {
    billing.deploy(Billing.BAD);
    until("10:14");

    assertThat(billing.serves(Billing.GOOD)).isTrue();
    assertThat(moves()).containsExactly("StopDeployment autoRollbackEnabled=true");
    assertThat(billing.newest().creator()).isEqualTo(DeploymentCreator.CODE_DEPLOY_ROLLBACK);
  }

  @Test
  void theDeploymentIsReadOnceMoreBeforeItIsStopped() {
    billing.deploy(Billing.BAD);
    until("10:12:27");

    assertThat(callsSince("10:12:20"))
        .containsExactly(
            "GetDeploymentGroup",
            "GetDeployment",
            "GetApplicationRevision",
            "GetDeployment",
            "StopDeployment");
  }

  @Test
  void codeDeploysRollbackIsRecognisedAsTheOneThatWasOrdered() {
    billing.deploy(Billing.BAD);
    until("10:40");

    assertThat(rollbacks())
        .containsExactly("billing-api:8 -> billing-api:7 STOP_DEPLOYMENT RECOVERED");
    assertThat(origins()).containsExactly("7 TEAM", "8 TEAM", "7 LASTGOOD");
    assertThat(quarantine()).containsExactly("billing-api:8");
    assertThat(subjects()).hasSize(2);
  }
}
