package io.github.lastgood.decision;

import io.github.lastgood.target.Approval;
import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.KnownGood;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.Shift;
import java.time.Duration;

/// Something that changed with a target and that history, people or the bus should hear of.
public sealed interface Happening {

  /// A deployment was seen for the first time.
  record Started(Deployment deployment) implements Happening {}

  /// A deployment is done: its revision runs alone.
  record Settled(Deployment deployment) implements Happening {}

  /// The team deploys a revision that is quarantined.
  record RedeployedWhileQuarantined(Deployment deployment, String reason) implements Happening {}

  /// A revision finished its bake time.
  record BecameKnownGood(KnownGood good) implements Happening {}

  /// A revision may not be gone back to any more.
  record BecameQuarantined(Revision revision, String reason) implements Happening {}

  /// The move of a rollback was made: AWS accepted it, or its deployment was seen.
  ///
  /// @param rollback as it goes on
  /// @param taken from the signal to the move; zero when the handler that made it is gone
  record RollbackMoved(Rollback rollback, Duration taken) implements Happening {}

  /// ECS began to roll back by itself.
  record RolledBackByAws(Rollback rollback) implements Happening {}

  /// Nobody said yes to a rollback in time.
  record ApprovalExpired(Approval approval) implements Happening {}

  /// A person said no to a rollback.
  record ApprovalRejected(Approval approval, String why) implements Happening {}

  /// A traffic shift began, made a step, halted, went on, or is complete.
  ///
  /// @param shift as it is now
  /// @param complete true when its last step is made and seen
  record ShiftMoved(Shift shift, boolean complete) implements Happening {}

  /// A rollback reached an end status.
  ///
  /// @param rollback as it ended
  /// @param why one sentence
  record RollbackEnded(Rollback rollback, String why) implements Happening {}
}
