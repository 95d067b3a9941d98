package io.github.lastgood.decision;

import io.github.lastgood.decision.Happening.BecameQuarantined;
import io.github.lastgood.decision.Happening.RedeployedWhileQuarantined;
import io.github.lastgood.decision.Happening.RollbackEnded;
import io.github.lastgood.decision.Happening.RollbackMoved;
import io.github.lastgood.decision.Happening.RolledBackByAws;
import io.github.lastgood.decision.Happening.Settled;
import io.github.lastgood.decision.Happening.Started;
import io.github.lastgood.target.Barrier;
import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.Deployment.Origin;
import io.github.lastgood.target.KnownGood;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Method;
import io.github.lastgood.target.Quarantined;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.Rollback.Status;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Takes what AWS shows into what the ledger knows. Events come late, twice, in any order or never,
/// so they only say that it is worth looking; what is seen decides.
public final class Sighting {
  /// The time between two looks of the watch.
  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

  /// How the id of a deployment begins that AWS has no id for.
  private static final String UNNAMED = "split-";

  private Sighting() {}

  /// The state with the live deployment as its current one, and what that means for an open
  /// rollback. What the ledger knows of the deployment already (its images, its source, since when
  /// it is quiet) is kept.
  public static Change take(TargetState state, LiveState live, Instant now) {
    return switch (live) {
      case LiveState.NotRead _, LiveState.Unusable _ -> Change.none(state);
      case LiveState.Running running -> take(state, running, now);
    };
  }

  /// True when what is seen is another deployment than the known one, so that its images are to be
  /// asked for.
  ///
  /// @param known the ledger's current one; null before the first
  public static boolean isAnother(@Nullable Deployment known, Deployment seen) {
    if (known == null) {
      return true;
    }
    var id = withoutPastId(known, seen).id();
    return id.isEmpty() ? !known.revision().isSameAs(seen.revision()) : !known.id().equals(id);
  }

  private static Change take(TargetState state, LiveState.Running running, Instant now) {
    var known = state.current();
    var seen = named(known, withoutPastId(known, running.deployment()), now);
    var change =
        known != null && known.id().equals(seen.id())
            ? again(state, known, seen)
            : first(state, seen, running.barrier(), now);
    return change.then(after -> followRollback(after, running, now));
  }

  /// A traffic split has no deployments of its own: every change of it is one, and nobody says when
  /// it was made. The same goes for a group that is changed without an instance refresh. What the
  /// first look shows has been there since long. A change came after the look before the one that
  /// shows it, so it began then at the earliest: an alarm that it turned red before anybody looked
  /// is still blamed on it.
  private static Deployment named(@Nullable Deployment known, Deployment seen, Instant now) {
    if (!seen.id().isEmpty()) {
      return seen;
    }
    if (known != null && !isAnother(known, seen)) {
      return settledNow(seen.withId(known.id()), now);
    }
    var fresh = seen.withId(UNNAMED + now.toEpochMilli());
    return known == null ? fresh : changed(known, fresh, now);
  }

  /// What runs instead of a deployment that AWS still names is the team's, and has no id.
  private static Deployment withoutPastId(@Nullable Deployment known, Deployment seen) {
    return known != null && isPast(known, seen) ? seen.withId("").withOrigin(Origin.TEAM) : seen;
  }

  /// True when AWS still names a deployment that something was put over without one: it was done,
  /// and another revision runs; or it was done before what was put there began.
  private static boolean isPast(Deployment known, Deployment seen) {
    if (known.id().equals(seen.id())) {
      return known.settledAt() != null && !known.revision().id().equals(seen.revision().id());
    }
    return known.id().startsWith(UNNAMED)
        && seen.settledAt() != null
        && !seen.settledAt().isAfter(known.startedAt());
  }

  private static Deployment changed(Deployment known, Deployment seen, Instant now) {
    var lookBefore = now.minus(BETWEEN_LOOKS);
    var before = Objects.requireNonNullElse(known.settledAt(), known.startedAt());
    var began = before.isAfter(lookBefore) ? before : lookBefore;
    return new Deployment(
        seen.id(),
        seen.revision(),
        seen.origin(),
        began,
        seen.settledAt() == null ? null : now,
        null,
        seen.controlId(),
        seen.sourceId(),
        0);
  }

  private static Deployment settledNow(Deployment seen, Instant now) {
    return seen.settledAt() == null ? seen : seen.settled(now);
  }

  private static Change again(TargetState state, Deployment known, Deployment seen) {
    var merged = merge(known, seen);
    var after = Change.none(state.withCurrent(merged));
    return known.settledAt() == null && merged.settledAt() != null
        ? after.and(after.state(), new Settled(merged))
        : after;
  }

