package io.github.lastgood.account.cloudwatch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/// What CloudWatch knows about one alarm.
abstract sealed class AlarmState permits MetricAlarmState, CompositeAlarmState {
  final String arn;
  StateView state;
  @Nullable Mute mute;

  /// Set by hand: the alarm stays in its state until it is let go.
  boolean held;

  AlarmState(String arn, StateView state) {
    this.arn = arn;
    this.state = state;
  }

  abstract String name();

  boolean isRed() {
    return state.value() == StateValue.ALARM;
  }

  /// A mute rule that covers the alarm in a window of time.
  record Mute(String ruleArn, Instant start, Instant end) {
    boolean covers(Instant now) {
      return !now.isBefore(start) && now.isBefore(end);
    }
  }
}
