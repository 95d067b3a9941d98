package io.github.lastgood.simulation.invariant;

import io.github.lastgood.target.Method;
import java.time.Duration;
import java.util.Optional;

/// Never more rollbacks within a day than the target's policy allows, unless by force. Counted from
/// the rollbacks' own rows, not from the state that the decision looks at. The account's budget
/// belongs here too, as soon as there is one.
public final class BudgetHolds implements Invariant {
  private static final Duration DAY = Duration.ofDays(1);

  @Override
  public String sentence() {
    return "Never more rollbacks within a day than the policy allows.";
  }

  @Override
  public Optional<String> written(Scene scene, Written written) {
    if (written.isForced() || written.claimed().isEmpty()) {
      return Optional.empty();
    }
    var most = written.after().target().policy().maxRollbacksPerDay();
    var made =
        scene.ledger().rollbacks(written.team().name()).stream()
            .filter(rollback -> rollback.method() != Method.BY_AWS)
            .filter(rollback -> rollback.claimedAt().isAfter(written.at().minus(DAY)))
            .count();
    return made > most
        ? Optional.of(written.team().name() + " has had " + made + " of " + most + " rollbacks")
        : Optional.empty();
  }
}
