package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import io.github.lastgood.account.WorldOptions;
import io.github.lastgood.account.ecs.TaskBehaviour.Crashing;
import io.github.lastgood.account.ecs.TaskBehaviour.Healthy;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// The good revision does not come up any more, and nobody says so: its tasks need a secret that
/// was deleted.
class RollbackDoesNotSettleTest extends Story {

  private static final String FAILED = "The rollback of orders-api to orders-api:41 FAILED";

  @Test
  void afterTheSettleTimeoutItEndsFailedAndAPersonIsTold() {
    begin(World.create(WorldOptions.usual().withoutBreaker()), UnaryOperator.identity());
    deploy(Release.BAD);
    theGoodRevisionNoLongerComesUp();
    until("10:45");
    assertThat(rollbacks())
        .containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE SETTLING");
    until("11:30");
    assertThat(rollbacks()).containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE FAILED");
    assertThat(notice(FAILED))
        .contains("orders-api:41 does not run alone 30 min after the move.")
        .contains("A person must look now.");
    assertThat(subjects()).hasSize(2);
    assertThat(moves()).hasSize(1);
  }

  @Test
  void whenTheBreakerGivesItUpItEndsFailedAtOnceAndIsNotTriedInCircles() {
    deploy(Release.BAD);
    theGoodRevisionNoLongerComesUp();
    until("11:30");
    assertThat(rollbacks()).containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE FAILED");
    assertThat(moves()).hasSize(1);
    assertThat(quarantine()).containsExactly("orders-api:42");
    assertThat(knownGood()).containsExactly("orders-api:41");
    assertThat(subjects()).containsExactly("Rolling back orders-api to orders-api:41", FAILED);
  }

  @Test
  void aPersonMayTryAgainAsOftenAsItTakes() {
    deploy(Release.BAD);
    theGoodRevisionNoLongerComesUp();
    until("10:40");
    assertThat(operate("rollback.json").path("decision").asText()).isEqualTo("ROLL_BACK");
    until("11:10");
    world.account().ecs().workloads().behave(World.image(Release.GOOD), new Healthy());
    assertThat(operate("rollback.json").path("decision").asText()).isEqualTo("ROLL_BACK");
    until("11:40");
    assertThat(running()).isEqualTo("orders-api:41");
    assertThat(rollbacks())
        .containsExactly(
            "orders-api:42 -> orders-api:41 UPDATE_SERVICE FAILED",
            "orders-api:42 -> orders-api:41 UPDATE_SERVICE FAILED",
            "orders-api:42 -> orders-api:41 UPDATE_SERVICE RECOVERED");
  }

  private void theGoodRevisionNoLongerComesUp() {
    until("10:10");
    world.account().ecs().workloads().behave(World.image(Release.GOOD), new Crashing());
  }
}
