package io.github.lastgood.target;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What holds for every target of the account and region, and who is red in it.
///
/// @param freeze a person's order to roll nothing back at all; null when there is none
/// @param red the targets that are red now, or were red lately
/// @param slots the slots of the account's budget that are taken, or were
/// @param toldUntil until when people need not be told of a shared cause again; null when they were
///   never told
public record AccountState(
    @Nullable Freeze freeze,
    List<RedTarget> red,
    List<BudgetSlot> slots,
    @Nullable Instant toldUntil) {

  /// How many rollbacks an account may have within [#BUDGET_PERIOD].
  public static final int MOST_ROLLBACKS = 10;

  /// The period that [#MOST_ROLLBACKS] counts in.
  public static final Duration BUDGET_PERIOD = Duration.ofHours(1);

  public AccountState {
    red = List.copyOf(red);
    slots = List.copyOf(slots);
  }

  /// Nobody is red, and no slot is taken.
  public AccountState(@Nullable Freeze freeze) {
    this(freeze, List.of(), List.of(), null);
  }

  /// A slot of the budget for a rollback of that target; empty when the budget is spent.
  ///
  /// Of several free ones each target begins at another, so that targets which are rolled back at
  /// the same moment seldom want the same.
  public Optional<BudgetSlot> freeSlot(String target, Instant now) {
    var free =
        IntStream.range(0, MOST_ROLLBACKS)
            .filter(number ->
                slots.stream().noneMatch(slot -> slot.number() == number && slot.isTaken(now)))
            .toArray();
    return free.length == 0
        ? Optional.empty()
        : Optional.of(
            new BudgetSlot(
                free[Math.floorMod(target.hashCode(), free.length)], now.plus(BUDGET_PERIOD)));
  }
}
