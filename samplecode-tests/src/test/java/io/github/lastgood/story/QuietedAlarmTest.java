package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/// Somebody quieted an alarm on purpose; EventBridge sends its events all the same.
class QuietedAlarmTest extends Story {

  @Test
  void aMutedAlarmIsNotActedOnBeforeItsWindowEnds() {
    for (var alarm : List.of(World.ALARM_5XX, World.ALARM_P99, World.ALARM_COMPOSITE)) {
      world.account().alarms().mute(alarm, "maintenance", Duration.ofMinutes(25));
    }
    deploy(Release.BAD);
    until("10:24");
    assertThat(decisions()).hasSize(3).containsOnly("IGNORE ALARM_MUTED");
    assertThat(moves()).isEmpty();
    assertThat(subjects()).isEmpty();
    until("10:26");
    assertThat(moves()).containsExactly("UpdateService orders-api:41");
  }

  @Test
  void aSuppressedAlarmIsNotActedOnBeforeItsSuppressionEnds() {
    world.account().alarms().suppress(World.ALARM_COMPOSITE, "maintenance", "Alarm");
    deploy(Release.FIXED);
    until("10:10");
    hold(World.ALARM_COMPOSITE, StateValue.ALARM);
    until("10:20");
    assertThat(decisions()).containsExactly("IGNORE ALARM_SUPPRESSED");
    assertThat(moves()).isEmpty();
    world.account().alarms().liftSuppression(World.ALARM_COMPOSITE);
    until("10:22");
    assertThat(decisions())
        .containsExactly("IGNORE ALARM_SUPPRESSED", "ROLL_BACK ALARM_AFTER_DEPLOYMENT");
    assertThat(moves()).containsExactly("UpdateService orders-api:41");
  }
}
