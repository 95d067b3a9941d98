package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/// More alarms go red while the rollback is under way: they join its evidence, and the rollback has
/// not helped before they are OK as well.
class SecondAlarmWhileRollingBackTest extends Story {

  private void anotherAlarmDuringTheRollback() {
    deploy(Release.BAD);
    until("10:17");
    hold(World.ALARM_LOGS, StateValue.ALARM);
    until("10:30");
  }

  @Test
  void itJoinsTheEvidenceAndNothingMovesTwice() {
    anotherAlarmDuringTheRollback();
    assertThat(moves()).containsExactly("UpdateService orders-api:41");
    assertThat(decisions())
        .containsExactly(
            "ROLL_BACK ALARM_AFTER_DEPLOYMENT",
            "IGNORE ROLLBACK_EXISTS",
            "IGNORE ROLLBACK_EXISTS",
            "IGNORE ROLLBACK_EXISTS");
    assertThat(stage.ledger().rollbacks(World.SERVICE).getFirst().alarms())
        .containsExactlyInAnyOrder(
            alarmArn(World.ALARM_5XX),
            alarmArn(World.ALARM_P99),
            alarmArn(World.ALARM_COMPOSITE),
            alarmArn(World.ALARM_LOGS));
  }

  @Test
  void theRollbackRecoversOnlyWhenThatAlarmIsOkToo() {
    anotherAlarmDuringTheRollback();
    assertThat(rollbacks())
        .containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE RECOVERING");
    release(World.ALARM_LOGS);
    until("10:32");
    assertThat(rollbacks())
        .containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE RECOVERED");
    assertThat(subjects())
        .containsExactly(
            "Rolling back orders-api to orders-api:41", "orders-api recovered on orders-api:41");
  }

  private static String alarmArn(String name) {
    return World.PLACE.alarmArn(name);
  }
}
