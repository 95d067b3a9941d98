package io.github.lastgood.simulation.invariant;

import io.github.lastgood.simulation.team.Team;
import java.time.Duration;
import java.util.Optional;

/// Whatever events were lost, doubled or late: in the end the ledger's current deployment is what
/// the target's users get.
public final class LedgerIsTrue implements Invariant {
  private static final Duration LONG = Duration.ofMinutes(5);

  @Override
  public String sentence() {
    return "The ledger's current revision is what runs.";
  }

  @Override
  public Optional<String> ended(Scene scene) {
    return scene.teams().stream().flatMap(team -> objection(scene, team).stream()).findFirst();
  }

  private static Optional<String> objection(Scene scene, Team team) {
    var current = scene.state(team.name()).map(state -> state.current()).orElse(null);
    if (current == null
        || current.settledAt() == null
        || current.settledAt().plus(LONG).isAfter(scene.now())) {
      return Optional.empty();
    }
    var runs = team.running();
    return runs.equals(current.revision().id())
        ? Optional.empty()
        : Optional.of(
            team.name() + " runs " + runs + ", the ledger says " + current.revision().id());
  }
}
