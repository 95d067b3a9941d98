package io.github.lastgood.action;

import static io.github.lastgood.action.AwsFailures.ecsRefuses;
import static io.github.lastgood.action.AwsFailures.ecsThrottles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.Deployment.Origin;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.Revision;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerImage;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsResponse;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionSummary;

class EcsDeploymentsTest {
  private static final String PREFIX = "arn:aws:ecs:eu-west-1:111122223333:";
  private static final String BAD_REVISION =
      PREFIX + "service-revision/prod/orders-api/9313423515462893900";
  private static final String GOOD_REVISION =
      PREFIX + "service-revision/prod/orders-api/1920498462936580504";
  private static final String OTHER_REVISION = PREFIX + "service-revision/prod/orders-api/77";
  private static final String NAMED = PREFIX + "service-deployment/prod/orders-api/named";
  private static final String LISTED = PREFIX + "service-deployment/prod/orders-api/listed";

  private final EcsClient ecs = mock(EcsClient.class);
  private final EcsDeployments deployments = new EcsDeployments(ecs);

  /// What `DescribeServices` shows of the bad deployment.
  private static Deployment seen(@Nullable String controlId) {
    return new Deployment(
        Orders.BAD_ID,
        Revision.of(Orders.taskDefinition(99)),
        Origin.TEAM,
        Orders.STARTED,
        null,
        null,
        controlId,
        null,
        0);
  }

  @BeforeEach
  void ecsKnowsNothing() {
    when(ecs.describeServiceRevisions(any(DescribeServiceRevisionsRequest.class)))
        .thenReturn(DescribeServiceRevisionsResponse.builder().build());
    when(ecs.describeServiceDeployments(any(DescribeServiceDeploymentsRequest.class)))
        .thenReturn(DescribeServiceDeploymentsResponse.builder().build());
    when(ecs.listServiceDeployments(any(ListServiceDeploymentsRequest.class)))
        .thenReturn(ListServiceDeploymentsResponse.builder().build());
  }

  private void ecsHasTheRevision() {
    when(ecs.describeServiceRevisions(
            DescribeServiceRevisionsRequest.builder().serviceRevisionArns(BAD_REVISION).build()))
        .thenReturn(
            DescribeServiceRevisionsResponse.builder()
                .serviceRevisions(
                    ServiceRevision.builder()
                        .serviceRevisionArn(BAD_REVISION)
                        .taskDefinition(Orders.BAD.id())
                        .containerImages(
                            ContainerImage.builder()
                                .containerName("app")
                                .image(Orders.image(42, "").reference())
                                .imageDigest("sha256:42")
                                .build())
                        .build())
                .build());
  }

  private void ecsHasTheDeployment(String arn, String target, String... sources) {
    when(ecs.describeServiceDeployments(
            DescribeServiceDeploymentsRequest.builder().serviceDeploymentArns(arn).build()))
        .thenReturn(
            DescribeServiceDeploymentsResponse.builder()
                .serviceDeployments(
                    ServiceDeployment.builder()
                        .serviceDeploymentArn(arn)
                        .targetServiceRevision(s -> s.arn(target))
                        .sourceServiceRevisions(
                            Arrays.stream(sources)
                                .map(s -> ServiceRevisionSummary.builder().arn(s).build())
                                .toList())
                        .build())
                .build());
  }

  private void ecsLists(String... targets) {
    when(ecs.listServiceDeployments(
            ListServiceDeploymentsRequest.builder().cluster("prod").service("orders-api").build()))
        .thenReturn(
            ListServiceDeploymentsResponse.builder()
                .serviceDeployments(
                    Arrays.stream(targets)
                        .map(target ->
                            ServiceDeploymentBrief.builder()
                                .serviceDeploymentArn(LISTED)
                                .targetServiceRevisionArn(target)
                                .build())
                        .toList())
                .build());
  }

