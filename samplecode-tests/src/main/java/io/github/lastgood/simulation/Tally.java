package io.github.lastgood.simulation;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What one or many simulations saw, counted by name.
public final class Tally {
  private final Map<String, Long> counts = new TreeMap<>();
  private final Set<String> states = new HashSet<>();

  void add(String what) {
    counts.merge(what, 1L, Long::sum);
  }

  /// A state that a target was in, without names, times and ids.
  void state(String shape) {
    states.add(shape);
  }

  void addAll(Tally other) {
    other.counts.forEach((what, count) -> counts.merge(what, count, Long::sum));
    states.addAll(other.states);
  }

  /// How often that was seen.
  public long of(String what) {
    return counts.getOrDefault(what, 0L);
  }

  /// All counts whose name begins like this, by the rest of the name.
  public Map<String, Long> under(String prefix) {
    var found = new TreeMap<String, Long>();
    counts.forEach((what, count) -> {
      if (what.startsWith(prefix)) {
        found.put(what.substring(prefix.length()), count);
      }
    });
    return found;
  }

  /// How many different states targets were in.
  public int states() {
    return states.size();
  }
}
