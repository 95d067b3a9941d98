package io.github.lastgood.simulation.invariant;

import io.github.lastgood.target.Rollback;
import java.util.Optional;

/// Lastgood by itself never rolls a target back that did not deploy: its team must have deployed
/// what is taken back.
public final class OnlyTheDeployedIsTakenBack implements Invariant {
  @Override
  public String sentence() {
    return "Never a rollback of a target that did not deploy.";
  }

  @Override
  public Optional<String> written(Scene scene, Written written) {
    return written
        .claimed()
        .filter(_ -> !written.isOrdered())
        .filter(claimed -> !isDeployed(written, claimed))
        .map(claimed -> claimed.from().label() + " was not deployed by its team");
  }

  private static boolean isDeployed(Written written, Rollback claimed) {
    return written.team().deployed().stream()
        .anyMatch(deployed -> deployed.revision().equals(claimed.from().id()));
  }
}
