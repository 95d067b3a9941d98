package io.github.lastgood.decision;

import io.github.lastgood.signal.Signal.AlarmChange;
import io.github.lastgood.signal.Signal.Channel;
import io.github.lastgood.target.AlarmState;
import io.github.lastgood.target.AlarmStatus;
import io.github.lastgood.target.TargetState;
import java.time.Instant;

/// Since when a red alarm is red without a break.
public final class Onset {
  private Onset() {}

  /// An ALARM → ALARM event (a suppression was lifted) is not the onset, nor is one series more of
  /// an alarm that is red already: the ledger knows the earlier one. What the watch reads is the
  /// onset itself (`StateTransitionedTimestamp`), and so is an event that says it was not red
  /// before.
  public static Instant of(TargetState state, AlarmChange alarm) {
    if (alarm.channel() == Channel.WATCH
        || (alarm.previous() != null && alarm.previous() != AlarmState.ALARM)) {
      return alarm.since();
    }
    return state
        .alarm(alarm.alarmArn())
        .filter(AlarmStatus::isRed)
        .map(AlarmStatus::since)
        .filter(since -> since.isBefore(alarm.since()))
        .orElse(alarm.since());
  }
}
