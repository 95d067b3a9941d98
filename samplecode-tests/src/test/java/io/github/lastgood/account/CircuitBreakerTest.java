package io.github.lastgood.account;

import static io.github.lastgood.account.World.BAD_NUMBER;
import static io.github.lastgood.account.World.GOOD_NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentRollbackMonitorsStatus;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

class CircuitBreakerTest {

  @Test
  void breakerRollsBackToTheOldNumber() {
    World world = World.create();
    Seen seen = Seen.by(world.account());

    world.deploy(Release.CRASHING);
    world.advance(Duration.ofMinutes(10));

    assertThat(seen.deployments())
        .containsExactly(
            "IN_PROGRESS "
                + BAD_NUMBER
                + ": ECS deployment ecs-svc/"
                + BAD_NUMBER
                + " in progress.",
            "FAILED " + BAD_NUMBER + ": ECS deployment circuit breaker: tasks failed to start.",
            "IN_PROGRESS "
                + GOOD_NUMBER
                + ": ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/"
                + GOOD_NUMBER
                + ".",
            "COMPLETED " + GOOD_NUMBER + ": ECS deployment ecs-svc/" + GOOD_NUMBER + " completed.");
    assertThat(world.service().taskDefinition()).isEqualTo(World.taskDefinitionArn(Release.GOOD));
    ServiceDeployment rollout = Calls.newestRollout(world);
    assertThat(rollout.status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
    assertThat(rollout.rollback().serviceRevisionArn()).endsWith("/" + GOOD_NUMBER);
    assertThat(rollout.targetServiceRevision().arn()).endsWith("/" + BAD_NUMBER);
    assertThat(rollout.deploymentCircuitBreaker().status())
        .isEqualTo(ServiceDeploymentRollbackMonitorsStatus.TRIGGERED);
    assertThat(rollout.deploymentCircuitBreaker().failureCount()).isEqualTo(3);
  }

  @Test
  void withoutBreakerABadRolloutStaysInProgressForEver() {
    World world = World.create(WorldOptions.usual().withoutBreaker());
    Seen seen = Seen.by(world.account());

    world.deploy(Release.CRASHING);
    world.advance(Duration.ofHours(12));

    assertThat(seen.deployments()).singleElement().asString().startsWith("IN_PROGRESS");
    assertThat(world.primary().rolloutState()).isEqualTo(DeploymentRolloutState.IN_PROGRESS);
    assertThat(world.primary().failedTasks()).isGreaterThan(100);
    assertThat(world.service().runningCount()).isEqualTo(4);
  }

  @Test
  void breakerWithoutRollbackFailsTheDeploymentAndLeavesTheOldTasks() {
    World world = World.create(WorldOptions.usual().withBreakerThatOnlyFails());
    Seen seen = Seen.by(world.account());

    world.deploy(Release.CRASHING);
    world.advance(Duration.ofMinutes(10));

    assertThat(seen.deployments()).hasSize(2).last().asString().startsWith("FAILED " + BAD_NUMBER);
    assertThat(world.primary().rolloutState()).isEqualTo(DeploymentRolloutState.FAILED);
    assertThat(world.service().deployments())
        .last()
        .extracting("id")
        .isEqualTo("ecs-svc/" + GOOD_NUMBER);
    assertThat(Calls.newestRollout(world).status()).isEqualTo(ServiceDeploymentStatus.STOPPED);
  }

  @Test
  void whatFailsWhileTheRollbackHasNotCompletedHasNothingToGoBackTo() {
    World world = World.create();
    Seen seen = Seen.by(world.account());
    world.deploy(Release.CRASHING);
    world.advance(Duration.ofMinutes(2).plusSeconds(30));
    assertThat(Calls.newestRollout(world).status())
        .isEqualTo(ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS);

    world.deploy("orders-api", Release.CRASHING.taskDefinition());
    world.advance(Duration.ofMinutes(10));

    assertThat(seen.deployments()).last().asString().startsWith("FAILED");
    assertThat(world.primary().rolloutState()).isEqualTo(DeploymentRolloutState.FAILED);
  }

  @Test
  void imageThatIsGoneNeverStartsATask() {
    World world = World.create();
    world.deleteImage(Release.FIXED);

    world.deploy(Release.FIXED);
    world.advance(Duration.ofMinutes(1));

    assertThat(world.primary().failedTasks()).isEqualTo(1);
    assertThat(world.service().events().getFirst().message()).contains("CannotPullContainer");
  }

  @Test
  void deploymentAlarmThatTurnsRedWhileEcsLooksRollsBack() {
    World world =
        World.create(
            WorldOptions.usual()
                .withDeploymentAlarms(World.ALARM_5XX)
                .bakingFor(Duration.ofMinutes(10)));
    Seen seen = Seen.by(world.account());

    world.deploy(Release.BAD_AT_ONCE);
    world.advance(Duration.ofMinutes(20));

    assertThat(seen.deployments())
        .contains("FAILED " + BAD_NUMBER + ": ECS deployment failed: alarm detected.")
        .last()
        .asString()
        .startsWith("COMPLETED " + GOOD_NUMBER);
    assertThat(Calls.newestRollout(world).alarms().triggeredAlarmNames())
        .containsExactly(World.ALARM_5XX);
  }

  @Test
  void deploymentAlarmThatIsRedAlreadyIsIgnoredForTheWholeDeployment() {
    World world = World.create(WorldOptions.usual().withDeploymentAlarms(World.ALARM_5XX));
    world.account().alarms().hold(World.ALARM_5XX, StateValue.ALARM);

    world.deploy(Release.BAD_AT_ONCE);
    world.advance(Duration.ofMinutes(20));

    assertThat(world.primary().id()).isEqualTo("ecs-svc/" + BAD_NUMBER);
    assertThat(world.primary().rolloutState()).isEqualTo(DeploymentRolloutState.COMPLETED);
  }
}
