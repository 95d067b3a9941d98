package io.github.lastgood.account;

import static io.github.lastgood.account.World.BAD_NUMBER;
import static io.github.lastgood.account.World.GOOD_NUMBER;
import static io.github.lastgood.account.World.NEXT_NUMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lastgood.account.ecs.ServiceSpec;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ServiceNotActiveException;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;

class UpdateServiceTest {
  private final World world = World.create();
  private final EcsClient ecs = world.account().ecs();

  @Test
  void sameTaskDefinitionIsNoNewDeploymentUnlessForced() {
    assertThat(Calls.update(world, "orders-api:41").deployments())
        .extracting(Deployment::id)
        .containsExactly("ecs-svc/" + GOOD_NUMBER);

    ecs.updateService(
        request -> request.cluster("prod").service("orders-api").forceNewDeployment(true));

    assertThat(world.primary().id()).isEqualTo("ecs-svc/" + BAD_NUMBER);
  }

  @Test
  void answerShowsTheNewDeploymentAsPrimaryAndTheOldOneAsActive() {
    assertThat(Calls.update(world, "orders-api:42").deployments())
        .extracting(each -> each.status() + " " + each.id() + " " + each.rolloutStateAsString())
        .containsExactly(
            "PRIMARY ecs-svc/" + BAD_NUMBER + " IN_PROGRESS",
            "ACTIVE ecs-svc/" + GOOD_NUMBER + " COMPLETED");
  }

  @Test
  void familyAloneMeansItsLatestActiveRevision() {
    assertThat(Calls.update(world, "orders-api").taskDefinition()).endsWith("orders-api:45");
    world.deregister(Release.BAD_AT_ONCE);
    assertThat(Calls.update(world, "orders-api").taskDefinition()).endsWith("orders-api:44");
  }

  @Test
  void newDeploymentReplacesTheOneThatRuns() {
    world.deploy(Release.CRASHING);
    world.advance(Duration.ofSeconds(30));
    String replaced = Calls.newestBrief(world).serviceDeploymentArn();

    world.deploy(Release.FIXED);
    world.advance(Duration.ofMinutes(6));

    assertThat(
            ecs.describeServiceDeployments(request -> request.serviceDeploymentArns(replaced))
                .serviceDeployments())
        .singleElement()
        .satisfies(each -> assertThat(each.status()).isEqualTo(ServiceDeploymentStatus.STOPPED));
    assertThat(world.primary().id()).isEqualTo("ecs-svc/" + NEXT_NUMBER);
    assertThat(world.service().deployments()).hasSize(1);
  }

  @Test
  void desiredCountAndConfigurationAloneStartNothing() {
    ecs.updateService(request ->
        request
            .cluster("prod")
            .service("orders-api")
            .desiredCount(6)
            .deploymentConfiguration(DeploymentConfiguration.builder().build()));

    assertThat(world.primary().id()).isEqualTo("ecs-svc/" + GOOD_NUMBER);
    assertThat(world.service().runningCount()).isEqualTo(6);
  }

  @Test
  void inactiveTaskDefinitionIsRefused() {
    world.deregister(Release.BAD);

    assertThatThrownBy(() -> Calls.update(world, "orders-api:42"))
        .isInstanceOfSatisfying(
            ClientException.class,
            refusal -> {
              assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("ClientException");
              assertThat(refusal.awsErrorDetails().errorMessage())
                  .isEqualTo("TaskDefinition is inactive");
            });
  }

  @Test
  void unknownNamesAreRefusedByTheirOwnErrors() {
    assertThatThrownBy(() -> Calls.update(world, "orders-api:99"))
        .isInstanceOf(ClientException.class);
    assertThatThrownBy(() -> ecs.updateService(r -> r.cluster("prod").service("nobody")))
        .isInstanceOf(ServiceNotFoundException.class);
    assertThatThrownBy(() -> ecs.updateService(r -> r.cluster("nowhere").service("orders-api")))
        .isInstanceOf(ClusterNotFoundException.class);
    assertThatThrownBy(() -> ecs.updateService(r -> r.service("orders-api")))
        .isInstanceOf(ClusterNotFoundException.class);
  }

  @Test
  void deletedServiceIsInactiveAndRefusesUpdates() {
    world.account().ecs().deleteService("prod", "orders-api");

    assertThat(world.service().status()).isEqualTo("INACTIVE");
    assertThatThrownBy(() -> Calls.update(world, "orders-api:42"))
        .isInstanceOf(ServiceNotActiveException.class);
  }

  @Test
  void codeDeployServiceRefusesATaskDefinition() {
    world
        .account()
        .ecs()
        .createService(
            new ServiceSpec(
                "prod",
                "blue-green",
                "orders-api:41",
                2,
                DeploymentControllerType.CODE_DEPLOY,
                DeploymentConfiguration.builder().build(),
                world.account().now()));

    assertThatThrownBy(() ->
            ecs.updateService(
                r -> r.cluster("prod").service("blue-green").taskDefinition("orders-api:42")))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("services with a CODE_DEPLOY deployment controller");
    assertThat(world.account().ecs().service("prod", "blue-green").deployments())
        .allMatch(deployment -> deployment.rolloutState() == null);
  }
}
