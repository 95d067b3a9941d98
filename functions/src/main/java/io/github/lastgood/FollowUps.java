package io.github.lastgood;

import io.github.lastgood.action.PipelineStages;
import io.github.lastgood.action.StageMoved;
import io.github.lastgood.decision.Change;
import io.github.lastgood.decision.Happening;
import io.github.lastgood.ledger.Announcement;
import io.github.lastgood.ledger.FollowUp;
import io.github.lastgood.ledger.Ledger;
import io.github.lastgood.ledger.LedgerConflict;
import io.github.lastgood.notification.Announcer;
import io.github.lastgood.notification.PipelineNotices;
import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.KnownGood;
import io.github.lastgood.target.Method;
import io.github.lastgood.target.PipelineStage;
import io.github.lastgood.target.PipelineStage.OnRollback;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.Rollback.Status;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/// What a rollback leaves to be done at the pipeline that deploys its target.
///
/// The move itself is never made by the pipeline. `RollbackStage` runs the stage's actions again,
/// which takes minutes, and what they deploy is not the known good revision but one made anew of
/// the same artifacts (the ECS action registers a task definition each time). So Lastgood moves the
/// target at once and directly, and follows up here: the stage's inbound transition is stopped
/// after the move, or the stage is rolled back when the target has recovered, which brings the
/// pipeline's own record in line. That second deployment is judged like any other.
///
/// A follow-up is an item of the ledger, written with the step that it follows from. The handler
/// that wrote it does it at once, the watch does it when that handler could not. It never keeps a
/// rollback from going on, and how it ended is told. A rollback that AWS makes by itself has none:
/// Lastgood changes nothing then.
final class FollowUps {
  /// One that is younger may be in the hands of the handler that wrote it.
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /// When CodePipeline cannot be reached, or the stage is at work, for so long, people are told.
  private static final Duration GIVE_UP = Duration.ofHours(1);

  private static final int HISTORY = 50;

  private static final Logger log = LoggerFactory.getLogger(FollowUps.class);

  private final Ledger ledger;
  private final PipelineStages stages;
  private final Announcer announcer;
  private final InstantSource clock;

  FollowUps(Ledger ledger, PipelineStages stages, Announcer announcer, InstantSource clock) {
    this.ledger = ledger;
    this.stages = stages;
    this.announcer = announcer;
    this.clock = clock;
  }

  /// What follows from a change: mostly nothing.
  static List<FollowUp> of(Change change, Instant now) {
    var stage = change.state().target().pipeline();
    if (stage == null) {
      return List.of();
    }
    return change.happenings().stream()
        .flatMap(happening -> following(happening, stage.onRollback()).stream())
        .filter(rollback -> rollback.method() != Method.BY_AWS && rollback.movedAt() != null)
        .map(rollback -> new FollowUp(change.state().name(), rollback, now))
        .toList();
  }

  private static Optional<Rollback> following(Happening happening, OnRollback onRollback) {
    return switch (happening) {
      case Happening.RollbackMoved moved when onRollback == OnRollback.STOP_TRANSITION ->
          Optional.of(moved.rollback());
      case Happening.RollbackEnded ended when onRollback == OnRollback.ROLLBACK_STAGE ->
          Optional.of(ended.rollback());
      case Happening.RollbackMoved _,
          Happening.RollbackEnded _,
          Happening.Started _,
          Happening.Settled _,
          Happening.BecameKnownGood _,
          Happening.BecameQuarantined _,
          Happening.RedeployedWhileQuarantined _,
          Happening.RolledBackByAws _,
          Happening.ApprovalExpired _,
          Happening.ApprovalRejected _,
          Happening.ShiftMoved _ ->
          Optional.empty();
    };
  }

  /// Does what others left undone.
  void followOverdue() {
    var before = clock.instant().minus(PATIENCE);
    follow(ledger.followUps().stream().filter(due -> due.since().isBefore(before)).toList());
  }

