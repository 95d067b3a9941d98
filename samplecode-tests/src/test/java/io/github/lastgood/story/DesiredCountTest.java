package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/// Autoscaling belongs to others: a rollback leaves the number of tasks alone.
class DesiredCountTest extends Story {

  @Test
  void whatAutoscalingSetMeanwhileStays() {
    deploy(Release.BAD);
    until("10:12");
    world
        .account()
        .ecs()
        .updateService(
            UpdateServiceRequest.builder()
                .cluster(World.CLUSTER)
                .service(World.SERVICE)
                .desiredCount(9)
                .build());
    until("10:40");
    assertThat(running()).isEqualTo("orders-api:41");
    assertThat(world.service().desiredCount()).isEqualTo(9);
    assertThat(world.primary().runningCount()).isEqualTo(9);
  }
}
