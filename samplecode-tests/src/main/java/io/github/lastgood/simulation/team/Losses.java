package io.github.lastgood.simulation.team;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// What disappeared, and when.
final class Losses {
  private final Map<String, Instant> since = new HashMap<>();
  private boolean hasEverLost;

  void lost(String what, Instant at) {
    since.putIfAbsent(what, at);
    hasEverLost = true;
  }

  void found(String what) {
    since.remove(what);
  }

  boolean isLost(String what) {
    return since.containsKey(what);
  }

  boolean hasEverLost() {
    return hasEverLost;
  }

  /// True when it was gone already by then.
  boolean wasLost(String what, Instant by) {
    var at = since.get(what);
    return at != null && at.isBefore(by);
  }
}
