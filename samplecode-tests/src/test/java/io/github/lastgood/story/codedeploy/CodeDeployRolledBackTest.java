package io.github.lastgood.story.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Billing;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/// CodeDeploy rolls back by itself: Lastgood records it, quarantines the revision, sees it through,
/// and makes no rollback of its own.
class CodeDeployRolledBackTest extends CodeDeployStory {
  CodeDeployRolledBackTest() {
    super(world -> Billing.watchedByCodeDeploy(world, Duration.ofMinutes(30)));
  }

  @Test
  void becauseOfItsOwnAlarm() {
    billing.deploy(Billing.BAD);
    until("10:06");
    world.account().alarms().hold(Billing.CANARY_ALARM, StateValue.ALARM);
    until("10:30");

    assertThatItIsRecordedOnly("billing-api:8");
  }

  @Test
  void becauseTheDeploymentFailed() {
    billing.deploy(Billing.CRASHING);
    until("10:30");

    assertThatItIsRecordedOnly("billing-api:9");
  }

  private void assertThatItIsRecordedOnly(String bad) {
    assertThat(moves()).isEmpty();
    assertThat(rollbacks()).containsExactly(bad + " -> billing-api:7 BY_AWS RECOVERED");
    assertThat(quarantine()).containsExactly(bad);
    assertThat(knownGood()).containsExactly("billing-api:7");
    assertThat(billing.serves(Billing.GOOD)).isTrue();
    assertThat(subjects())
        .first()
        .asString()
        .startsWith("CodeDeploy is rolling back billing to billing-api:7");
  }
}
