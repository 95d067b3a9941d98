package io.github.lastgood.account;

import static io.github.lastgood.account.World.BAD_NUMBER;
import static io.github.lastgood.account.World.NEXT_NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;

class WorldTest {

  @Test
  void badReleaseCompletesAndHurtsWhenEcsNoLongerLooks() {
    World world = World.create();
    Seen seen = Seen.by(world.account());

    world.deploy(Release.BAD);
    world.advance(Duration.ofMinutes(17));

    assertThat(seen.deployments())
        .containsExactly(
            "IN_PROGRESS "
                + BAD_NUMBER
                + ": ECS deployment ecs-svc/"
                + BAD_NUMBER
                + " in progress.",
            "COMPLETED " + BAD_NUMBER + ": ECS deployment ecs-svc/" + BAD_NUMBER + " completed.");
    assertThat(world.primary().updatedAt()).isEqualTo(Instant.parse("2026-11-02T10:05:00Z"));
    assertThat(seen.alarms())
        .containsExactly(
            "orders-api-5xx OK -> ALARM at 2026-11-02T10:15:30.124+0000",
            "orders-api-bad-deploy OK -> ALARM at 2026-11-02T10:15:30.480+0000",
            "orders-api-p99 OK -> ALARM at 2026-11-02T10:15:45.207+0000");
  }

  @Test
  void rollingBackTurnsTheAlarmsOkWhenTheBadTasksAreGone() {
    World world = World.create();
    world.deploy(Release.BAD);
    world.advance(Duration.ofMinutes(16));
    Seen seen = Seen.by(world.account());

    world.deploy(Release.GOOD);
    world.advance(Duration.ofMinutes(10));

    assertThat(world.primary().id()).isEqualTo("ecs-svc/" + NEXT_NUMBER);
    assertThat(world.primary().taskDefinition()).isEqualTo(World.taskDefinitionArn(Release.GOOD));
    assertThat(world.primary().rolloutState()).isEqualTo(DeploymentRolloutState.COMPLETED);
    assertThat(seen.alarms())
        .containsExactly(
            "orders-api-5xx ALARM -> OK at 2026-11-02T10:20:30.124+0000",
            "orders-api-p99 ALARM -> OK at 2026-11-02T10:20:45.207+0000",
            "orders-api-bad-deploy ALARM -> OK at 2026-11-02T10:20:45.563+0000");
  }

  @Test
  void outageTurnsTheAlarmsOfServicesThatNobodyDeployed() {
    World world = World.create();
    Seen seen = Seen.by(world.account());

    world.beginOutage();
    world.advance(Duration.ofMinutes(4));
    world.endOutage();
    world.advance(Duration.ofMinutes(3));

    assertThat(seen.alarms())
        .hasSize(8)
        .anyMatch(line -> line.startsWith("billing-api-5xx OK -> ALARM"))
        .anyMatch(line -> line.startsWith("billing-api-5xx ALARM -> OK"));
  }

  @Test
  void capacityNeverFallsBelowTheDesiredCountWhileARolloutRuns() {
    World world = World.create();
    world.deploy(Release.CRASHING);

    List<Integer> running =
        IntStream.range(0, 60)
            .mapToObj(_ -> {
              world.advance(Duration.ofSeconds(5));
              return world.service().runningCount();
            })
            .toList();

    assertThat(running).allMatch(count -> count >= 4);
  }

  @Test
  void sameSeedAndSameCallsGiveTheSameEventsToTheLastLetter() {
    assertThat(story(7)).isEqualTo(story(7));
    assertThat(story(7)).isNotEqualTo(story(8));
  }

  private static String story(long seed) {
    World world = World.create(WorldOptions.usual().seededWith(seed));
    world.deploy(Release.CRASHING);
    world.advance(Duration.ofMinutes(10));
    world.deploy(Release.BAD_AT_ONCE);
    world.advance(Duration.ofMinutes(10));
    world.deploy(Release.FIXED);
    world.advance(Duration.ofMinutes(10));
    return world.account().events().emitted() + "\n" + world.service();
  }
}
