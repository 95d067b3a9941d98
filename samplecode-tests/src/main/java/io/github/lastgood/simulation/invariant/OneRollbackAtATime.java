package io.github.lastgood.simulation.invariant;

import io.github.lastgood.target.Rollback;
import java.util.List;
import java.util.Optional;

/// At most one rollback of a target is open, and it is the one that its state names.
public final class OneRollbackAtATime implements Invariant {
  @Override
  public String sentence() {
    return "At most one rollback of a target is open.";
  }

  @Override
  public Optional<String> written(Scene scene, Written written) {
    if (written.opened().isEmpty() && !written.ends()) {
      return Optional.empty();
    }
    var named = written.after().rollback();
    var open =
        scene.ledger().rollbacks(written.team().name()).stream()
            .filter(rollback -> !rollback.status().isEnd())
            .map(Rollback::id)
            .toList();
    var isRight = named == null ? open.isEmpty() : open.equals(List.of(named.id()));
    return isRight
        ? Optional.empty()
        : Optional.of(
            written.team().name()
                + " names "
                + (named == null ? "none" : named.id())
                + " and has open "
                + open);
  }
}
