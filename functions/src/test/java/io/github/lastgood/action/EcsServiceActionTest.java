package io.github.lastgood.action;

import static io.github.lastgood.action.AwsFailures.ecsFails;
import static io.github.lastgood.action.AwsFailures.ecsRefuses;
import static io.github.lastgood.action.AwsFailures.ecsThrottles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Method;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.Resource;
import io.github.lastgood.target.ResourceForm;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.Rollout;
import io.github.lastgood.target.TaskRoles;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.DeploymentController;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentRequest;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentResponse;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentStopType;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;

class EcsServiceActionTest {
  private final EcsClient ecs = mock(EcsClient.class);
  private final EcsServiceAction action =
      new EcsServiceAction(
          ecs, new Images(_ -> mock(EcrClient.class)), new Parallel(Runnable::run));

  private static final UpdateServiceRequest UPDATE =
      UpdateServiceRequest.builder()
          .cluster("prod")
          .service("orders-api")
          .taskDefinition(Orders.GOOD.id())
          .build();

  private static final StopServiceDeploymentRequest STOP =
      StopServiceDeploymentRequest.builder()
          .serviceDeploymentArn(Orders.bad().controlId())
          .stopType(StopServiceDeploymentStopType.ROLLBACK)
          .build();

  private static LiveState.Running live(Deployment deployment) {
    return new LiveState.Running(deployment, false, false);
  }

