package io.github.lastgood.simulation;

import io.github.lastgood.target.AlarmStatus;
import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.TargetState;
import org.jspecify.annotations.Nullable;

/// A target's state without names, times and ids: to count how many different ones were seen.
final class Shape {
  private Shape() {}

  static String of(TargetState state) {
    var open = state.rollback();
    return String.join(
        " ",
        state.target().resource().kind(),
        state.target().policy().mode().name(),
        deployment(state.current()),
        open == null ? "no-rollback" : open.method() + "-" + open.status(),
        "good" + state.knownGood().size(),
        "bad" + state.quarantine().size(),
        "red" + state.alarms().values().stream().filter(AlarmStatus::isRed).count(),
        state.freeze() == null ? "" : "frozen",
        state.answered() == null ? "" : state.answered().reason(),
        state.shift() == null ? "" : state.shift().halted() == null ? "shifting" : "halted");
  }

  private static String deployment(@Nullable Deployment current) {
    return current == null
        ? "none"
        : current.origin()
            + (current.settledAt() == null ? "-in-flight" : "-settled")
            + (current.quietSince() == null ? "" : "-baking")
            + Math.min(current.rollbacks(), 2);
  }
}
