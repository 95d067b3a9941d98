package io.github.lastgood.target;

import java.time.Instant;

/// One rollback of the account's budget. A rollback takes a slot with its claim, and the slot is
/// free again when its time is over: so however many targets are rolled back at once, there are
/// never more than the budget allows.
///
/// @param number from 0
/// @param freeAt when another rollback may take it
public record BudgetSlot(int number, Instant freeAt) {

  public boolean isTaken(Instant now) {
    return now.isBefore(freeAt);
  }
}
