package io.github.lastgood.story.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Billing;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;

/// The alarm goes red while the new task set still comes up.
class BadInFlightTest extends CodeDeployStory {

  @Test
  void theDeploymentIsStoppedBeforeItGetsTheTraffic() {
    billing.deploy(Billing.BAD);
    until("10:02");
    world.account().alarms().hold(Billing.ALARM, StateValue.ALARM);
    until("10:04");
    world.account().alarms().release(Billing.ALARM);
    until("10:20");

    assertThat(moves()).containsExactly("StopDeployment autoRollbackEnabled=true");
    assertThat(rollbacks())
        .containsExactly("billing-api:8 -> billing-api:7 STOP_DEPLOYMENT RECOVERED");
    assertThat(billing.serves(Billing.GOOD)).isTrue();
    assertThat(billing.newest().status()).isEqualTo(DeploymentStatus.SUCCEEDED);
  }
}
