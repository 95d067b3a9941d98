package io.github.lastgood.decision;

import io.github.lastgood.signal.Signal.DeploymentChange;
import io.github.lastgood.signal.Signal.Phase;
import io.github.lastgood.target.OnQuarantined;
import io.github.lastgood.target.Quarantined;
import io.github.lastgood.target.TargetState;
import java.time.Instant;
import java.util.Optional;

/// The complaint about a team's deployment that brings a quarantined revision again: a pipeline's
/// retry, a stack that is deployed once more. It is one where the policy says so; else people are
/// told, and the alarms watched.
public final class Redeployed {
  private Redeployed() {}

  /// Empty when there is nothing to complain of, or this deployment has had its rollback.
  public static Optional<DeploymentChange> complaint(TargetState state, Instant now) {
    var current = state.current();
    if (current == null
        || current.isRollback()
        || current.rollbacks() > 0
        || state.rollback() != null
        || state.target().policy().onQuarantined() != OnQuarantined.ROLL_BACK) {
      return Optional.empty();
    }
    return state.quarantine().stream()
        .filter(bad -> bad.revision().isSameAs(current.revision()))
        .filter(bad -> bad.since().isBefore(current.startedAt()))
        .map(Quarantined::reason)
        .findFirst()
        .map(reason ->
            new DeploymentChange(
                "redeployed." + current.id(),
                now,
                state.target().resource().id(),
                current.id(),
                Phase.QUARANTINED,
                reason));
  }
}
