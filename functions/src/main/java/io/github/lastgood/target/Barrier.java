package io.github.lastgood.target;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A revision that is never rolled back past, such as one that migrates a schema: what was good
/// before it ran may not run after it.
///
/// @param revision the revision
/// @param since when it began to run; null before it does
/// @param by who said so
/// @param why why
public record Barrier(Revision revision, @Nullable Instant since, String by, String why) {

  /// Whether it keeps the target from a revision.
  ///
  /// @param goodSince when that revision was proven good last; null when it never was: then it may
  ///   be older than the barrier
  public boolean bars(Revision other, @Nullable Instant goodSince) {
    return since != null
        && !other.isSameAs(revision)
        && (goodSince == null || goodSince.isBefore(since));
  }

  /// It runs from now on, unless it did before.
  public Barrier begun(Instant now) {
    return since == null ? new Barrier(revision, now, by, why) : this;
  }
}
