package io.github.lastgood.simulation.invariant;

import io.github.lastgood.target.Rollback;
import java.util.Optional;

/// Never onto a quarantined, missing, current or barred revision. Asked when a rollback is claimed:
/// the claim and the quarantine are in one item, and what disappeared before the handler began
/// could be known.
public final class NothingBadIsGoneBackTo implements Invariant {
  @Override
  public String sentence() {
    return "Never onto a quarantined, missing, current or barred revision.";
  }

  @Override
  public Optional<String> written(Scene scene, Written written) {
    return written.claimed().flatMap(claimed -> objection(written, claimed));
  }

  private static Optional<String> objection(Written written, Rollback claimed) {
    var to = claimed.to();
    if (written.after().isQuarantined(to)) {
      return Optional.of(claimed.id() + " goes to " + to.label() + ", which is quarantined");
    }
    var current = written.after().current();
    if (to.isSameAs(claimed.from()) || (current != null && to.isSameAs(current.revision()))) {
      return Optional.of(claimed.id() + " goes to " + to.label() + ", which is what runs");
    }
    var barrier = written.after().barrierBefore(to);
    if (barrier.isPresent()) {
      return Optional.of(claimed.id() + " goes to " + to.label() + ", which is behind a barrier");
    }
    return written
        .team()
        .missing(claimed, written.run().startedAt())
        .map(why -> claimed.id() + " goes to " + to.label() + ": " + why);
  }
}