  private static Change first(TargetState state, Deployment seen, boolean isBarrier, Instant now) {
    var origin = originOf(state, seen);
    var deployment =
        seen.withOrigin(origin)
            .withRevision(revisionOf(state, seen))
            .withRollbacks(origin == Origin.AWS ? rollbacksOf(state) : 0);
    var change =
        switch (deployment.origin()) {
          case AWS -> rolledBackByAws(state, deployment, now);
          case LASTGOOD -> Change.none(state);
          case TEAM -> deployedByTeam(state, deployment, now);
        };
    var after =
        change.and(
            begun(change.state().withCurrent(deployment).withAnswered(null), deployment, isBarrier),
            new Started(deployment));
    return deployment.settledAt() == null
        ? after
        : after.and(after.state(), new Settled(deployment));
  }

  /// A barrier holds from the moment at which its revision begins to run.
  private static TargetState begun(TargetState state, Deployment seen, boolean isBarrier) {
    var tagged =
        isBarrier
            ? Optional.of(new Barrier(seen.revision(), null, "its own tag", "lastgood:barrier"))
            : Optional.<Barrier>empty();
    return state.barriers().stream()
        .filter(each -> each.revision().isSameAs(seen.revision()))
        .findFirst()
        .or(() -> tagged)
        .filter(barrier -> barrier.since() == null)
        .map(barrier -> state.withBarrier(barrier.begun(seen.startedAt())))
        .orElse(state);
  }

  /// Lastgood started it when it brings what the open rollback brings, or bears its name. AWS did
  /// when it is one that was proven before, the source of the one that runs, or older than that (a
  /// rollback by ECS makes no new deployment, it takes the old number up again), or when AWS says
  /// so. Else it was the team. What has no id of AWS is AWS's only while a rollback is open:
  /// nothing is left of a refresh that was cancelled for it.
  private static Origin originOf(TargetState state, Deployment seen) {
    var open = state.rollback();
    if (open != null
        && !seen.id().equals(open.deploymentId())
        && (seen.id().equals(open.newDeploymentId()) || open.brings(seen.revision()))) {
      return Origin.LASTGOOD;
    }
    if (seen.origin() == Origin.LASTGOOD) {
      return Origin.LASTGOOD;
    }
    if (open == null && seen.id().startsWith(UNNAMED)) {
      return Origin.TEAM;
    }
    var known = state.current();
    var isReturn =
        seen.origin() == Origin.AWS
            || state.knownGood().stream().anyMatch(good -> good.deploymentId().equals(seen.id()))
            || (known != null && (seen.id().equals(known.sourceId()) || beganBefore(known, seen)));
    return known != null && isReturn ? Origin.AWS : Origin.TEAM;
  }

  /// By AWS's clock: when something without an id of AWS began is only guessed.
  private static boolean beganBefore(Deployment known, Deployment seen) {
    return !known.id().startsWith(UNNAMED) && seen.startedAt().isBefore(known.startedAt());
  }

  private static Change rolledBackByAws(TargetState state, Deployment seen, Instant now) {
    var failed = state.current();
    if (failed != null && failed.isRollback()) {
      return rollbackGivenUp(state, seen, now);
    }
    if (failed == null || state.rollback() != null || wasNotSeen(failed, seen)) {
      return Change.none(state);
    }
    var why =
        state.target().resource().deployer()
            + " rolled deployment "
            + failed.id()
            + " of "
            + failed.revision().label()
            + " back.";
    var rollback =
        new Rollback(
            Rollback.idOf(state.name(), failed),
            failed.id(),
            failed.revision(),
            seen.revision(),
            Method.BY_AWS,
            Status.SETTLING,
            why,
            state.target().resource().deployer(),
            List.of(),
            now,
            now,
            now,
            null,
            null,
            seen.id(),
            null,
            null);
    return quarantine(state, failed, why, now)
        .then(after ->
            Change.none(after).and(after.withRollback(rollback), new RolledBackByAws(rollback)));
  }

  /// The deployment that was rolled back came and went between two looks: what is known to run is
  /// what AWS went back to, and nothing speaks against that.
  private static boolean wasNotSeen(Deployment known, Deployment seen) {
    return known.revision().isSameAs(seen.revision());
  }

  /// AWS took a rollback's own deployment back, to what hurt. That says nothing against the good
  /// revision, and it is nothing to make another rollback of.
  private static Change rollbackGivenUp(TargetState state, Deployment seen, Instant now) {
    var open = state.rollback();
    return open == null ? Change.none(state) : givenUp(state, open, seen, now);
  }