  /// Does each of them, or leaves it to the watch.
  void follow(List<FollowUp> due) {
    for (var followUp : due) {
      try {
        follow(followUp);
      } catch (LedgerConflict e) {
        log.info("Somebody else followed up {}", followUp.rollback().id());
      } catch (RuntimeException e) {
        log.error("Not done yet, the watch tries again: {}", followUp.rollback().id(), e);
      }
    }
  }

  private void follow(FollowUp followUp) {
    var state = ledger.state(followUp.target()).orElse(null);
    var stage = state == null ? null : state.target().pipeline();
    if (state == null || stage == null) {
      log.info("{} names no pipeline any more", followUp.target());
      ledger.followed(followUp, List.of());
      return;
    }
    var told = follow(state, stage, followUp);
    if (told.isPresent()) {
      ledger.followed(followUp, List.of(told.get()));
      announcer.tell(List.of(told.get()));
    }
  }

  /// Empty when it is to be tried again.
  private Optional<Announcement> follow(TargetState state, PipelineStage stage, FollowUp followUp) {
    var rollback = followUp.rollback();
    var isLate = !clock.instant().isBefore(followUp.since().plus(GIVE_UP));
    if (stage.onRollback() == OnRollback.STOP_TRANSITION) {
      return stop(state, stage, rollback, null, isLate);
    }
    if (rollback.status() != Status.RECOVERED) {
      return stop(state, stage, rollback, state.name() + " did not recover.", isLate);
    }
    var moved = attempt(() -> rollBack(state, stage, rollback), isLate);
    return switch (moved) {
      case StageMoved.RolledBack done ->
          Optional.of(
              PipelineNotices.rolledBack(state, stage, rollback, done.how(), clock.instant()));
      case StageMoved.Refused refused -> stop(state, stage, rollback, refused.why(), isLate);
      case StageMoved.NotYet _ -> Optional.empty();
      case StageMoved.Stopped _ -> throw new IllegalStateException("The stage was not rolled back");
    };
  }

  private StageMoved rollBack(TargetState state, PipelineStage stage, Rollback rollback) {
    return stages.rollBack(stage, deploymentsOf(state, rollback.to()), rollback.claimedAt());
  }

  /// @param instead why the stage was not rolled back; null when that was not asked for
  private Optional<Announcement> stop(
      TargetState state,
      PipelineStage stage,
      Rollback rollback,
      @Nullable String instead,
      boolean isLate) {
    var reason =
        "Lastgood rolled %s back from %s in rollback %s"
            .formatted(state.name(), rollback.from().label(), rollback.id());
    var now = clock.instant();
    return switch (attempt(() -> stages.stop(stage, reason), isLate)) {
      case StageMoved.Stopped stopped ->
          Optional.of(PipelineNotices.stopped(state, stage, rollback, stopped.how(), instead, now));
      case StageMoved.Refused refused ->
          Optional.of(PipelineNotices.failed(state, stage, rollback, refused.why(), instead, now));
      case StageMoved.NotYet _ -> Optional.empty();
      case StageMoved.RolledBack _ -> throw new IllegalStateException("The stage was not stopped");
    };
  }

  /// What would be tried again is refused when it was tried for long enough.
  private StageMoved attempt(Supplier<StageMoved> call, boolean isLate) {
    try {
      var moved = call.get();
      return isLate && moved instanceof StageMoved.NotYet notYet
          ? new StageMoved.Refused(notYet.why())
          : moved;
    } catch (SdkException e) {
      if (isLate) {
        log.error("CodePipeline does not answer", e);
        return new StageMoved.Refused("CodePipeline did not answer for an hour.");
      }
      throw e;
    }
  }

  /// The deployments by which that revision was deployed, as far as the ledger goes back.
  private Set<String> deploymentsOf(TargetState state, Revision revision) {
    var proving =
        state.knownGood().stream()
            .filter(good -> good.revision().isSameAs(revision))
            .map(KnownGood::deploymentId);
    var history =
        ledger.deployments(state.name(), HISTORY).stream()
            .filter(deployment -> deployment.revision().isSameAs(revision))
            .map(Deployment::id);
    return Stream.concat(proving, history)
        .filter(id -> !id.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
