package io.github.lastgood.ledger;

import io.github.lastgood.target.AccountState;
import io.github.lastgood.target.BudgetSlot;
import io.github.lastgood.target.Freeze;
import io.github.lastgood.target.RedTarget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The account's items, put together.
final class AccountItems {
  private record State(@Nullable Freeze freeze) {}

  private AccountItems() {}

  static Map<String, AttributeValue> write(@Nullable Freeze freeze) {
    return LedgerItems.write(new State(freeze));
  }

  /// An item of a kind that this version does not know is left alone.
  static AccountState read(List<Map<String, AttributeValue>> items) {
    Freeze freeze = null;
    Instant toldUntil = null;
    var red = new ArrayList<RedTarget>();
    var slots = new ArrayList<BudgetSlot>();
    for (var item : items) {
      var sk = Objects.requireNonNull(item.get("sk"), "sk").s();
      if (sk.equals(Keys.STATE)) {
        freeze = LedgerItems.read(item, State.class).freeze();
      } else if (sk.equals(Keys.SHARED_CAUSE)) {
        toldUntil = second(item);
      } else if (sk.startsWith(Keys.RED)) {
        red.add(LedgerItems.read(item, RedTarget.class));
      } else if (sk.startsWith(Keys.SLOT)) {
        slots.add(LedgerItems.read(item, BudgetSlot.class));
      }
    }
    return new AccountState(freeze, red, slots, toldUntil);
  }

  private static Instant second(Map<String, AttributeValue> item) {
    return Instant.ofEpochSecond(
        Long.parseLong(Objects.requireNonNull(item.get("expiresAt"), "expiresAt").n()));
  }
}
