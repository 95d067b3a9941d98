package io.github.lastgood.story.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Billing;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A second deployment runs when the alarm goes red, and CodeDeploy itself would go back to the
/// first one, which nobody has proven good.
class SourceIsNotTheKnownGoodTest extends CodeDeployStory {
  SourceIsNotTheKnownGoodTest() {
    super(world -> Billing.onEcs(world, Duration.ofMinutes(1)));
  }

  @Test
  void itIsStoppedWithoutCodeDeploysRollbackAndTheKnownGoodIsDeployed() {
    billing.deploy(Billing.BAD);
    until("10:08");
    billing.deploy(Billing.CRASHING);
    until("10:30");

    assertThat(moves())
        .containsExactly("StopDeployment autoRollbackEnabled=false", "CreateDeployment");
    assertThat(rollbacks())
        .containsExactly("billing-api:9 -> billing-api:7 CREATE_DEPLOYMENT RECOVERED");
    assertThat(billing.serves(Billing.GOOD)).isTrue();
  }
}
