package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import org.junit.jupiter.api.Test;

/// The circuit breaker is set to roll back, but the team deploys again before its rollback
/// completed: of that deployment's failure there is nothing that ECS could go back to, and it just
/// stops.
class BreakerHasNothingToGoBackToTest extends Story {

  @Test
  void lastgoodGivesEcsTwoMinutesAndThenGoesBack() {
    deploy(Release.CRASHING);
    until("10:02:30");
    deploy(Release.CRASHING);
    until("10:06:20");
    assertThat(moves()).isEmpty();
    assertThat(decisions()).containsOnly("IGNORE AWS_ROLLS_BACK");

    until("10:08");
    assertThat(moves()).containsExactly("UpdateService orders-api:41");
    assertThat(decisions()).last().isEqualTo("ROLL_BACK DEPLOYMENT_STALLED");
    assertThat(stage.receipts().getFirst().message())
        .contains("is set to roll back by itself, but has nothing to go back to.");
    until("10:30");
    assertThat(running()).isEqualTo("orders-api:41");
    assertThat(rollbacks()).last().asString().endsWith("UPDATE_SERVICE RECOVERED");
  }
}
