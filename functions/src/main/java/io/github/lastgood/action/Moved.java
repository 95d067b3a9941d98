package io.github.lastgood.action;

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
}