  private static Change givenUp(TargetState state, Rollback open, Deployment seen, Instant now) {
    var why =
        state.target().resource().deployer()
            + " gave it up and went back to "
            + seen.revision().label()
            + ".";
    return Change.none(state)
        .and(state.withRollback(null), new RollbackEnded(open.ended(Status.FAILED, now), why));
  }

  /// The failed deployment's own event may have quarantined it already.
  private static Change quarantine(TargetState state, Deployment failed, String why, Instant now) {
    var bad = failed.revision();
    return state.isQuarantined(bad)
        ? Change.none(state)
        : Change.none(state)
            .and(
                state.withQuarantined(new Quarantined(bad, now, why)),
                new BecameQuarantined(bad, why));
  }

  private static Change deployedByTeam(TargetState state, Deployment seen, Instant now) {
    var change = Change.none(state);
    var open = state.rollback();
    if (open != null && !seen.id().equals(open.deploymentId())) {
      var why = seen.revision().label() + " was deployed before the rollback was proven to help.";
      change =
          change.and(
              state.withRollback(null),
              new RollbackEnded(open.ended(Status.NOT_RECOVERED, now), why));
    }
    var bad =
        state.quarantine().stream()
            .filter(entry -> entry.revision().isSameAs(seen.revision()))
            .findFirst();
    return bad.isEmpty()
        ? change
        : change.and(change.state(), new RedeployedWhileQuarantined(seen, bad.get().reason()));
  }

  /// The rollback's own deployment: seen, settled, or given up by AWS. When it is seen before the
  /// move's result was written, the handler that made the move may be gone, so people hear of it
  /// from here; whoever writes first that it was moved tells them.
  ///
  /// Where AWS went back by itself, to something else, before the move: the move is still to be
  /// made. After it: AWS gave up what the move began, and nobody saw it run.
  private static Change followRollback(TargetState state, LiveState.Running running, Instant now) {
    var open = state.rollback();
    var current = state.current();
    if (open == null || current == null || current.id().equals(open.deploymentId())) {
      return Change.none(state);
    }
    if (running.failed()) {
      var why = "AWS gave up deployment " + current.id() + ", which was to bring it back.";
      return Change.none(state)
          .and(state.withRollback(null), new RollbackEnded(open.ended(Status.FAILED, now), why));
    }
    var isElsewhere = current.origin() == Origin.AWS || current.settledAt() != null;
    if (isElsewhere && !open.brings(current.revision())) {
      return open.status() == Status.PENDING
          ? Change.none(state)
          : givenUp(state, open, current, now);
    }
    var change = Change.none(state);
    var followed = open;
    if (open.status() == Status.PENDING) {
      followed = open.moved(now, current.id());
      change = change.and(state, new RollbackMoved(followed, Duration.ZERO));
    } else if (open.newDeploymentId() == null) {
      followed = open.moved(now, current.id());
    }
    if (followed.status() == Status.SETTLING && current.settledAt() != null) {
      followed = followed.settled(now);
    }
    return new Change(state.withRollback(followed), change.happenings());
  }

  /// A deployment that comes back when its rollback was given up keeps its count, so that a person
  /// can order another one. At least as many were made of it as the state remembers, which is those
  /// of a day, and as the id of the one that was given up says.
  private static int rollbacksOf(TargetState state) {
    var known = state.current();
    if (known == null || !known.isRollback()) {
      return 0;
    }
    var open = state.rollback();
    return Math.max(open == null ? 1 : open.number(), state.rollbackTimes().size());
  }

  private static Revision revisionOf(TargetState state, Deployment seen) {
    if (!seen.revision().images().isEmpty()) {
      return seen.revision();
    }
    return state.knownGood().stream()
        .filter(good -> good.deploymentId().equals(seen.id()))
        .map(KnownGood::revision)
        .findFirst()
        .orElse(seen.revision());
  }

  private static Deployment merge(Deployment known, Deployment seen) {
    var merged =
        known
            .withRevision(better(known.revision(), seen.revision()))
            .withWayBack(
                Optional.ofNullable(seen.controlId()).orElse(known.controlId()),
                Optional.ofNullable(known.sourceId()).orElse(seen.sourceId()));
    return known.settledAt() == null && seen.settledAt() != null
        ? merged.settled(seen.settledAt())
        : merged;
  }

  /// The one that knows more of its images: their digests, or the images at all. Another revision
  /// than was known is what the deployment brings by now: an instance refresh in flight brings what
  /// is saved on the group, and that may be changed under way.
  private static Revision better(Revision known, Revision seen) {
    if (!known.id().equals(seen.id())) {
      return seen;
    }
    var hasDigests = seen.images().stream().anyMatch(image -> !image.digest().isEmpty());
    return known.images().isEmpty() || hasDigests ? seen : known;
  }
}
