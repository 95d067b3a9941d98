package io.github.lastgood.ledger;

import io.github.lastgood.target.KnownGood;
import io.github.lastgood.target.Resource;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.TargetState;
import org.jspecify.annotations.Nullable;

/// What a look-up row says of a target beside its name: enough to ask AWS about the target while
/// its state is still being read, which saves a round trip before a move. It is written in the same
/// transaction as the state, yet only the state is believed.
///
/// @param target the target's name
/// @param resource what it is in AWS
/// @param good the revision that it would be rolled back to; null when there is none
public record Hint(String target, Resource resource, @Nullable Revision good) {

  /// The hint that goes with a state.
  public static Hint of(TargetState state) {
    return new Hint(
        state.name(),
        state.target().resource(),
        state.lastKnownGood().map(KnownGood::revision).orElse(null));
  }
}
