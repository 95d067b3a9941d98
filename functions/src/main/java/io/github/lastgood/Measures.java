package io.github.lastgood;

import io.github.lastgood.decision.Decision;
import io.github.lastgood.target.Rollback;
import java.time.Duration;

/// What is measured. The handlers make metrics of it.
public interface Measures {

  /// A decision was made and recorded.
  void decided(String target, Decision decision);

  /// AWS accepted a move.
  ///
  /// @param taken from the signal's event to the move
  void moved(String target, Duration taken);

  /// A rollback reached an end status.
  void ended(String target, Rollback rollback);

  /// The watch looked how many rollbacks have not ended.
  void openRollbacks(int count);

  /// The watch came to the end of its turn, and could not look at so many targets.
  void targetsUnseen(int count);

  /// Somebody looked whether a rollback of the target would work.
  void ready(String target, boolean isReady);

  /// A drill was driven.
  ///
  /// @param taken all of its stages
  void drilled(String target, Duration taken);

  /// Whether a drill failed, or did not come when it was due.
  void drillMissed(boolean isMissed);

  /// Input was refused.
  void refused();
}