  private static Rollback by(Method method) {
    var rollback = Orders.rollback();
    return new Rollback(
        rollback.id(),
        rollback.deploymentId(),
        rollback.from(),
        rollback.to(),
        method,
        rollback.status(),
        rollback.why(),
        rollback.by(),
        rollback.alarms(),
        rollback.claimedAt(),
        rollback.leaseUntil(),
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private void updateStarts(String newDeployment) {
    when(ecs.updateService(any(UpdateServiceRequest.class)))
        .thenReturn(
            UpdateServiceResponse.builder()
                .service(
                    Service.builder()
                        .deployments(
                            deployment("PRIMARY", newDeployment),
                            deployment("ACTIVE", Orders.BAD_ID))
                        .build())
                .build());
  }

  private static software.amazon.awssdk.services.ecs.model.Deployment deployment(
      String status, String id) {
    return software.amazon.awssdk.services.ecs.model.Deployment.builder()
        .status(status)
        .id(id)
        .build();
  }

  private Moved move(Method method, Deployment deployment) {
    return action.move(Orders.SERVICE, by(method), live(deployment), deployment, Optional::empty);
  }

  @Test
  void anUpdateNamesTheGoodDefinitionAndNothingElse() {
    updateStarts(Orders.ROLLBACK_DEPLOYMENT_ID);

    assertThat(move(Method.UPDATE_SERVICE, Orders.bad()))
        .isEqualTo(new Moved.Accepted(Orders.ROLLBACK_DEPLOYMENT_ID));
    verify(ecs).updateService(UPDATE);
    assertThat(UPDATE.desiredCount()).as("scaling belongs to others").isNull();
  }

  @Test
  void aCopyIsDeployedInPlaceOfTheRevision() {
    updateStarts(Orders.ROLLBACK_DEPLOYMENT_ID);
    var copied = by(Method.REGISTER_COPY).deployedAs(Orders.taskDefinition(43));

    action.move(Orders.SERVICE, copied, live(Orders.bad()), Orders.bad(), Optional::empty);

    verify(ecs).updateService(UPDATE.toBuilder().taskDefinition(Orders.taskDefinition(43)).build());
  }

  @Test
  void anAnswerThatShowsTheOldDeploymentStillNamesNoNewOne() {
    updateStarts(Orders.BAD_ID);

    assertThat(move(Method.UPDATE_SERVICE, Orders.bad())).isEqualTo(new Moved.Accepted(null));
  }

  @Test
  void anAnswerWithoutAServiceNamesNoNewDeployment() {
    when(ecs.updateService(any(UpdateServiceRequest.class)))
        .thenReturn(UpdateServiceResponse.builder().build());

    assertThat(move(Method.UPDATE_SERVICE, Orders.bad())).isEqualTo(new Moved.Accepted(null));
  }

  @Test
  void aDeploymentInFlightIsStoppedWithRollback() {
    when(ecs.stopServiceDeployment(STOP))
        .thenReturn(StopServiceDeploymentResponse.builder().build());

    assertThat(move(Method.STOP_SERVICE_DEPLOYMENT, Orders.badInFlight()))
        .as("ECS takes the source's number up again")
        .isEqualTo(new Moved.Accepted(Orders.GOOD_ID));
    verify(ecs).stopServiceDeployment(STOP);
    verify(ecs, never()).updateService(any(UpdateServiceRequest.class));
  }

  @Test
  void aDeploymentThatSettledMeanwhileIsUpdated() {
    updateStarts(Orders.ROLLBACK_DEPLOYMENT_ID);

    assertThat(move(Method.STOP_SERVICE_DEPLOYMENT, Orders.bad()))
        .isEqualTo(new Moved.Accepted(Orders.ROLLBACK_DEPLOYMENT_ID));
    verify(ecs, never()).stopServiceDeployment(any(StopServiceDeploymentRequest.class));
  }

  @Test
  void aDeploymentThatEcsGaveUpMeanwhileIsUpdated() {
    updateStarts(Orders.ROLLBACK_DEPLOYMENT_ID);
    var failed = new LiveState.Running(Orders.badInFlight(), true, false);

    assertThat(
            action.move(
                Orders.SERVICE,
                by(Method.STOP_SERVICE_DEPLOYMENT),
                failed,
                Orders.badInFlight(),
                Optional::empty))
        .isEqualTo(new Moved.Accepted(Orders.ROLLBACK_DEPLOYMENT_ID));
    verify(ecs, never()).stopServiceDeployment(any(StopServiceDeploymentRequest.class));
  }

  @Test
  void aRefusedStopBecomesAnUpdate() {
    when(ecs.stopServiceDeployment(STOP))
        .thenThrow(ecsRefuses("ConflictException", "It has ended."));
    updateStarts(Orders.ROLLBACK_DEPLOYMENT_ID);

    assertThat(move(Method.STOP_SERVICE_DEPLOYMENT, Orders.badInFlight()))
        .isEqualTo(new Moved.Accepted(Orders.ROLLBACK_DEPLOYMENT_ID));
    verify(ecs).updateService(UPDATE);
  }

  @Test
  void aThrottledStopIsThrownOnAndNothingElseIsTried() {
    when(ecs.stopServiceDeployment(STOP)).thenThrow(ecsThrottles());

    assertThatThrownBy(() -> move(Method.STOP_SERVICE_DEPLOYMENT, Orders.badInFlight()))
        .hasMessageContaining("Rate exceeded");
    verify(ecs, never()).updateService(any(UpdateServiceRequest.class));
  }

  @Test
  void aDeploymentThatNothingCanStopIsUpdated() {
    updateStarts(Orders.ROLLBACK_DEPLOYMENT_ID);
    var unknown = withoutControlId(Orders.badInFlight());

    assertThat(move(Method.STOP_SERVICE_DEPLOYMENT, unknown))
        .isEqualTo(new Moved.Accepted(Orders.ROLLBACK_DEPLOYMENT_ID));
  }

  private static Deployment withoutControlId(Deployment of) {
    return new Deployment(
        of.id(),
        of.revision(),
        of.origin(),
        of.startedAt(),
        of.settledAt(),
        null,
        null,
        of.sourceId(),
        0);
  }

  @Test
  void aRefusedUpdateIsAnAnswerWithAwssOwnWords() {
    when(ecs.updateService(UPDATE))
        .thenThrow(ecsRefuses("InvalidParameterException", "TaskDefinition is inactive"));

    assertThat(move(Method.UPDATE_SERVICE, Orders.bad()))
        .isEqualTo(
            new Moved.Refused(
                "ECS refused to roll back: InvalidParameterException: TaskDefinition is"
                    + " inactive"));
  }

  @Test
  void aThrottledUpdateAndAnIllServiceAreThrownOn() {
    when(ecs.updateService(UPDATE)).thenThrow(ecsThrottles()).thenThrow(ecsFails());

    assertThatThrownBy(() -> move(Method.UPDATE_SERVICE, Orders.bad()))
        .hasMessageContaining("Rate exceeded");
    assertThatThrownBy(() -> move(Method.UPDATE_SERVICE, Orders.bad()))
        .hasMessageContaining("Internal");
  }

  @Test
  void aMoveThatWasMadeAlreadyIsNotMadeTwice() {
    var moved =
        action.move(
            Orders.SERVICE,
            by(Method.UPDATE_SERVICE),
            live(Orders.rollbackDeployment()),
            Orders.bad(),
            Optional::empty);

    assertThat(moved).isEqualTo(new Moved.Accepted(Orders.ROLLBACK_DEPLOYMENT_ID));
    verifyNoInteractions(ecs);
  }

  @Test
  void whatTheTeamDeployedMeanwhileIsLeftAlone() {
    var newer =
        new Deployment(
            "ecs-svc/77",
            Orders.revision(43),
            Deployment.Origin.TEAM,
            Orders.NOW,
            null,
            null,
            null,
            null,
            0);

    assertThat(
            action.move(
                Orders.SERVICE,
                by(Method.UPDATE_SERVICE),
                live(newer),
                Orders.bad(),
                Optional::empty))
        .isEqualTo(new Moved.Refused("orders-api:43 was deployed meanwhile (ecs-svc/77)."));
    verifyNoInteractions(ecs);
  }

  @Test
  void whatEcsDoesByItselfNeedsNoCall() {
    assertThat(move(Method.BY_AWS, Orders.bad())).isEqualTo(new Moved.Accepted(null));
    verifyNoInteractions(ecs);
  }

  private void ecsShows(@Nullable Service service) {
    var reply = DescribeServicesResponse.builder();
    when(ecs.describeServices(
            DescribeServicesRequest.builder().cluster("prod").services("orders-api").build()))
        .thenReturn((service == null ? reply : reply.services(service)).build());
  }

  private static Service.Builder service() {
    return Service.builder()
        .serviceArn(Orders.SERVICE_ARN)
        .serviceName("orders-api")
        .status("ACTIVE")
        .deployments(
            software.amazon.awssdk.services.ecs.model.Deployment.builder()
                .id(Orders.BAD_ID)
                .status("PRIMARY")
                .taskDefinition(Orders.BAD.id())
                .rolloutState("COMPLETED")
                .createdAt(Orders.STARTED)
                .updatedAt(Orders.SETTLED)
                .build());
  }

  @Test
  void aServiceIsFoundByItsNames() {
    ecsShows(service().build());

    assertThat(action.find(new ResourceForm.EcsService("prod", "orders-api", null)))
        .contains(Orders.SERVICE);
    var roles = new TaskRoles(List.of("arn:task"));
    assertThat(action.find(new ResourceForm.EcsService("prod", "orders-api", roles)))
        .contains(new Resource.EcsService(Orders.SERVICE_ARN, "prod", "orders-api", roles));
  }

  @Test
  void aServiceOrClusterThatDoesNotExistIsNotFound() {
    ecsShows(null);
    when(ecs.describeServices(
            DescribeServicesRequest.builder().cluster("prd").services("orders-api").build()))
        .thenThrow(ClusterNotFoundException.builder().statusCode(400).build());

    assertThat(action.find(new ResourceForm.EcsService("prod", "orders-api", null))).isEmpty();
    assertThat(action.find(new ResourceForm.EcsService("prd", "orders-api", null))).isEmpty();
    assertThat(action.observe(Orders.SERVICE, null))
        .isEqualTo(new LiveState.Unusable("ECS service prod/orders-api does not exist."));
  }

  @Test
  void anActiveServiceThatEcsRollsOutIsRunning() {
    ecsShows(
        service()
            .deploymentController(DeploymentController.builder().type("ECS").build())
            .deploymentConfiguration(c -> c.strategy(DeploymentStrategy.ROLLING))
            .build());

    assertThat(action.observe(Orders.SERVICE, null)).isInstanceOf(LiveState.Running.class);
  }

  @ParameterizedTest
  @CsvSource({
    "ROLLING, PT5M",
    "BLUE_GREEN, PT5M",
    "CANARY, PT15M",
    "LINEAR, PT59M",
  })
  void theTimeThatEcsTakesOnPurposeIsKnown(String strategy, Duration least) {
    ecsShows(
        service().deploymentConfiguration(c -> c.strategy(strategy).bakeTimeInMinutes(5)).build());

    assertThat(rollout().least()).isEqualTo(least);
  }

  @Test
  void aStepThatDoesNotDivideTheWholeIsRoundedUp() {
    ecsShows(
        service()
            .deploymentConfiguration(c ->
                c.strategy("LINEAR")
                    .bakeTimeInMinutes(0)
                    .linearConfiguration(l -> l.stepPercent(30.0).stepBakeTimeInMinutes(10)))
            .build());

    assertThat(rollout().least()).as("30, 60, 90, 100").isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void whoeverHasNeitherBreakerNorAlarmsHearsOfNoFailure() {
    ecsShows(service().deploymentConfiguration(c -> c.strategy("ROLLING")).build());
    assertThat(rollout().blind())
        .isEqualTo("its deployment circuit breaker is off and it has no deployment alarms");

    ecsShows(
        service()
            .deploymentConfiguration(
                c -> c.deploymentCircuitBreaker(b -> b.enable(true).rollback(false)))
            .build());
    assertThat(rollout().blind()).isNull();
  }

  @Test
  void theBreakerDoesNotWatchShiftsOfTraffic() {
    ecsShows(
        service()
            .deploymentConfiguration(c ->
                c.strategy("BLUE_GREEN")
                    .deploymentCircuitBreaker(b -> b.enable(true).rollback(true)))
            .build());

    var running = (LiveState.Running) action.observe(Orders.SERVICE, null);
    assertThat(running.rollsBackItself()).isFalse();
    assertThat(running.rollout().blind()).contains("does not watch BLUE_GREEN deployments");
    assertThat(running.rollout().words())
        .containsEntry("strategy", "BLUE_GREEN")
        .containsEntry("circuitBreaker", "off");
  }

  private Rollout rollout() {
    return ((LiveState.Running) action.observe(Orders.SERVICE, null)).rollout();
  }

  @Test
  void whatCannotBeRolledBackSaysWhy() {
    assertThat(why(service().status("DRAINING")))
        .isEqualTo("ECS service prod/orders-api is DRAINING, not ACTIVE.");
    assertThat(why(service().deploymentController(c -> c.type("CODE_DEPLOY"))))
        .isEqualTo(
            "ECS service prod/orders-api has the deployment controller CODE_DEPLOY; only ECS is"
                + " supported.");
    assertThat(why(service().deploymentConfiguration(c -> c.strategy("SOMETHING_NEW"))))
        .isEqualTo(
            "ECS service prod/orders-api has the deployment strategy SOMETHING_NEW, which is not"
                + " known.");
    assertThat(why(service().deployments(deployment("ACTIVE", "ecs-svc/1"))))
        .isEqualTo("ECS service prod/orders-api has no PRIMARY deployment.");
    assertThat(why(service().deploymentController(c -> c.type("SOMETHING_NEW"))))
        .as("a controller that this SDK does not know is not guessed at")
        .contains("SOMETHING_NEW");
  }

  private String why(Service.Builder service) {
    ecsShows(service.build());
    return ((LiveState.Unusable) action.observe(Orders.SERVICE, null)).why();
  }
}
