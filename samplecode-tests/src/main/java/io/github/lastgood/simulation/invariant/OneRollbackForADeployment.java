package io.github.lastgood.simulation.invariant;

import java.util.Optional;

/// Lastgood by itself takes a deployment back once, however many alarms, duplicates and handlers
/// there are. Only a person can order another one, and only when the first is over.
public final class OneRollbackForADeployment implements Invariant {
  @Override
  public String sentence() {
    return "Lastgood by itself takes a deployment back at most once.";
  }

  @Override
  public Optional<String> written(Scene scene, Written written) {
    return written
        .claimed()
        .filter(_ -> !written.isOrdered())
        .flatMap(claimed ->
            scene.ledger().rollbacks(written.team().name()).stream()
                .filter(other -> !other.id().equals(claimed.id()))
                .filter(other -> other.deploymentId().equals(claimed.deploymentId()))
                .map(other ->
                    claimed.id()
                        + " takes back "
                        + claimed.deploymentId()
                        + ", which "
                        + other.id()
                        + " ("
                        + other.status()
                        + ") took back already")
                .findFirst());
  }
}
