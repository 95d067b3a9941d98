package io.github.lastgood.account;

import static io.github.lastgood.account.World.BAD_NUMBER;
import static io.github.lastgood.account.World.GOOD_NUMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentNotFoundException;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

class StopServiceDeploymentTest {
  private final World world = World.create();
  private final Seen seen = Seen.by(world.account());

  /// Pending, launching, draining, baking.
  @ParameterizedTest
  @ValueSource(ints = {0, 30, 150, 270})
  void anyDeploymentThatHasNotCompletedGoesBackToItsSource(int seconds) {
    world.deploy(Release.BAD);
    world.advance(Duration.ofSeconds(seconds));
    String arn = Calls.newestBrief(world).serviceDeploymentArn();

    Calls.stopWithRollback(world, arn);
    assertThat(Calls.newestRollout(world).status())
        .isEqualTo(ServiceDeploymentStatus.ROLLBACK_REQUESTED);
    world.advance(Duration.ofMinutes(10));

    ServiceDeployment rollout = Calls.newestRollout(world);
    assertThat(rollout.serviceDeploymentArn()).isEqualTo(arn);
    assertThat(rollout.status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
    assertThat(rollout.sourceServiceRevisions())
        .singleElement()
        .satisfies(source -> assertThat(source.arn()).endsWith("/" + GOOD_NUMBER));
    assertThat(world.primary().id()).isEqualTo("ecs-svc/" + GOOD_NUMBER);
    assertThat(world.service().runningCount()).isEqualTo(4);
    assertThat(seen.deployments())
        .hasSize(3)
        .noneMatch(line -> line.startsWith("FAILED"))
        .anyMatch(line ->
            line.startsWith("IN_PROGRESS " + GOOD_NUMBER)
                && line.endsWith("rolling back to deploymentId ecs-svc/" + GOOD_NUMBER + "."))
        .last()
        .asString()
        .startsWith("COMPLETED " + GOOD_NUMBER);
  }

  @Test
  void rollbackWhoseImageIsGoneFailsAndLeavesWhatRuns() {
    world.deploy(Release.BAD);
    world.advance(Duration.ofMinutes(4));
    world.deleteImage(Release.GOOD);

    Calls.stopWithRollback(world, Calls.newestBrief(world).serviceDeploymentArn());
    world.advance(Duration.ofMinutes(10));

    assertThat(Calls.newestRollout(world).status())
        .isEqualTo(ServiceDeploymentStatus.ROLLBACK_FAILED);
    assertThat(seen.deployments()).last().asString().startsWith("FAILED " + GOOD_NUMBER);
    assertThat(world.service().runningCount()).isEqualTo(4);
    assertThat(world.service().deployments())
        .last()
        .extracting("id")
        .isEqualTo("ecs-svc/" + BAD_NUMBER);
  }

  @Test
  void rollbackToTasksThatStillRunIsDoneWithoutABakeTime() {
    world.deploy(Release.BAD);
    world.advance(Duration.ofSeconds(30));

    Calls.stopWithRollback(world, Calls.newestBrief(world).serviceDeploymentArn());
    world.advance(Duration.ofSeconds(125));

    assertThat(Calls.newestRollout(world).finishedAt()).isEqualTo("2026-11-02T10:02:35Z");
  }

  @Test
  void askingTwiceChangesNothing() {
    world.deploy(Release.BAD);
    String arn = Calls.newestBrief(world).serviceDeploymentArn();

    Calls.stopWithRollback(world, arn);
    Calls.stopWithRollback(world, arn);
    world.advance(Duration.ofSeconds(30));
    Calls.stopWithRollback(world, arn);
    world.advance(Duration.ofMinutes(10));

    assertThat(Calls.newestRollout(world).status())
        .isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
    assertThat(seen.deployments()).hasSize(3);
  }

  @Test
  void deploymentThatHasEndedIsAConflict() {
    world.deploy(Release.BAD);
    world.advance(Duration.ofMinutes(6));
    String arn = Calls.newestBrief(world).serviceDeploymentArn();

    assertThatThrownBy(() -> Calls.stopWithRollback(world, arn))
        .isInstanceOfSatisfying(
            ConflictException.class,
            refusal -> {
              assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("ConflictException");
              assertThat(refusal.statusCode()).isEqualTo(400);
            });
    assertThat(world.primary().id()).isEqualTo("ecs-svc/" + BAD_NUMBER);
  }

  @Test
  void unknownDeploymentIsNotFound() {
    assertThatThrownBy(() -> Calls.stopWithRollback(world, "arn:aws:ecs:eu-west-1:1:x"))
        .isInstanceOf(ServiceDeploymentNotFoundException.class);
  }

  @Test
  void abortIsRefused() {
    world.deploy(Release.BAD);
    String arn = Calls.newestBrief(world).serviceDeploymentArn();

    assertThatThrownBy(() ->
            world
                .account()
                .ecs()
                .stopServiceDeployment(
                    request -> request.serviceDeploymentArn(arn).stopType("ABORT")))
        .isInstanceOf(InvalidParameterException.class);
  }
}
