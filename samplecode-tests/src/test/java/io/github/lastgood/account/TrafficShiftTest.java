package io.github.lastgood.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ConflictException;

/// ECS's own blue/green, canary and linear deployments.
class TrafficShiftTest {
  private static final Duration BAKE = Duration.ofMinutes(10);

  private final World world = World.create();
  private final List<String> asked = new ArrayList<>();

  private void answering(String answer) {
    world
        .account()
        .ecs()
        .answerHooks((_, event) -> {
          var hook = Seen.json(event);
          var weights = hook.at("/executionDetails/productionTrafficWeights");
          asked.add(
              hook.path("lifecycleStage").asText()
                  + (weights.isEmpty()
                      ? ""
                      : " "
                          + weights
                              .path(hook.at("/executionDetails/targetServiceRevisionArn").asText())
                              .asInt()));
          return answer;
        });
  }

  private String stage() {
    return Calls.newestRollout(world).lifecycleStageAsString();
  }

  private double traffic() {
    return Calls.newestRollout(world).targetServiceRevision().requestedProductionTrafficWeight();
  }

  @Test
  void bothRevisionsRunUntilTheBakeTimeIsOver() {
    world.configure(Strategy.blueGreen(BAKE));
    world.deploy(Release.FIXED);
    world.advance(Duration.ofMinutes(1));
    assertThat(stage()).isEqualTo("SCALE_UP");
    assertThat(traffic()).isZero();
    world.advance(Duration.ofMinutes(5));

    assertThat(stage()).isEqualTo("BAKE_TIME");
    assertThat(traffic()).isEqualTo(100);
    assertThat(world.service().runningCount()).as("four blue, four green").isEqualTo(8);
    world.advance(BAKE);
    assertThat(Calls.newestRollout(world).statusAsString()).isEqualTo("SUCCESSFUL");
    assertThat(world.service().runningCount()).isEqualTo(4);
  }

  @Test
  void linearShiftsStepByStepAndAsksTheHookAtEachStep() {
    answering("{\"hookStatus\":\"SUCCEEDED\"}");
    world.configure(
        Strategy.hooked(
            Strategy.linear(40, Duration.ofMinutes(5), BAKE),
            "PRE_SCALE_UP",
            "PRE_PRODUCTION_TRAFFIC_SHIFT",
            "PRODUCTION_TRAFFIC_SHIFT"));
    world.deploy(Release.FIXED);
    world.advance(Duration.ofMinutes(40));

    assertThat(asked)
        .containsExactly(
            "PRE_SCALE_UP",
            "PRE_PRODUCTION_TRAFFIC_SHIFT",
            "PRODUCTION_TRAFFIC_SHIFT 40",
            "PRE_PRODUCTION_TRAFFIC_SHIFT",
            "PRODUCTION_TRAFFIC_SHIFT 80",
            "PRE_PRODUCTION_TRAFFIC_SHIFT",
            "PRODUCTION_TRAFFIC_SHIFT 100");
  }

  @Test
  void stoppingItWhileItBakesTakesTheTrafficBackInOneMove() {
    answering("{\"hookStatus\":\"SUCCEEDED\"}");
    world.configure(Strategy.hooked(Strategy.blueGreen(BAKE), "PRODUCTION_TRAFFIC_SHIFT"));
    world.deploy(Release.BAD);
    world.advance(Duration.ofMinutes(6));
    Calls.stopWithRollback(world, Calls.newestBrief(world).serviceDeploymentArn());
    world.advance(Duration.ofSeconds(30));

    assertThat(traffic()).isZero();
    assertThat(asked)
        .as("the hook is asked again, with the failed revision still as the target")
        .containsExactly("PRODUCTION_TRAFFIC_SHIFT 100", "PRODUCTION_TRAFFIC_SHIFT 0");
    world.advance(Duration.ofMinutes(2));
    assertThat(Calls.newestRollout(world).statusAsString()).isEqualTo("ROLLBACK_SUCCESSFUL");
    assertThat(world.primary().id()).isEqualTo("ecs-svc/" + World.GOOD_NUMBER);
  }

  @Test
  void afterTheBakeTimeItCannotBeStopped() {
    world.configure(Strategy.blueGreen(BAKE));
    world.deploy(Release.BAD);
    world.advance(Duration.ofMinutes(20));
    String arn = Calls.newestBrief(world).serviceDeploymentArn();

    assertThatThrownBy(() -> Calls.stopWithRollback(world, arn))
        .isInstanceOf(ConflictException.class);
  }

  @Test
  void anAnswerThatEcsDoesNotUnderstandRollsBack() {
    for (var answer : List.of("{\"hookStatus\":\"FAILED\"}", "{}", "nonsense", "")) {
      var other = World.create();
      other.account().ecs().answerHooks((_, _) -> answer);
      other.configure(Strategy.hooked(Strategy.blueGreen(BAKE), "POST_SCALE_UP"));
      other.deploy(Release.FIXED);
      other.advance(Duration.ofMinutes(8));

      assertThat(Calls.newestRollout(other).statusAsString())
          .as(answer)
          .isEqualTo("ROLLBACK_SUCCESSFUL");
      assertThat(other.service().runningCount()).isEqualTo(4);
    }
  }

  @Test
  void aHookThatIsNotReadyIsAskedAgainAfterItsDelay() {
    answering("{\"hookStatus\":\"IN_PROGRESS\",\"callBackDelay\":60}");
    world.configure(Strategy.hooked(Strategy.blueGreen(BAKE), "PRE_SCALE_UP"));
    world.deploy(Release.FIXED);
    world.advance(Duration.ofSeconds(130));

    assertThat(asked).hasSize(3);
    assertThat(stage()).isEqualTo("PRE_SCALE_UP");
  }

  @Test
  void theCircuitBreakerDoesNotWatch() {
    world.configure(
        Strategy.blueGreen(BAKE).toBuilder()
            .deploymentCircuitBreaker(breaker -> breaker.enable(true).rollback(true))
            .build());
    world.deploy(Release.CRASHING);
    world.advance(Duration.ofHours(2));

    assertThat(stage()).isEqualTo("SCALE_UP");
    assertThat(world.primary().rolloutStateAsString()).isEqualTo("IN_PROGRESS");
  }
}