  @Test
  void theServiceRevisionOfTheSameNumberNamesDefinitionAndDigests() {
    ecsHasTheRevision();

    assertThat(deployments.resolve(Orders.SERVICE, seen(null)).revision()).isEqualTo(Orders.BAD);
  }

  @Test
  void theServiceDeploymentThatDescribeServicesNamedTellsTheSource() {
    ecsHasTheRevision();
    ecsHasTheDeployment(NAMED, BAD_REVISION, GOOD_REVISION);

    assertThat(deployments.resolve(Orders.SERVICE, seen(NAMED)))
        .returns(NAMED, Deployment::controlId)
        .returns(Orders.GOOD_ID, Deployment::sourceId);
    verify(ecs, never()).listServiceDeployments(any(ListServiceDeploymentsRequest.class));
  }

  @Test
  void oneThatIsNotNamedIsFoundInTheList() {
    ecsLists(OTHER_REVISION, BAD_REVISION);
    ecsHasTheDeployment(LISTED, BAD_REVISION, GOOD_REVISION);

    assertThat(deployments.resolve(Orders.SERVICE, seen(null)))
        .returns(LISTED, Deployment::controlId)
        .returns(Orders.GOOD_ID, Deployment::sourceId);
  }

  @Test
  void oneThatIsNamedButBelongsToAnotherDeploymentIsNotTaken() {
    ecsHasTheDeployment(NAMED, OTHER_REVISION, GOOD_REVISION);

    assertThat(deployments.resolve(Orders.SERVICE, seen(NAMED)))
        .as("stopping it would stop somebody else's deployment")
        .returns(null, Deployment::controlId)
        .returns(null, Deployment::sourceId);
  }

  @Test
  void oneThatEcsDoesNotKnowAnyMoreIsLookedForInTheList() {
    when(ecs.describeServiceDeployments(
            DescribeServiceDeploymentsRequest.builder().serviceDeploymentArns(NAMED).build()))
        .thenThrow(ecsRefuses("ServiceDeploymentNotFoundException", "No."));
    ecsLists(BAD_REVISION);
    ecsHasTheDeployment(LISTED, BAD_REVISION, GOOD_REVISION);

    assertThat(deployments.resolve(Orders.SERVICE, seen(NAMED)))
        .returns(LISTED, Deployment::controlId);
  }

  @Test
  void twoSourcesAreNoSource() {
    ecsHasTheDeployment(NAMED, BAD_REVISION, GOOD_REVISION, OTHER_REVISION);

    assertThat(deployments.resolve(Orders.SERVICE, seen(NAMED)).sourceId()).isNull();
  }

  @Test
  void theServiceDeploymentsTargetIsTriedWhereTheNumberLeadsNowhere() {
    var elsewhere = PREFIX + "service-revision/prod/orders-api-old/9313423515462893900";
    ecsHasTheDeployment(NAMED, elsewhere, GOOD_REVISION);
    when(ecs.describeServiceRevisions(
            DescribeServiceRevisionsRequest.builder().serviceRevisionArns(elsewhere).build()))
        .thenReturn(
            DescribeServiceRevisionsResponse.builder()
                .serviceRevisions(ServiceRevision.builder().taskDefinition(Orders.BAD.id()).build())
                .build());

    assertThat(deployments.resolve(Orders.SERVICE, seen(NAMED)).revision())
        .isEqualTo(Revision.of(Orders.BAD.id()));
  }

  @Test
  void whatNobodyKnowsKeepsTheDefinitionThatWasShown() {
    when(ecs.describeServiceRevisions(any(DescribeServiceRevisionsRequest.class)))
        .thenThrow(ecsRefuses("InvalidParameterException", "No such revision."));
    when(ecs.listServiceDeployments(any(ListServiceDeploymentsRequest.class)))
        .thenThrow(ecsRefuses("AccessDeniedException", "No."));

    assertThat(deployments.resolve(Orders.SERVICE, seen(null))).isEqualTo(seen(null));
  }

