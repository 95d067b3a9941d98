package io.github.lastgood.simulation.invariant;

import io.github.lastgood.target.AccountState;
import io.github.lastgood.target.Method;
import java.time.Duration;
import java.util.Optional;

/// Never more rollbacks within a day than the target's policy allows, unless by force. Counted from
/// the rollbacks' own rows, not from the state that the decision looks at. Neither more within an
/// hour than the account may have.
public final class BudgetHolds implements Invariant {
  private static final Duration DAY = Duration.ofDays(1);

  @Override
  public String sentence() {
    return "Never more rollbacks than the budgets of target and account allow.";
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
        : accountBudget(scene, written);
  }

  private static Optional<String> accountBudget(Scene scene, Written written) {
    var since = written.at().minus(AccountState.BUDGET_PERIOD);
    var made =
        scene.teams().stream()
            .flatMap(team -> scene.ledger().rollbacks(team.name()).stream())
            .filter(rollback -> rollback.by().equals("lastgood"))
            .filter(rollback -> rollback.claimedAt().isAfter(since))
            .count();
    return made > AccountState.MOST_ROLLBACKS
        ? Optional.of("the account has had " + made + " rollbacks within an hour")
        : Optional.empty();
  }
}
