package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.Strategy;
import io.github.lastgood.account.World;
import io.github.lastgood.account.call.Call;
import io.github.lastgood.account.call.CallHook;
import io.github.lastgood.stage.Stage;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/// The team has attached Lastgood's lifecycle hook to its canary deployments: 10 % for ten minutes,
/// then all, then five minutes of bake time.
class LifecycleHookTest extends Story {
  private static final String SUCCEEDED = "SUCCEEDED";
  private static final String FAILED = "FAILED";

  @BeforeEach
  void attachTheHook() {
    world.configure(
        Strategy.hooked(
            Strategy.canary(10, Duration.ofMinutes(10), Duration.ofMinutes(5)),
            "PRE_SCALE_UP",
            "TEST_TRAFFIC_SHIFT",
            "PRODUCTION_TRAFFIC_SHIFT"));
  }

  private String asked(String file) {
    return stage.hook(Stage.event("ecs-hook/" + file)).path("hookStatus").asText();
  }

  @Test
  void aGoodRevisionPassesAllItsStages() {
    deploy(Release.FIXED);
    until("10:40");
    assertThat(running()).isEqualTo("orders-api:44");
    assertThat(deployments()).last().isEqualTo("orders-api:44 SUCCESSFUL");
    assertThat(knownGood()).first().isEqualTo("orders-api:44");
  }

  @Test
  void aQuarantinedRevisionIsRefusedBeforeATaskOfItStarts() {
    order("mark-bad", "revision", "orders-api:42");
    deploy(Release.BAD);
    until("10:01");

    assertThat(deployments()).last().isEqualTo("orders-api:42 ROLLBACK_IN_PROGRESS");
    assertThat(world.service().runningCount()).as("four of 41 and none of 42").isEqualTo(4);
    assertThat(decisions()).containsExactly("REFUSE QUARANTINED");
    assertThat(notice("Refused to let orders-api:42 go on for orders-api"))
        .contains("Marked bad by ana: so the story goes");
    until("10:30");
    assertThat(running()).isEqualTo("orders-api:41");
    assertThat(moves()).as("ECS goes back by itself").isEmpty();
    assertThat(busEvents()).contains("Deployment Refused", "Rollback Recovered");
  }

  @Test
  void oncePardonedItPasses() {
    order("mark-bad", "revision", "orders-api:42");
    order("pardon", "revision", "orders-api:42");
    deploy(Release.BAD);
    until("10:05");

    assertThat(deployments()).last().isEqualTo("orders-api:42 IN_PROGRESS");
  }

  @Test
  void aShiftFailsWhileAnAlarmIsRedThatWentRedInTheDeployment() {
    deploy(Release.FIXED);
    until("10:03");
    order("freeze");
    hold(World.ALARM_5XX, StateValue.ALARM);
    until("10:04");
    order("unfreeze");

    assertThat(asked("production-traffic-shift-canary.json")).isEqualTo(FAILED);
    assertThat(decisions()).last().isEqualTo("REFUSE ALARM_RED");
  }

  @Test
  void anAlarmThatWasRedBeforeNeverBlocksTheFix() {
    hold(World.ALARM_5XX, StateValue.ALARM);
    until("10:05");
    deploy(Release.FIXED);
    until("10:30");

    assertThat(deployments()).last().isEqualTo("orders-api:44 SUCCESSFUL");
  }

  @Test
  void lastgoodsOwnRollbackPassesThoughTheAlarmIsRed() {
    deploy(Release.BAD);
    until("10:17");
    assertThat(moves()).containsExactly("StopServiceDeployment ROLLBACK");
    until("10:45");

    assertThat(running()).isEqualTo("orders-api:41");
    assertThat(rollbacks())
        .containsExactly("orders-api:42 -> orders-api:41 STOP_SERVICE_DEPLOYMENT RECOVERED");
  }

  @Test
  void whileEcsGoesBackEveryAnswerIsYes() {
    order("mark-bad", "revision", "orders-api:42");
    deploy(Release.BAD);
    until("10:00:01");

    assertThat(asked("pre-scale-up.json")).isEqualTo(FAILED);
    assertThat(asked("pre-scale-up-without-optional-fields.json")).isEqualTo(FAILED);
    assertThat(asked("production-traffic-shift.json")).isEqualTo(FAILED);
    assertThat(asked("production-traffic-shift-rollback.json")).isEqualTo(SUCCEEDED);
    assertThat(asked("test-traffic-shift-rollback.json")).isEqualTo(SUCCEEDED);
  }

  @Test
  void aFrozenTargetsDeploymentsAreLeftAlone() {
    order("mark-bad", "revision", "orders-api:42");
    order("freeze");
    deploy(Release.BAD);
    until("10:00:01");

    assertThat(asked("pre-scale-up.json")).isEqualTo(SUCCEEDED);
  }

  @Test
  void whoIsNotRegisteredPasses() {
    assertThat(asked("unregistered-service.json")).isEqualTo(SUCCEEDED);
  }

  @Test
  void troubleOfLastgoodsIsNoFaultOfTheRevisions() {
    order("mark-bad", "revision", "orders-api:42");
    var silence =
        new CallHook() {
          @Override
          public void before(Call call) {
            throw new IllegalStateException("nothing answers");
          }
        };
    trouble(silence);

    assertThat(asked("pre-scale-up.json")).isEqualTo(SUCCEEDED);
    assertThat(asked("without-service.json")).isEqualTo(SUCCEEDED);
    assertThat(stage.hook("{").path("hookStatus").asText()).isEqualTo(SUCCEEDED);
    assertThat(stage.hook("").path("hookStatus").asText()).isEqualTo(SUCCEEDED);
    assertThat(stage.hook("[]").path("hookStatus").asText()).isEqualTo(SUCCEEDED);
    world.account().calls().unhook(silence);
  }
}
