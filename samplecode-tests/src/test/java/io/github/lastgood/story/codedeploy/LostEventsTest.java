package io.github.lastgood.story.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Billing;
import io.github.lastgood.account.event.Delivery;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// CodeDeploy's events are best effort, and here none of any kind arrives: the tick finds the
/// deployments and the red alarm.
class LostEventsTest extends CodeDeployStory {
  LostEventsTest() {
    super(
        world -> Billing.onEcs(world, Duration.ofMinutes(1)),
        to -> Delivery.dropping(_ -> true, to));
  }

  @Test
  void theTickRollsBack() {
    billing.deploy(Billing.BAD);
    until("10:30");

    assertThat(rollbacks())
        .containsExactly("billing-api:8 -> billing-api:7 CREATE_DEPLOYMENT RECOVERED");
    assertThat(origins()).containsExactly("7 TEAM", "8 TEAM", "7 LASTGOOD");
  }

  @Test
  void theTickProvesAGoodDeployment() {
    billing.deploy(Billing.FIXED);
    until("10:30");

    assertThat(knownGood()).containsExactly("billing-api:10", "billing-api:7");
  }

  @Test
  void theTickFindsADeploymentThatCodeDeployGaveUp() {
    billing.deploy(Billing.CRASHING);
    until("10:40");

    assertThat(decisions()).containsExactly("ROLL_BACK DEPLOYMENT_FAILED");
    assertThat(rollbacks())
        .containsExactly("billing-api:9 -> billing-api:7 CREATE_DEPLOYMENT RECOVERED");
  }
}
