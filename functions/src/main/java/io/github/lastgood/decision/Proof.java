package io.github.lastgood.decision;

import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.TargetState;
import java.util.List;
import java.util.Optional;

/// How far a deployment is with proving itself: what a pipeline that verifies it waits for.
public sealed interface Proof {

  /// One sentence.
  String message();

  /// It finished its bake time.
  record Proven(String message) implements Proof {}

  /// It never will: it was rolled back, or something else was deployed before it was proven.
  record Disproven(String message) implements Proof {}

  /// Not yet.
  record Open(String message) implements Proof {}

  /// Judges a deployment by what the ledger knows.
  ///
  /// @param history the target's deployments, newest first, as far as they are looked at
  static Proof of(TargetState state, String deploymentId, List<Deployment> history) {
    var current = state.current();
    if (state.knownGood().stream().anyMatch(good -> good.deploymentId().equals(deploymentId))) {
      return new Proven("Deployment " + deploymentId + " is known good.");
    }
    if (current != null && current.id().equals(deploymentId)) {
      return ofCurrent(state, current);
    }
    return history.stream()
        .filter(seen -> seen.id().equals(deploymentId))
        .findFirst()
        .<Proof>map(seen -> replaced(state, seen))
        .orElseGet(() -> new Open("Deployment " + deploymentId + " has not been heard of yet."));
  }

  private static Proof ofCurrent(TargetState state, Deployment current) {
    var open = state.rollback();
    var label = current.revision().label();
    if (open != null && open.deploymentId().equals(current.id())) {
      return new Disproven(label + " is being rolled back: " + open.why());
    }
    return quarantined(state, current)
        .orElseGet(() ->
            new Open(
                current.settledAt() == null
                    ? label + " is being deployed."
                    : current.quietSince() == null
                        ? label + " waits for every alarm to be OK."
                        : label
                            + " bakes until "
                            + InWords.time(
                                current.quietSince().plus(state.target().policy().bakeTime()))
                            + "."));
  }

  private static Optional<Proof> quarantined(TargetState state, Deployment deployment) {
    return state.quarantine().stream()
        .filter(bad -> bad.revision().isSameAs(deployment.revision()))
        .findFirst()
        .map(bad ->
            new Disproven(deployment.revision().label() + " is quarantined: " + bad.reason()));
  }

  private static Proof replaced(TargetState state, Deployment seen) {
    return quarantined(state, seen)
        .orElseGet(() ->
            new Disproven(
                seen.revision().label()
                    + " was replaced by another deployment before it was proven good."));
  }
}
