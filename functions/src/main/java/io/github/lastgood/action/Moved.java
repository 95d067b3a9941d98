package io.github.lastgood.action;

import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.Rollback;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What AWS said to a move.
public sealed interface Moved {

  /// It is on its way.
  ///
  /// @param deploymentId the deployment that brings the good revision back; null when AWS did not
  ///   say, then the watch finds it
  record Accepted(@Nullable String deploymentId) implements Moved {}

  /// It takes another step, later: the next tick moves again.
  ///
  /// @param why one sentence
  record NotYet(String why) implements Moved {}

  /// AWS will not do it, and would not the next time either.
  ///
  /// @param why one sentence, with AWS's error code
  record Refused(String why) implements Moved {}

  /// What there is to say when the deployment that runs is not the one to take back: the move was
  /// made already where it brings what the rollback brings, and is refused where somebody deployed
  /// something else. Empty while the deployment to take back runs.
  static Optional<Moved> meanwhile(Rollback rollback, Deployment running) {
    if (running.id().equals(rollback.deploymentId())) {
      return Optional.empty();
    }
    return Optional.of(
        rollback.brings(running.revision())
            ? new Accepted(running.id())
            : new Refused(
                running.revision().label() + " was deployed meanwhile (" + running.id() + ")."));
  }
}
