package io.github.lastgood.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentStopType;

/// What the front answers in ECS's place, read by AWS's own client.
@ExtendWith(WireExtension.class)
class AwsFrontIT {

  private final WireWorld world;
  private final EcsClient ecs;

  AwsFrontIT(WireWorld world) {
    this.world = world;
    this.ecs = AwsClients.at(world.front().endpoint(), EcsClient.builder());
  }

  @BeforeEach
  void forget() {
    world.front().forget();
  }

  @AfterEach
  void close() {
    ecs.close();
  }

  private Service service() {
    return ecs.describeServices(r -> r.cluster("prod").services("orders-api"))
        .services()
        .getFirst();
  }

  private String newestServiceDeployment() {
    return ecs.listServiceDeployments(r -> r.cluster("prod").service("orders-api"))
        .serviceDeployments()
        .getFirst()
        .serviceDeploymentArn();
  }

  @Test
  void anUpdateStartsADeploymentWithItsOwnNumberAndLeavesTheDesiredCount() {
    int desired = service().desiredCount();
    ecs.updateService(r -> r.cluster("prod").service("orders-api").taskDefinition("orders-api:42"));

    Service after = service();
    assertThat(after.taskDefinition()).isEqualTo(WireWorld.BAD);
    assertThat(after.desiredCount()).isEqualTo(desired);
    assertThat(after.deployments())
        .extracting(Deployment::status, Deployment::rolloutStateAsString)
        .containsExactly(tuple("PRIMARY", "IN_PROGRESS"), tuple("ACTIVE", "COMPLETED"));
    assertThat(after.deployments().getFirst().id())
        .startsWith("ecs-svc/")
        .isNotEqualTo("ecs-svc/" + Scene.GOOD_NUMBER);
    assertThat(world.front().calls().of("ecs", "UpdateService")).hasSize(1);
  }

  @Test
  void aStoppedDeploymentGoesBackToItsSourceAndASettledOneCannotBeStopped() {
    ecs.updateService(r -> r.cluster("prod").service("orders-api").taskDefinition("orders-api:42"));
    String deployment = newestServiceDeployment();
    ecs.stopServiceDeployment(
        r -> r.serviceDeploymentArn(deployment).stopType(StopServiceDeploymentStopType.ROLLBACK));

    assertThat(service().deployments().getFirst().id()).isEqualTo("ecs-svc/" + Scene.GOOD_NUMBER);
    world.scene().ordersApi().settle(Instant.now());
    var described =
        ecs.describeServiceDeployments(r -> r.serviceDeploymentArns(deployment))
            .serviceDeployments()
            .getFirst();
    assertThat(described.status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
    assertThat(described.rollback().serviceRevisionArn()).endsWith(Scene.GOOD_NUMBER);
    assertThatThrownBy(() -> ecs.stopServiceDeployment(r -> r.serviceDeploymentArn(deployment)))
        .isInstanceOf(ConflictException.class);
  }

  @Test
  void aServiceRevisionTellsTaskDefinitionAndDigests() {
    String arn = Arns.revision("prod", "orders-api", Scene.GOOD_NUMBER);
    String unknown = Arns.revision("prod", "orders-api", "1");
    var answer = ecs.describeServiceRevisions(r -> r.serviceRevisionArns(arn, unknown));

    var revision = answer.serviceRevisions().getFirst();
    assertThat(revision.taskDefinition()).isEqualTo(WireWorld.GOOD);
    assertThat(revision.containerImages().getFirst().imageDigest())
        .isEqualTo(Images.digest(Images.image("v41")));
    assertThat(answer.failures()).extracting("reason").containsExactly("MISSING");
  }

  @Test
  void anInactiveTaskDefinitionIsRefused() {
    ecs.deregisterTaskDefinition(r -> r.taskDefinition("orders-api:42"));

    assertThatThrownBy(() ->
            ecs.updateService(
                r -> r.cluster("prod").service("orders-api").taskDefinition("orders-api:42")))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("TaskDefinition is inactive");
    assertThat(world.running()).isEqualTo(WireWorld.GOOD);
  }

  @Test
  void callsSideBySideShareARoundTrip() throws InterruptedException {
    world.front().slowDown(Duration.ofMillis(100));
    List<Thread> pair =
        List.of(
            Thread.startVirtualThread(this::service),
            Thread.startVirtualThread(this::newestServiceDeployment));
    for (Thread thread : pair) {
      thread.join();
    }
    service();

    assertThat(world.front().calls().rounds()).extracting(List::size).containsExactly(2, 1);
  }
}
