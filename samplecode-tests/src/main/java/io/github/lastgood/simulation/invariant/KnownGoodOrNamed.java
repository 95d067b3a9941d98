package io.github.lastgood.simulation.invariant;

import io.github.lastgood.target.Barrier;
import io.github.lastgood.target.KnownGood;
import io.github.lastgood.target.Rollback;
import java.util.List;
import java.util.Optional;

/// A rollback goes to the newest known-good revision that can still be deployed, never to "the
/// previous one"; only an order may name another.
public final class KnownGoodOrNamed implements Invariant {
  @Override
  public String sentence() {
    return "A rollback goes to the last known good revision, unless an order names another.";
  }

  @Override
  public Optional<String> written(Scene scene, Written written) {
    var before = written.before();
    return before == null || written.run().event().contains("\"to\"")
        ? Optional.empty()
        : written.claimed().flatMap(claimed -> objection(written, before.knownGood(), claimed));
  }

  private static Optional<String> objection(
      Written written, List<KnownGood> known, Rollback claimed) {
    var newer =
        known.stream()
            .takeWhile(good -> !good.revision().isSameAs(claimed.to()))
            .filter(good -> !isBarred(written, good))
            .map(KnownGood::revision)
            .filter(good -> !written.after().isQuarantined(good))
            .filter(good -> !good.isSameAs(claimed.from()))
            .toList();
    if (known.stream().noneMatch(good -> good.revision().isSameAs(claimed.to()))) {
      return Optional.of(claimed.to().label() + " is not known good: " + known);
    }
    return newer.stream()
        .filter(good -> isThere(written, good.id()))
        .map(good -> good.label() + " is known good and newer than " + claimed.to().label())
        .findFirst();
  }

  /// A barrier began to run after it was proven.
  private static boolean isBarred(Written written, KnownGood good) {
    return written.after().barriers().stream()
        .filter(barrier -> !barrier.revision().isSameAs(good.revision()))
        .map(Barrier::since)
        .anyMatch(since -> since != null && good.since().isBefore(since));
  }

  /// Nothing of it was missing, so that it should have been taken.
  private static boolean isThere(Written written, String revision) {
    return written.after().knownGood().stream()
        .map(KnownGood::revision)
        .filter(good -> good.id().equals(revision))
        .noneMatch(good -> written.team().mayBeMissing(good));
  }
}
