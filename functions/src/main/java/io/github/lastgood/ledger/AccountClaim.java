package io.github.lastgood.ledger;

import io.github.lastgood.target.BudgetSlot;
import java.time.Instant;

/// What a commit claims for its target among all targets of the account. The whole commit is
/// refused when somebody else claimed the same first.
public sealed interface AccountClaim {

  /// A slot of the budget.
  ///
  /// @param now a slot that is free by then may be taken
  record Slot(BudgetSlot slot, Instant now) implements AccountClaim {}

  /// Telling people of a shared cause, for all who are red by it.
  ///
  /// @param until when people may be told again
  /// @param now a claim that is over by then may be renewed
  record Told(Instant until, Instant now) implements AccountClaim {}
}
