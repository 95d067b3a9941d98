package io.github.lastgood.decision;

import io.github.lastgood.signal.Signal.DeploymentChange;
import io.github.lastgood.signal.Signal.Phase;
import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the watch hears of a deployment without an event: AWS gave it up and the event was lost, or
/// nothing ever comes of it.
///
/// ECS sends `SERVICE_DEPLOYMENT_FAILED` only with its circuit breaker or deployment alarms on;
/// without them a deployment whose tasks never come up stays in progress for ever. With them on it
/// may still have nothing to go back to: then it stops, and says no more.
public final class Stall {
  /// How long AWS may take to begin the rollback that it is set to make.
  static final Duration OWN_ROLLBACK_BEGINS = Duration.ofMinutes(2);

  private Stall() {}

  /// The complaint about the current deployment; empty when there is none.
  public static Optional<DeploymentChange> complaint(
      TargetState state, LiveState live, Instant now) {
    var current = state.current();
    if (!(live instanceof LiveState.Running running)
        || current == null
        || current.isRollback()
        || state.rollback() != null
        || !current.id().equals(running.deployment().id())) {
      return Optional.empty();
    }
    if (running.failed()) {
      return Optional.of(failed(state, current, running, now));
    }
    var most = most(state, running);
    return isOnItsWay(current, running)
            && most != null
            && !now.isBefore(current.startedAt().plus(most))
        ? Optional.of(
            change(
                state,
                current,
                Phase.STALLED,
                "It has been in flight for "
                    + InWords.span(Duration.between(current.startedAt(), now))
                    + "; "
                    + InWords.span(most)
                    + " are allowed.",
                now))
        : Optional.empty();
  }

  /// One that was done and is in flight again was taken up by AWS, instead of another that nobody
  /// saw: it began long ago.
  private static boolean isOnItsWay(Deployment current, LiveState.Running running) {
    return running.isInFlight() && current.settledAt() == null;
  }

  /// How long a deployment may be in flight; null when AWS itself ends one that gets nowhere.
  public static @Nullable Duration most(TargetState state, LiveState.Running running) {
    var least = running.rollout().least();
    return least == null ? null : state.target().policy().settleTimeout().plus(least);
  }

  private static DeploymentChange failed(
      TargetState state, Deployment current, LiveState.Running running, Instant now) {
    var changedAt = running.rollout().changedAt();
    return running.rollsBackItself()
            && changedAt != null
            && !now.isBefore(changedAt.plus(OWN_ROLLBACK_BEGINS))
        ? change(
            state,
            current,
            Phase.STALLED,
            "AWS gave it up at "
                + InWords.time(changedAt)
                + " and is set to roll back by itself, but has nothing to go back to.",
            now)
        : change(state, current, Phase.FAILED, "", now);
  }

  private static DeploymentChange change(
      TargetState state, Deployment current, Phase phase, String cause, Instant now) {
    return new DeploymentChange(
        "watch." + current.id(), now, state.target().resource().id(), current.id(), phase, cause);
  }
}
