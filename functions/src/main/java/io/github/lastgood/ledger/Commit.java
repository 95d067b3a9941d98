package io.github.lastgood.ledger;

import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.TargetState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is written together or not at all.
///
/// The write is refused when the state moved on since `before` was read, and when it opens a
/// rollback whose id exists already. That is all the locking there is: however many handlers race,
/// one of them writes.
///
/// @param before the state as it was read; null for a new target
/// @param after the state to write
/// @param receipt the decision's receipt; null when none was asked for
/// @param deployments what goes into the history
/// @param ended a rollback that this write ends; null when none ends
/// @param definition to store; null for none
/// @param announcements what is to be told of it
/// @param claim what it claims for its target in the account; null for nothing
/// @param followUps what is to be done of it at a pipeline
public record Commit(
    @Nullable TargetState before,
    TargetState after,
    @Nullable Receipt receipt,
    List<Deployment> deployments,
    @Nullable Rollback ended,
    @Nullable Definition definition,
    List<Announcement> announcements,
    @Nullable AccountClaim claim,
    List<FollowUp> followUps) {
  public Commit {
    deployments = List.copyOf(deployments);
    announcements = List.copyOf(announcements);
    followUps = List.copyOf(followUps);
  }

  /// A write of the state alone.
  public static Commit of(@Nullable TargetState before, TargetState after) {
    return new Commit(before, after, null, List.of(), null, null, List.of(), null, List.of());
  }

  public Commit with(Receipt of) {
    return new Commit(
        before, after, of, deployments, ended, definition, announcements, claim, followUps);
  }

  public Commit with(@Nullable Definition stored) {
    return new Commit(
        before, after, receipt, deployments, ended, stored, announcements, claim, followUps);
  }

  public Commit with(List<Announcement> told) {
    return new Commit(
        before, after, receipt, deployments, ended, definition, told, claim, followUps);
  }

  public Commit withHistory(List<Deployment> seen, @Nullable Rollback over) {
    return new Commit(
        before, after, receipt, seen, over, definition, announcements, claim, followUps);
  }

  public Commit with(@Nullable AccountClaim claimed) {
    return new Commit(
        before, after, receipt, deployments, ended, definition, announcements, claimed, followUps);
  }

  public Commit withFollowUps(List<FollowUp> due) {
    return new Commit(
        before, after, receipt, deployments, ended, definition, announcements, claim, due);
  }

  /// True when there is nothing to write.
  public boolean isEmpty() {
    return after.equals(before)
        && receipt == null
        && deployments.isEmpty()
        && ended == null
        && definition == null
        && announcements.isEmpty()
        && followUps.isEmpty();
  }
}
