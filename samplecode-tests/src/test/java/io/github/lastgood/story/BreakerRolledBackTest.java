package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The tasks of revision 43 never come up; ECS's circuit breaker fails the deployment and goes back
/// by itself. Lastgood does not get in its way, and sees to the rest.
class BreakerRolledBackTest extends Story {

  @BeforeEach
  void aDeploymentThatNeverComesUp() {
    deploy(Release.CRASHING);
    until("10:30");
  }

  @Test
  void ecsMovesAndLastgoodDoesNot() {
    assertThat(moves()).isEmpty();
    assertThat(running()).isEqualTo("orders-api:41");
    assertThat(deployments())
        .containsExactly("orders-api:41 SUCCESSFUL", "orders-api:43 ROLLBACK_SUCCESSFUL");
    assertThat(decisions()).containsExactly("IGNORE AWS_ROLLS_BACK");
  }

  @Test
  void itIsRecordedVerifiedAndTold() {
    assertThat(rollbacks()).containsExactly("orders-api:43 -> orders-api:41 BY_AWS RECOVERED");
    assertThat(subjects())
        .containsExactly(
            "ECS is rolling back orders-api to orders-api:41",
            "orders-api recovered on orders-api:41");
    assertThat(busEvents())
        .containsExactly(
            "Revision Known Good",
            "Revision Quarantined",
            "Rollback Started",
            "Rollback Recovered");
  }

  @Test
  void theFailedRevisionIsQuarantinedAndTheGoodOneIsNotGoodAnew() {
    assertThat(quarantine()).containsExactly("orders-api:43");
    var good = stage.orders().knownGood();
    assertThat(good).hasSize(1);
    assertThat(good.getFirst().by()).isEqualTo("registration");
    assertThat(good.getFirst().since()).isEqualTo(Instant.parse("2026-11-02T10:00:00Z"));
  }
}