  @Test
  void aThrottleIsThrownOn() {
    when(ecs.describeServiceRevisions(any(DescribeServiceRevisionsRequest.class)))
        .thenThrow(ecsThrottles());

    assertThatThrownBy(() -> deployments.resolve(Orders.SERVICE, seen(null)))
        .hasMessageContaining("Rate exceeded");
  }

  private static software.amazon.awssdk.services.ecs.model.Deployment.Builder primary() {
    return software.amazon.awssdk.services.ecs.model.Deployment.builder()
        .id(Orders.BAD_ID)
        .status("PRIMARY")
        .taskDefinition(Orders.BAD.id())
        .createdAt(Orders.STARTED)
        .updatedAt(Orders.SETTLED)
        .desiredCount(2)
        .runningCount(2);
  }

  private static LiveState.Running live(Service service) {
    return (LiveState.Running) EcsDeployments.primary(service).orElseThrow();
  }

  private static LiveState.Running live(
      software.amazon.awssdk.services.ecs.model.Deployment.Builder primary) {
    return live(Service.builder().deployments(primary.build()).build());
  }

  @ParameterizedTest
  @CsvSource({
    "COMPLETED,   true,  false",
    "IN_PROGRESS, false, false",
    "FAILED,      false, true",
    "NEW_IN_2027, false, false"
  })
  void onlyCompletedIsSettledAndOnlyFailedFailed(String state, boolean settled, boolean failed) {
    assertThat(live(primary().rolloutState(state)))
        .returns(!settled, LiveState.Running::isInFlight)
        .returns(failed, LiveState.Running::failed);
  }

  @Test
  void withoutARolloutStateTheCountsTell() {
    var beside =
        software.amazon.awssdk.services.ecs.model.Deployment.builder().status("ACTIVE").build();

    assertThat(live(primary()).deployment().settledAt()).isEqualTo(Orders.SETTLED);
    assertThat(live(primary().runningCount(1)).isInFlight()).isTrue();
    assertThat(
            live(Service.builder().deployments(List.of(primary().build(), beside)).build())
                .isInFlight())
        .isTrue();
  }

  @Test
  void whatEcsSaysIsRollingBackIsEcsOwn() {
    assertThat(live(primary().rolloutState("IN_PROGRESS")).deployment().origin())
        .isEqualTo(Origin.TEAM);
    assertThat(
            live(primary()
                    .rolloutState("IN_PROGRESS")
                    .rolloutStateReason(
                        "ECS deployment circuit breaker: rolling back to deploymentId"
                            + " ecs-svc/1920498462936580504."))
                .deployment()
                .origin())
        .isEqualTo(Origin.AWS);
  }

  @ParameterizedTest
  @CsvSource({
    "true,  true,  false, false, true",
    "true,  false, false, false, false",
    "false, true,  false, false, false",
    "false, false, true,  true,  true",
    "false, false, true,  false, false",
    "true,  false, true,  true,  true"
  })
  void ecsRollsBackItselfByBreakerOrAlarmsIfBothEnabledAndSetToRollBack(
      boolean breaker,
      boolean breakerRollsBack,
      boolean alarms,
      boolean alarmsRollBack,
      boolean expected) {
    var service =
        Service.builder()
            .deployments(primary().build())
            .deploymentConfiguration(c ->
                c.deploymentCircuitBreaker(b -> b.enable(breaker).rollback(breakerRollsBack))
                    .alarms(a -> a.enable(alarms).rollback(alarmsRollBack)))
            .build();

    assertThat(live(service).rollsBackItself()).isEqualTo(expected);
  }

  @Test
  void withoutAConfigurationEcsDoesNotRollBack() {
    assertThat(live(primary()).rollsBackItself()).isFalse();
    assertThat(
            live(Service.builder()
                    .deployments(primary().build())
                    .deploymentConfiguration(c -> c.maximumPercent(200))
                    .build())
                .rollsBackItself())
        .isFalse();
  }
}
