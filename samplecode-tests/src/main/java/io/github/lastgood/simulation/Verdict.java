package io.github.lastgood.simulation;

import io.github.lastgood.simulation.invariant.Violation;
import org.jspecify.annotations.Nullable;

/// How a seed's day ended.
///
/// @param seed the seed
/// @param steps how many steps it took
/// @param violation the first promise that was broken; null when all were kept
/// @param tally what was seen
/// @param ledger every item of the ledger, as text
public record Verdict(
    long seed, int steps, @Nullable Violation violation, Tally tally, String ledger) {

  /// The same day, and a promise that was broken after all.
  Verdict with(Violation found) {
    return new Verdict(seed, steps, found, tally, ledger);
  }
}
