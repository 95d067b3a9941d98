package io.github.lastgood.decision;

import io.github.lastgood.signal.Signal;
import io.github.lastgood.signal.Signal.AlarmChange;
import io.github.lastgood.target.Mode;
import io.github.lastgood.target.OnUnknown;
import io.github.lastgood.target.TargetState;
import java.time.Instant;

/// When a decision asks first whether the deployment caused the alarm.
///
/// Inside the first bake time it does not: there every minute counts, and most that goes wrong is
/// the deployment's doing. Between the bake time and the end of the suspect window it does.
public final class Doubt {
  private Doubt() {}

  /// True when the alarm's metric is to be read before the decision.
  public static boolean asks(TargetState state, Signal signal) {
    var current = state.current();
    var policy = state.target().policy();
    if (!(signal instanceof AlarmChange alarm)
        || !alarm.isComplaint()
        || alarm.silence() != null
        || policy.mode() == Mode.OFF
        || state.rollback() != null
        || current == null
        || current.isRollback()
        || current.rollbacks() > 0) {
      return false;
    }
    var onset = Onset.of(state, alarm);
    return state.isSuspect(onset) && (policy.onUnknown() == OnUnknown.ASK || !bakes(state, onset));
  }

  /// True when a person is asked about an alarm of which the metric does not tell.
  static boolean mustAsk(TargetState state) {
    return state.target().policy().onUnknown() != OnUnknown.ACT;
  }

  private static boolean bakes(TargetState state, Instant onset) {
    var current = state.current();
    var settled = current == null ? null : current.settledAt();
    return settled == null || !onset.isAfter(settled.plus(state.target().policy().bakeTime()));
  }
}
