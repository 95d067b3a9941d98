package io.github.lastgood.decision;

import io.github.lastgood.target.TargetState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A state and what happened on the way to it.
///
/// @param state the state after
/// @param happenings in the order in which they happened
public record Change(TargetState state, List<Happening> happenings) {
  public Change {
    happenings = List.copyOf(happenings);
  }

  /// Nothing has happened.
  public static Change none(TargetState state) {
    return new Change(state, List.of());
  }

  /// This state, and one thing more that happened.
  public Change and(TargetState after, Happening happening) {
    var all = new ArrayList<>(happenings);
    all.add(happening);
    return new Change(after, all);
  }

  /// This change, and then the next one.
  public Change then(Function<TargetState, Change> next) {
    var following = next.apply(state);
    var all = new ArrayList<>(happenings);
    all.addAll(following.happenings());
    return new Change(following.state(), all);
  }
}
