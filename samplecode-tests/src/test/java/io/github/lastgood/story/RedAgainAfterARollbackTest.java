package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import org.junit.jupiter.api.Test;

/// The rollback helped, and an hour later the good revision is in trouble as well: nothing was
/// deployed since, so there is nothing to take back.
class RedAgainAfterARollbackTest extends Story {

  @Test
  void aPersonIsToldOnceAndNothingIsMoved() {
    deploy(Release.BAD);
    until("10:50");
    world.beginOutage();
    until("11:20");
    assertThat(moves()).containsExactly("UpdateService orders-api:41");
    assertThat(decisions())
        .endsWith(
            "ESCALATE ROLLBACK_DID_NOT_HELP",
            "ESCALATE ROLLBACK_DID_NOT_HELP",
            "ESCALATE ROLLBACK_DID_NOT_HELP");
    assertThat(subjects())
        .containsExactly(
            "Rolling back orders-api to orders-api:41",
            "orders-api recovered on orders-api:41",
            "orders-api needs a person: rollback did not help");
  }

  @Test
  void thePersonIsToldAgainWhenItIsRedAgain() {
    deploy(Release.BAD);
    until("10:50");
    world.beginOutage();
    until("11:20");
    world.endOutage();
    until("11:40");
    world.beginOutage();
    until("12:00");
    assertThat(subjects())
        .filteredOn("orders-api needs a person: rollback did not help"::equals)
        .hasSize(2);
    assertThat(moves()).hasSize(1);
  }
}
