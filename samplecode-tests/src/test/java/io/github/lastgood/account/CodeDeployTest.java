package io.github.lastgood.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lastgood.account.codedeploy.SimulatedCodeDeploy;
import io.github.lastgood.account.event.AwsEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.DeploymentAlreadyCompletedException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentDoesNotExistException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentLimitExceededException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.ErrorCode;
import software.amazon.awssdk.services.codedeploy.model.GetApplicationRevisionRequest;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.RevisionDoesNotExistException;
import software.amazon.awssdk.services.codedeploy.model.StopDeploymentRequest;

class CodeDeployTest {
  private final World world = World.create();
  private final SimulatedCodeDeploy codeDeploy = world.account().codeDeploy();

  private List<String> events() {
    return world.account().events().emitted().stream()
        .filter(event -> event.source().equals("aws.codedeploy"))
        .map(AwsEvent::json)
        .map(json -> json.replaceAll(".*\"state\":\"([A-Z]+)\".*", "$1"))
        .toList();
  }

  private void stop(String id, boolean rollBack) {
    codeDeploy.stopDeployment(
        StopDeploymentRequest.builder().deploymentId(id).autoRollbackEnabled(rollBack).build());
  }

  @Test
  void aDeploymentIsInProgressUntilBlueIsTerminated() {
    var billing = Billing.onEcs(world, Duration.ofMinutes(30));
    billing.deploy(Billing.FIXED);
    world.advance(Duration.ofMinutes(20));
    assertThat(billing.serves(Billing.FIXED)).isTrue();
    assertThat(billing.newest().status()).isEqualTo(DeploymentStatus.IN_PROGRESS);
    world.advance(Duration.ofMinutes(20));
    assertThat(billing.newest().status()).isEqualTo(DeploymentStatus.SUCCEEDED);
    assertThat(events()).containsExactly("START", "SUCCESS");
  }

  @Test
  void stoppedInTheWaitTheTrafficGoesBackByANewDeployment() {
    var billing = Billing.onEcs(world, Duration.ofMinutes(30));
    var bad = billing.deploy(Billing.FIXED);
    world.advance(Duration.ofMinutes(10));
    stop(bad, true);
    world.advance(Duration.ofMinutes(2));
    assertThat(billing.serves(Billing.GOOD)).isTrue();
    assertThat(billing.newest().creatorAsString()).isEqualTo("codeDeployRollback");
    assertThat(info(bad).rollbackInfo().rollbackDeploymentId())
        .isEqualTo(billing.newest().deploymentId());
    assertThat(info(bad).errorInformation().code()).isEqualTo(ErrorCode.MANUAL_STOP);
    assertThat(events()).containsExactly("START", "STOP", "START", "SUCCESS");
  }

  @Test
  void anAlarmStopsADeploymentUnlessAlarmsAreOverridden() {
    var billing = Billing.watchedByCodeDeploy(world, Duration.ofMinutes(30));
    world.account().alarms().hold(Billing.CANARY_ALARM, StateValue.ALARM);
    var stopped = billing.deploy(Billing.FIXED);
    world.advance(Duration.ofMinutes(5));
    assertThat(info(stopped).errorInformation().code()).isEqualTo(ErrorCode.ALARM_ACTIVE);

    codeDeploy.createDeployment(
        create(billing).overrideAlarmConfiguration(alarms -> alarms.enabled(false)).build());
    world.advance(Duration.ofMinutes(5));
    assertThat(billing.serves(Billing.FIXED)).isTrue();
  }

  @Test
  void aGroupRunsOneDeploymentAtATime() {
    var billing = Billing.onEcs(world, Duration.ofMinutes(30));
    billing.deploy(Billing.FIXED);
    assertThatThrownBy(() -> billing.deploy(Billing.GOOD))
        .isInstanceOf(DeploymentLimitExceededException.class);
  }

  @Test
  void whatHasEndedCannotBeStopped() {
    var billing = Billing.onEcs(world, Duration.ZERO);
    var done = billing.deploy(Billing.FIXED);
    world.advance(Duration.ofMinutes(10));
    assertThatThrownBy(() -> stop(done, true))
        .isInstanceOf(DeploymentAlreadyCompletedException.class);
    assertThatThrownBy(() -> stop("d-NOTHING00", true))
        .isInstanceOf(DeploymentDoesNotExistException.class);
  }

  @Test
  void onlyTheApplicationsRevisionHasTheContentOfAnAppSpec() {
    var billing = Billing.onEcs(world, Duration.ZERO);
    var shown = billing.newest().revision();
    assertThat(shown.appSpecContent().content()).isNull();
    var request =
        GetApplicationRevisionRequest.builder()
            .applicationName(Billing.APPLICATION)
            .revision(shown)
            .build();
    assertThat(codeDeploy.getApplicationRevision(request).revision().appSpecContent().content())
        .contains("task-definition/billing-api:7");
    billing.forget(Billing.GOOD);
    assertThatThrownBy(() -> codeDeploy.getApplicationRevision(request))
        .isInstanceOf(RevisionDoesNotExistException.class);
  }

  private software.amazon.awssdk.services.codedeploy.model.DeploymentInfo info(String id) {
    return codeDeploy
        .getDeployment(GetDeploymentRequest.builder().deploymentId(id).build())
        .deploymentInfo();
  }

  private static CreateDeploymentRequest.Builder create(Billing billing) {
    return CreateDeploymentRequest.builder()
        .applicationName(Billing.APPLICATION)
        .deploymentGroupName(Billing.GROUP)
        .revision(billing.revision(Billing.FIXED));
  }
}
