package io.github.lastgood.story.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Billing;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/// A fleet of servers that gets its bundles from S3, in place.
class OnServersTest extends CodeDeployStory {
  OnServersTest() {
    super(Billing::onServers);
  }

  @Test
  void theGoodBundleIsDeployedAgainAfterwards() {
    billing.deploy(Billing.BAD);
    until("10:40");

    assertThat(moves()).containsExactly("CreateDeployment");
    assertThat(rollbacks())
        .containsExactly("release-8.zip -> release-7.zip CREATE_DEPLOYMENT RECOVERED");
    assertThat(billing.serves(Billing.GOOD)).isTrue();
  }

  @Test
  void aDeploymentInFlightIsStoppedAndRolledBackByCodeDeploy() {
    billing.deploy(Billing.BAD);
    until("10:02");
    world.account().alarms().hold(Billing.ALARM, StateValue.ALARM);
    until("10:04");
    world.account().alarms().release(Billing.ALARM);
    until("10:30");

    assertThat(moves()).containsExactly("StopDeployment autoRollbackEnabled=true");
    assertThat(rollbacks())
        .containsExactly("release-8.zip -> release-7.zip STOP_DEPLOYMENT RECOVERED");
  }
}
