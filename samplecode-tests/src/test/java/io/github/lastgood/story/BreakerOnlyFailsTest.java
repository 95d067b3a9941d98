package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.WorldOptions;
import org.junit.jupiter.api.Test;

/// The circuit breaker is on, but set not to roll back: ECS gives the deployment up, and Lastgood
/// goes back.
class BreakerOnlyFailsTest extends Story {

  BreakerOnlyFailsTest() {
    super(WorldOptions.usual().withBreakerThatOnlyFails());
  }

  @Test
  void lastgoodRollsBackWhatEcsGaveUp() {
    deploy(Release.CRASHING);
    until("10:30");
    assertThat(running()).isEqualTo("orders-api:41");
    assertThat(moves()).containsExactly("UpdateService orders-api:41");
    assertThat(decisions()).containsExactly("ROLL_BACK DEPLOYMENT_FAILED");
    assertThat(rollbacks())
        .containsExactly("orders-api:43 -> orders-api:41 UPDATE_SERVICE RECOVERED");
    assertThat(quarantine()).containsExactly("orders-api:43");
    assertThat(subjects())
        .containsExactly(
            "Rolling back orders-api to orders-api:41", "orders-api recovered on orders-api:41");
  }
}
