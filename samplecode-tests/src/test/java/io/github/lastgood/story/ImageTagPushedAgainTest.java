package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import io.github.lastgood.account.ecs.TaskBehaviour.RedAfter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;

/// Somebody pushed another image under the tag of the good revision: its definition would start
/// something that was never proven.
class ImageTagPushedAgainTest extends Story {

  @Test
  void aCopyWithTheProvenImageIsDeployed() {
    var proven = world.account().ecr().digestOf(World.image(Release.GOOD)).orElseThrow();
    world.repushImage(Release.GOOD);
    deploy(Release.BAD);
    until("10:40");
    assertThat(moves())
        .containsExactly("RegisterTaskDefinition orders-api", "UpdateService orders-api:46");
    var copy = DescribeTaskDefinitionRequest.builder().taskDefinition("orders-api:46").build();
    assertThat(
            world
                .account()
                .ecs()
                .describeTaskDefinition(copy)
                .taskDefinition()
                .containerDefinitions()
                .getFirst()
                .image())
        .endsWith("/orders-api@" + proven);
    assertThat(rollbacks())
        .containsExactly("orders-api:42 -> orders-api:41 REGISTER_COPY RECOVERED");
  }

  /// The good and the bad deployment are of one definition. `UpdateService` to it would deploy
  /// nothing, even when the tag means the good image again before the alarm speaks.
  @Test
  void theSameDefinitionDeployedAnewIsTakenBackByACopyThoughTheTagWasMovedBack() {
    var proven = world.account().ecr().digestOf(World.image(Release.GOOD)).orElseThrow();
    world.repushImage(Release.GOOD);
    world
        .account()
        .ecs()
        .workloads()
        .behave(World.image(Release.GOOD), new RedAfter(Duration.ofMinutes(12)));
    world
        .account()
        .ecs()
        .updateService(request ->
            request.cluster(World.CLUSTER).service(World.SERVICE).forceNewDeployment(true));
    until("10:06");
    world.account().ecr().retag(World.SERVICE, Release.GOOD.tag(), proven);
    until("10:40");
    assertThat(moves())
        .containsExactly("RegisterTaskDefinition orders-api", "UpdateService orders-api:46");
    assertThat(rollbacks())
        .containsExactly("orders-api:41 -> orders-api:41 REGISTER_COPY RECOVERED");
  }
}
