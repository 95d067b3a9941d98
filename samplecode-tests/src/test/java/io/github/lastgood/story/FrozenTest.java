package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import io.github.lastgood.account.WorldOptions;
import io.github.lastgood.account.call.Call;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// A person asked that nothing be rolled back for now.
class FrozenTest extends Story {

  private static final String HELD = "orders-api is red; the rollback is held";

  @Test
  void aFrozenTargetIsHeldAndPeopleAreToldOnce() {
    operate("freeze.json");
    deploy(Release.BAD);
    until("10:40");
    assertThat(moves()).isEmpty();
    assertThat(decisions()).hasSize(3).containsOnly("HOLD TARGET_FROZEN");
    assertThat(subjects()).containsExactly(HELD);
    assertThat(notice(HELD)).contains("orders-api is frozen by ana@example.com since");
  }

  @Test
  void afterUnfreezeTheTickGoesOn() {
    operate("freeze.json");
    deploy(Release.BAD);
    until("10:30:30");
    operate("unfreeze.json");
    until("10:50");
    assertThat(world.account().calls().callsOf("ecs:UpdateService"))
        .extracting(Call::at)
        .containsExactly(Instant.parse("2026-11-02T10:31:00Z"));
    assertThat(rollbacks())
        .containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE RECOVERED");
  }

  @Test
  void aFrozenAccountHoldsEveryTargetUntilItIsUnfrozen() {
    operate("freeze-account.json");
    deploy(Release.BAD);
    until("10:30");
    assertThat(decisions()).hasSize(3).containsOnly("HOLD ACCOUNT_FROZEN");
    assertThat(moves()).isEmpty();
    operate("unfreeze-account.json");
    until("10:50");
    assertThat(moves()).containsExactly("UpdateService orders-api:41");
  }

  @Test
  void aDeploymentThatFailedInTheFreezeIsRolledBackAfterIt() {
    begin(World.create(WorldOptions.usual().withBreakerThatOnlyFails()), UnaryOperator.identity());
    operate("freeze.json");
    deploy(Release.CRASHING);
    until("10:20");
    assertThat(decisions()).containsExactly("HOLD TARGET_FROZEN");
    assertThat(subjects()).hasSize(1);
    operate("unfreeze.json");
    until("10:40");
    assertThat(rollbacks())
        .containsExactly("orders-api:43 -> orders-api:41 UPDATE_SERVICE RECOVERED");
  }

  @Test
  void aRollbackThatIsUnderWayIsSeenThrough() {
    deploy(Release.BAD);
    until("10:17");
    operate("freeze.json");
    until("10:40");
    assertThat(rollbacks())
        .containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE RECOVERED");
  }
}
