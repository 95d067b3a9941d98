package io.github.lastgood.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.lastgood.target.Method;
import io.github.lastgood.target.Resource.CodeDeployGroup;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Rollback;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentResponse;
import software.amazon.awssdk.services.codedeploy.model.DeploymentAlreadyCompletedException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentLimitExceededException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentResponse;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentsRequest;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentsResponse;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;
import software.amazon.awssdk.services.codedeploy.model.RollbackInfo;
import software.amazon.awssdk.services.codedeploy.model.StopDeploymentRequest;

class CodeDeployMovesTest {
  private static final CodeDeployGroup GROUP = new CodeDeployGroup("billing", "prod", "ECS");
  private static final String BAD = "d-W8RT2PNLB";
  private static final String NEW = "d-4KX0ZQ7UM";
  private static final Instant NOW = Instant.parse("2026-11-02T10:12:26Z");
  private static final RevisionLocation GOOD = RevisionLocation.builder().build();

  private final CodeDeployClient codeDeploy = mock(CodeDeployClient.class);
  private final CodeDeployMoves moves = new CodeDeployMoves(codeDeploy);

  CodeDeployMovesTest() {
    lists();
    when(codeDeploy.createDeployment(any(CreateDeploymentRequest.class)))
        .thenReturn(CreateDeploymentResponse.builder().deploymentId(NEW).build());
  }

  private void shows(DeploymentInfo info) {
    var request = GetDeploymentRequest.builder().deploymentId(info.deploymentId()).build();
    when(codeDeploy.getDeployment(request))
        .thenReturn(GetDeploymentResponse.builder().deploymentInfo(info).build());
  }

  private void lists(String... ids) {
    when(codeDeploy.listDeployments(any(ListDeploymentsRequest.class)))
        .thenReturn(ListDeploymentsResponse.builder().deployments(List.of(ids)).build());
  }

  private static DeploymentInfo.Builder deployment(String id, DeploymentStatus status) {
    return DeploymentInfo.builder()
        .applicationName("billing")
        .deploymentGroupName("prod")
        .deploymentId(id)
        .status(status);
  }

  private static Rollback by(Method method) {
    return new Rollback(
        "billing." + BAD,
        BAD,
        Revision.of("appspec:bad"),
        Revision.of("appspec:good"),
        method,
        Rollback.Status.PENDING,
        "",
        "lastgood",
        List.of(),
        NOW,
        NOW,
        null,
        null,
        null,
        null,
        null);
  }

  private Moved move(Method method) {
    return moves.move(GROUP, by(method), () -> Optional.of(GOOD));
  }

  private void verifyStopped(boolean withRollback) {
    verify(codeDeploy)
        .stopDeployment(
            StopDeploymentRequest.builder()
                .deploymentId(BAD)
                .autoRollbackEnabled(withRollback)
                .build());
  }

  @Test
  void aDeploymentOfAnotherGroupIsNeverStopped() {
    shows(deployment(BAD, DeploymentStatus.IN_PROGRESS).deploymentGroupName("staging").build());

    assertThat(move(Method.STOP_DEPLOYMENT)).isInstanceOf(Moved.Refused.class);
    verify(codeDeploy, never()).stopDeployment(any(StopDeploymentRequest.class));
  }

  @Test
  void aDeploymentInFlightIsStoppedWithCodeDeploysRollback() {
    shows(deployment(BAD, DeploymentStatus.IN_PROGRESS).build());

    assertThat(move(Method.STOP_DEPLOYMENT)).isEqualTo(new Moved.Accepted(null));
    verifyStopped(true);
  }

  @Test
  void whereCodeDeployWouldGoElsewhereItIsStoppedOnly() {
    shows(deployment(BAD, DeploymentStatus.IN_PROGRESS).build());

    assertThat(move(Method.CREATE_DEPLOYMENT)).isInstanceOf(Moved.NotYet.class);
    verifyStopped(false);
    verify(codeDeploy, never()).createDeployment(any(CreateDeploymentRequest.class));
  }

  @Test
  void nothingIsStoppedWhenTheGoodRevisionIsStoredNowhere() {
    shows(deployment(BAD, DeploymentStatus.IN_PROGRESS).build());

    assertThat(moves.move(GROUP, by(Method.CREATE_DEPLOYMENT), Optional::empty))
        .isInstanceOf(Moved.Refused.class);
    verify(codeDeploy, never()).stopDeployment(any(StopDeploymentRequest.class));
  }

  @Test
  void aDeploymentThatEndedMeanwhileIsRolledBackByANewOne() {
    var request = GetDeploymentRequest.builder().deploymentId(BAD).build();
    when(codeDeploy.getDeployment(request))
        .thenReturn(response(DeploymentStatus.IN_PROGRESS), response(DeploymentStatus.SUCCEEDED));
    when(codeDeploy.stopDeployment(any(StopDeploymentRequest.class)))
        .thenThrow(DeploymentAlreadyCompletedException.builder().build());

    assertThat(move(Method.STOP_DEPLOYMENT)).isEqualTo(new Moved.Accepted(NEW));
  }

  private static GetDeploymentResponse response(DeploymentStatus status) {
    return GetDeploymentResponse.builder().deploymentInfo(deployment(BAD, status).build()).build();
  }

  @Test
  void theNewDeploymentHasNoAlarmsAndNoRollbackOfItsOwn() {
    shows(deployment(BAD, DeploymentStatus.SUCCEEDED).build());

    assertThat(move(Method.CREATE_DEPLOYMENT)).isEqualTo(new Moved.Accepted(NEW));
    verify(codeDeploy)
        .createDeployment(
            CreateDeploymentRequest.builder()
                .applicationName("billing")
                .deploymentGroupName("prod")
                .revision(GOOD)
                .description("Lastgood rollback billing." + BAD)
                .overrideAlarmConfiguration(alarms -> alarms.enabled(false))
                .autoRollbackConfiguration(rollback -> rollback.enabled(false))
                .build());
  }

  @Test
  void aSecondTryFindsTheDeploymentOfTheFirst() {
    shows(deployment(BAD, DeploymentStatus.SUCCEEDED).build());
    shows(deployment("d-SOMEBODYS", DeploymentStatus.SUCCEEDED).description("release 9").build());
    shows(
        deployment(NEW, DeploymentStatus.CREATED)
            .description("Lastgood rollback billing." + BAD)
            .build());
    lists("d-SOMEBODYS", NEW, BAD);

    assertThat(move(Method.CREATE_DEPLOYMENT)).isEqualTo(new Moved.Accepted(NEW));
    verify(codeDeploy, never()).createDeployment(any(CreateDeploymentRequest.class));
  }

  @Test
  void aRollbackThatCodeDeployMadeItselfIsTaken() {
    shows(
        deployment(BAD, DeploymentStatus.STOPPED)
            .rollbackInfo(RollbackInfo.builder().rollbackDeploymentId(NEW).build())
            .build());

    assertThat(move(Method.CREATE_DEPLOYMENT)).isEqualTo(new Moved.Accepted(NEW));
    verify(codeDeploy, never()).createDeployment(any(CreateDeploymentRequest.class));
  }

  @Test
  void aBusyGroupIsTriedAgainLater() {
    shows(deployment(BAD, DeploymentStatus.STOPPED).build());
    when(codeDeploy.createDeployment(any(CreateDeploymentRequest.class)))
        .thenThrow(DeploymentLimitExceededException.builder().build());

    assertThat(move(Method.CREATE_DEPLOYMENT)).isInstanceOf(Moved.NotYet.class);
  }
}
