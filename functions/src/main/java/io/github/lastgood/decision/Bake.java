package io.github.lastgood.decision;

import io.github.lastgood.decision.Happening.BecameKnownGood;
import io.github.lastgood.target.AlarmState;
import io.github.lastgood.target.AlarmStatus;
import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.KnownGood;
import io.github.lastgood.target.TargetState;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The verdict on a revision. Its bake time runs from the moment its deployment settled and every
/// alarm was OK; anything but OK stops it, and it starts again from nothing.
public final class Bake {
  private Bake() {}

  /// The state after the alarms were read.
  ///
  /// @param alarms what they say now, other targets' too; one that is missing counts as not OK
  public static Change advance(TargetState state, Map<String, AlarmStatus> alarms, Instant now) {
    var current = state.current();
    if (current == null || current.settledAt() == null || isProven(state, current)) {
      return Change.none(state);
    }
    var own = new TreeMap<>(alarms);
    own.keySet().retainAll(state.target().alarms());
    var quiet =
        state.rollback() == null
            && state.target().alarms().stream().allMatch(arn -> isOk(own.get(arn)));
    if (!quiet || state.isQuarantined(current.revision())) {
      return Change.none(
          current.quietSince() == null ? state : state.withCurrent(current.quietSince(null)));
    }
    var since = quietSince(current, own, now);
    var baked = state.withCurrent(current.quietSince(since));
    if (now.isBefore(since.plus(state.target().policy().bakeTime()))) {
      return Change.none(baked);
    }
    var good = new KnownGood(current.revision(), current.id(), now, "bake time");
    return Change.none(baked).and(baked.withKnownGood(good), new BecameKnownGood(good));
  }

  /// True when this very deployment has been proven good.
  public static boolean isProven(TargetState state, Deployment deployment) {
    return state.knownGood().stream()
        .anyMatch(good ->
            good.deploymentId().equals(deployment.id())
                && good.revision().isSameAs(deployment.revision()));
  }

  /// When the bake time began: a clock that runs is not set back; one that starts does so where the
  /// deployment had settled and the last alarm had gone OK.
  private static Instant quietSince(
      Deployment current, Map<String, AlarmStatus> alarms, Instant now) {
    var running = current.quietSince();
    if (running != null && alarms.values().stream().noneMatch(a -> a.since().isAfter(running))) {
      return running;
    }
    var settled = current.settledAt() == null ? now : current.settledAt();
    return alarms.values().stream()
        .map(AlarmStatus::since)
        .reduce(settled, (a, b) -> a.isAfter(b) ? a : b);
  }

  private static boolean isOk(@Nullable AlarmStatus status) {
    return status != null && status.state() == AlarmState.OK;
  }
}
