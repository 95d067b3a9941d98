package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import io.github.lastgood.ledger.AccountClaim;
import io.github.lastgood.ledger.Commit;
import io.github.lastgood.target.AccountState;
import io.github.lastgood.target.BudgetSlot;
import org.junit.jupiter.api.Test;

/// Ten rollbacks an hour are allowed in an account: when more is wrong than that, a person must
/// look.
class AccountBudgetSpentTest extends Story {

  /// Rollbacks of other targets took that many slots at ten.
  private void taken(int slots) {
    var now = world.account().now();
    for (int number = 0; number < slots; number++) {
      var state = stage.orders();
      var slot = new BudgetSlot(number, now.plus(AccountState.BUDGET_PERIOD));
      stage.ledger().commit(Commit.of(state, state).with(new AccountClaim.Slot(slot, now)));
    }
  }

  @Test
  void theLastSlotIsTakenWithTheClaim() {
    until("10:00");
    taken(9);
    deploy(Release.BAD);
    until("10:40");

    assertThat(rollbacks())
        .containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE RECOVERED");
    assertThat(stage.ledger().account().slots()).hasSize(10);
  }

  @Test
  void withoutASlotAPersonIsToldAndTheWatchGoesOnWhenOneIsFree() {
    until("10:00");
    taken(10);
    deploy(Release.BAD);
    until("10:59");
    assertThat(rollbacks()).isEmpty();
    assertThat(decisions()).containsOnly("ESCALATE ACCOUNT_BUDGET_SPENT");
    assertThat(subjects()).containsExactly("orders-api needs a person: account budget spent");

    until("11:20");
    assertThat(rollbacks())
        .containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE RECOVERED");
  }

  @Test
  void forceNeedsNoSlot() {
    until("10:00");
    taken(10);
    deploy(Release.BAD);
    until("10:20");
    operate("rollback-force.json");
    until("10:40");

    assertThat(rollbacks())
        .containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE RECOVERED");
  }
}
