package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import io.github.lastgood.account.event.AwsEvent;
import io.github.lastgood.account.event.Delivery;
import org.junit.jupiter.api.Test;

/// Row 8: the alarm was red before the deployment started. The deployment is the fix, not the
/// cause, and nothing gets in its way.
class AlarmOlderThanTheDeploymentTest extends Story {

  private void outageAndFix() {
    world.beginOutage();
    until("10:10");
    deploy(Release.FIXED);
    until("10:20");
  }

  @Test
  void theFixIsNotRolledBackThoughEveryAlarmIsStillRed() {
    outageAndFix();
    assertThat(running()).isEqualTo("orders-api:44");
    assertThat(moves()).isEmpty();
    assertThat(decisions()).hasSize(3).containsOnly("IGNORE NO_RECENT_DEPLOYMENT");
  }

  @Test
  void theFixBecomesKnownGoodOnceTheAlarmsAreOk() {
    outageAndFix();
    world.endOutage();
    until("10:45");
    assertThat(knownGood()).containsExactly("orders-api:44", "orders-api:41");
    assertThat(quarantine()).isEmpty();
  }

  @Test
  void aSuppressionLiftedAfterTheFixDoesNotMakeTheAlarmYounger() {
    world.account().alarms().suppress(World.ALARM_COMPOSITE, "maintenance", "Alarm");
    outageAndFix();
    world.account().alarms().liftSuppression(World.ALARM_COMPOSITE);
    until("10:30");
    assertThat(decisions())
        .containsExactly(
            "IGNORE NO_RECENT_DEPLOYMENT",
            "IGNORE ALARM_SUPPRESSED",
            "IGNORE NO_RECENT_DEPLOYMENT",
            "IGNORE RED_BEFORE_DEPLOYMENT");
    assertThat(moves()).isEmpty();
  }

  @Test
  void theTickDoesNotBlameTheFixEither() {
    begin(World.create(), to -> Delivery.dropping(AwsEvent::isAlarm, to));
    world.beginOutage();
    until("10:02:50");
    deploy(Release.FIXED);
    until("10:20");
    assertThat(moves()).isEmpty();
    assertThat(running()).isEqualTo("orders-api:44");
  }
}
