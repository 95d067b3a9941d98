package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import org.junit.jupiter.api.Test;

/// The bad revision hurts while its deployment still runs.
class AlarmWhileInFlightTest extends Story {

  @Test
  void theDeploymentIsStoppedWhenEcsWouldGoBackToTheLastKnownGood() {
    deploy(Release.BAD_AT_ONCE);
    until("10:30");
    assertThat(moves()).containsExactly("StopServiceDeployment ROLLBACK");
    assertThat(deployments())
        .containsExactly("orders-api:41 SUCCESSFUL", "orders-api:45 ROLLBACK_SUCCESSFUL");
    assertThat(rollbacks())
        .containsExactly("orders-api:45 -> orders-api:41 STOP_SERVICE_DEPLOYMENT RECOVERED");
    assertThat(subjects())
        .containsExactly(
            "Rolling back orders-api to orders-api:41", "orders-api recovered on orders-api:41");
    assertThat(stage.orders().knownGood())
        .extracting(good -> good.by())
        .containsOnly("registration");
  }

  @Test
  void theGoodRevisionIsDeployedWhenEcsWouldGoBackToAnUnprovenOne() {
    deploy(Release.FIXED);
    until("10:06");
    deploy(Release.BAD_AT_ONCE);
    until("10:45");
    assertThat(moves()).containsExactly("UpdateService orders-api:41");
    assertThat(running()).isEqualTo("orders-api:41");
    assertThat(rollbacks())
        .containsExactly("orders-api:45 -> orders-api:41 UPDATE_SERVICE RECOVERED");
    assertThat(quarantine()).containsExactly("orders-api:45");
  }
}
