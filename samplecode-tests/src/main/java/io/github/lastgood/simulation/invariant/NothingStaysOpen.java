package io.github.lastgood.simulation.invariant;

import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.util.Optional;

/// Every rollback reaches an end. At the end of the day none is open for longer than its timeouts
/// allow.
public final class NothingStaysOpen implements Invariant {
  /// ECS's own traffic steps and bake times come on top of the settle timeout.
  private static final Duration OWN_TIME = Duration.ofMinutes(40);

  @Override
  public String sentence() {
    return "Every rollback reaches an end.";
  }

  @Override
  public Optional<String> ended(Scene scene) {
    return scene.states().values().stream()
        .flatMap(state -> objection(scene, state).stream())
        .findFirst();
  }

  private static Optional<String> objection(Scene scene, TargetState state) {
    var open = state.rollback();
    var policy = state.target().policy();
    var most = policy.settleTimeout().multipliedBy(2).plus(policy.recoveryTimeout()).plus(OWN_TIME);
    return open != null && open.claimedAt().plus(most).isBefore(scene.now())
        ? Optional.of(open.id() + " is " + open.status() + " since " + open.claimedAt())
        : Optional.empty();
  }
}
