package io.github.lastgood.action;

/// What CodePipeline said to something that was to be done at a stage.
public sealed interface StageMoved {

  /// The stage's inbound transition is stopped.
  ///
  /// @param how one sentence: by Lastgood, or by somebody else before
  record Stopped(String how) implements StageMoved {}

  /// The stage is rolled back, or need not be.
  ///
  /// @param how one sentence, naming the execution
  record RolledBack(String how) implements StageMoved {}

  /// The stage is at work: later.
  ///
  /// @param why one sentence
  record NotYet(String why) implements StageMoved {}

  /// Not possible, and not the next time either.
  ///
  /// @param why one sentence
  record Refused(String why) implements StageMoved {}
}
