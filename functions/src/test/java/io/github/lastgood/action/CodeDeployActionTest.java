package io.github.lastgood.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.lastgood.target.Candidate;
import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.Deployment.Origin;
import io.github.lastgood.target.Image;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Method;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.Resource.CodeDeployGroup;
import io.github.lastgood.target.ResourceForm;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Rollback;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.codedeploy.model.CodeDeployException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentAlreadyCompletedException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentTarget;
import software.amazon.awssdk.services.codedeploy.model.ECSTarget;
import software.amazon.awssdk.services.codedeploy.model.ErrorCode;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEvent;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;
import software.amazon.awssdk.services.codedeploy.model.StopDeploymentRequest;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;

class CodeDeployActionTest {
  private static final CodeDeployGroup BILLING = new CodeDeployGroup("billing", "prod", "ECS");
  private static final String DEFINITION =
      "arn:aws:ecs:eu-west-1:111122223333:task-definition/billing-api:7";
  private static final Revision GOOD = Revision.of("appspec:600d");
  private static final Instant CREATED = Orders.STARTED;
  private static final Instant COMPLETED = Orders.SETTLED;

  private final FakeCodeDeploy codeDeploy = new FakeCodeDeploy();
  private final EcsClient ecs = mock(EcsClient.class);
  private final CodeDeployAction action =
      new CodeDeployAction(
          () -> codeDeploy,
          ecs,
          new Images(_ -> mock(EcrClient.class)),
          new Parallel(Runnable::run));

  private static DeploymentInfo.Builder info(String id, String sha256, String status) {
    return DeploymentInfo.builder()
        .deploymentId(id)
        .revision(FakeCodeDeploy.appSpec(sha256))
        .status(status)
        .creator("user")
        .createTime(CREATED);
  }

  private void newest(DeploymentInfo.Builder info) {
    codeDeploy.deploy(info);
    var id = info.build().deploymentId();
    Objects.requireNonNull(codeDeploy.group).lastAttemptedDeployment(last -> last.deploymentId(id));
  }

  private void good() {
    codeDeploy.deploy(info("d-GOOD", "600d", "Succeeded"));
    Objects.requireNonNull(codeDeploy.group)
        .lastSuccessfulDeployment(last -> last.deploymentId("d-GOOD"));
    codeDeploy.appSpecs.put("600d", "{\"taskDefinition\": \"" + DEFINITION + "\"}");
  }

  private LiveState.Running live(@Nullable Rollback open) {
    return (LiveState.Running) action.observe(BILLING, open);
  }

  private void definitionIs(String status) {
    when(ecs.describeTaskDefinition(any(DescribeTaskDefinitionRequest.class)))
        .thenReturn(
            DescribeTaskDefinitionResponse.builder()
                .taskDefinition(d -> d.taskDefinitionArn(DEFINITION).status(status))
                .build());
  }

  @Test
  void aGroupIsFoundWithItsPlatform() {
    assertThat(action.find(new ResourceForm.CodeDeployGroup("billing", "prod"))).contains(BILLING);
    codeDeploy.group = null;
    assertThat(action.find(new ResourceForm.CodeDeployGroup("billing", "prod"))).isEmpty();
    assertThat(action.observe(BILLING, null))
        .isEqualTo(new LiveState.Unusable("CodeDeploy group billing/prod does not exist."));
  }

  @Test
  void aGroupThatCannotBeRolledBackSaysWhy() {
    assertThat(action.observe(BILLING, null))
        .isEqualTo(
            new LiveState.Unusable(
                "Nothing has been deployed to CodeDeploy group billing/prod yet."));
    newest(info("d-1", "bad0", "Created").revision(RevisionLocation.builder().build()));
    codeDeploy.deploy(
        info("d-1", "bad0", "Created")
            .revision(RevisionLocation.builder().revisionType("String").build()));
    assertThat(action.observe(BILLING, null))
        .isEqualTo(
            new LiveState.Unusable(
                "CodeDeploy group billing/prod runs a kind of revision that Lastgood does not"
                    + " know."));
    Objects.requireNonNull(codeDeploy.group).computePlatform("Lambda");
    assertThat(((LiveState.Unusable) action.observe(BILLING, null)).why())
        .contains("deploys Lambda functions");
  }

  @ParameterizedTest
  @CsvSource({
    "Created,    true,  false",
    "Queued,     true,  false",
    "InProgress, true,  false",
    "Baking,     true,  false",
    "Ready,      true,  false",
    "Succeeded,  false, false",
    "Failed,     true,  true",
    "Stopped,    true,  false",
    "Another,    true,  false",
  })
  void theNewestDeploymentTellsWhatRuns(String status, boolean unsettled, boolean failed) {
    good();
    newest(info("d-BAD", "bad0", status).completeTime(COMPLETED));

    var live = live(null);
    assertThat(live.deployment().id()).isEqualTo("d-BAD");
    assertThat(live.deployment().revision().id()).isEqualTo("appspec:bad0");
    assertThat(live.deployment().startedAt()).isEqualTo(CREATED);
    assertThat(live.isInFlight()).isEqualTo(unsettled);
    assertThat(live.failed()).isEqualTo(failed);
  }

  @Test
  void whatCanBeStoppedSaysWhereCodeDeployWouldGoBackTo() {
    good();
    newest(info("d-BAD", "bad0", "InProgress"));
    assertThat(live(null).deployment())
        .returns("d-BAD", Deployment::controlId)
        .returns("d-GOOD", Deployment::sourceId);
    assertThat(action.resolve(BILLING, live(null).deployment()).sourceId())
        .as("the revision that it would deploy")
        .isEqualTo(GOOD.id());

    newest(info("d-BAD", "bad0", "Succeeded").completeTime(COMPLETED));
    assertThat(live(null).deployment())
        .returns(null, Deployment::controlId)
        .returns(null, Deployment::sourceId);
  }

  @Test
  void aDeploymentThatAnAlarmStoppedHasFailedAndOneThatAPersonStoppedHasNot() {
    newest(info("d-BAD", "bad0", "Stopped").errorInformation(e -> e.code(ErrorCode.ALARM_ACTIVE)));
    assertThat(live(null).failed()).isTrue();
    newest(info("d-BAD", "bad0", "Stopped").errorInformation(e -> e.code(ErrorCode.MANUAL_STOP)));
    assertThat(live(null).failed()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "true,  DEPLOYMENT_FAILURE,       HEALTH_CONSTRAINTS, true",
    "true,  DEPLOYMENT_STOP_ON_ALARM, HEALTH_CONSTRAINTS, false",
    "true,  DEPLOYMENT_STOP_ON_ALARM, ALARM_ACTIVE,       true",
    "true,  DEPLOYMENT_FAILURE,       ALARM_ACTIVE,       false",
    "false, DEPLOYMENT_FAILURE,       HEALTH_CONSTRAINTS, false",
  })
  void codeDeployRollsBackItselfWhenItIsSetToForThatKindOfFailure(
      boolean enabled, String event, String error, boolean itself) {
    newest(
        info("d-BAD", "bad0", "Failed")
            .errorInformation(e -> e.code(error))
            .autoRollbackConfiguration(auto -> auto.enabled(enabled).eventsWithStrings(event)));

    assertThat(live(null).rollsBackItself()).isEqualTo(itself);
  }

  @ParameterizedTest
  @CsvSource({
    "user,                   '',                                  TEAM",
    "CodeDeploy,             v8,                                  TEAM",
    "codeDeployRollback,     '',                                  AWS",
    "CloudFormationRollback, '',                                  AWS",
    "user,                   Lastgood rollback billing.d-BAD,     LASTGOOD",
  })
  void whoDeployedIsToldFromCreatorAndDescription(
      String creator, String description, Origin origin) {
    newest(info("d-1", "bad0", "InProgress").creator(creator).description(description));

    assertThat(live(null).deployment().origin()).isEqualTo(origin);
  }

  @Test
  void aRollbackHasSettledWhenTheTrafficIsBackEvenIfTheOldTasksWaitForTheirEnd() {
    var open = rollback(Method.CREATE_DEPLOYMENT);
    newest(info("d-OWN", "600d", "InProgress"));
    shiftedTo("AllowTraffic", "InProgress");
    assertThat(live(open).isInFlight()).isTrue();

    shiftedTo("AllowTraffic", "Succeeded");
    assertThat(live(open).deployment().settledAt()).isEqualTo(COMPLETED);
    var asked = Objects.requireNonNull(codeDeploy.askedTarget);
    assertThat(asked.deploymentId()).isEqualTo("d-OWN");
    assertThat(asked.targetId()).isEqualTo("prod:billing-api");

    shiftedTo("Install", "Succeeded");
    assertThat(live(open).isInFlight()).isTrue();
    codeDeploy.target = DeploymentTarget.builder().build();
    assertThat(live(open).isInFlight()).isTrue();
  }

  private void shiftedTo(String event, String status) {
    codeDeploy.target =
        DeploymentTarget.builder()
            .ecsTarget(
                ECSTarget.builder()
                    .lifecycleEvents(
                        LifecycleEvent.builder()
                            .lifecycleEventName(event)
                            .status(status)
                            .endTime(COMPLETED)
                            .build())
                    .build())
            .build();
  }

  @Test
  void onlyTheRollbacksOwnDeploymentSettlesByItsTraffic() {
    shiftedTo("AllowTraffic", "Succeeded");
    newest(info("d-TEAM", "bad1", "InProgress"));
    assertThat(live(null).isInFlight()).isTrue();
    assertThat(live(rollback(Method.CREATE_DEPLOYMENT)).isInFlight()).isTrue();
    newest(info("d-BAD", "600d", "InProgress"));
    assertThat(live(rollback(Method.CREATE_DEPLOYMENT)).isInFlight()).isTrue();
    newest(info("d-OWN", "600d", "InProgress"));
    Objects.requireNonNull(codeDeploy.group).ecsServices(List.of());
    assertThat(live(rollback(Method.CREATE_DEPLOYMENT)).isInFlight()).as("servers").isTrue();
    assertThat(codeDeploy.askedTarget).isNull();
  }

  @Test
  void aTargetThatCodeDeployDoesNotKnowYetIsWaitedFor() {
    var open = rollback(Method.CREATE_DEPLOYMENT);
    newest(info("d-OWN", "600d", "InProgress"));
    codeDeploy.refusal = FakeCodeDeploy.refusal("DeploymentTargetDoesNotExistException", 400);
    assertThat(live(open).isInFlight()).isTrue();

    codeDeploy.refusal = FakeCodeDeploy.refusal("InternalFailure", 500);
    assertThatThrownBy(() -> live(open)).isInstanceOf(CodeDeployException.class);
  }

  @Test
  void aRevisionHoldsTheTaskDefinitionOfItsAppSpec() {
    good();
    newest(info("d-GOOD", "600d", "InProgress"));

    assertThat(action.resolve(BILLING, live(null).deployment()).revision().images())
        .containsExactly(new Image("taskDefinition", DEFINITION, ""));
  }

  @Test
  void aRevisionCanBeDeployedWhileItsContentAndTaskDefinitionAreThere() {
    good();
    definitionIs("ACTIVE");
    assertThat(availability(GOOD)).isEqualTo(new Candidate.Ready());

    definitionIs("INACTIVE");
    assertThat(availability(GOOD)).isInstanceOf(Candidate.Gone.class);
  }

  @Test
  void whatCodeDeployHasForgottenComesFromTheLedgerIfItsTaskDefinitionIsThere() {
    assertThat(availability(GOOD))
        .isEqualTo(new Candidate.AsCopy("CodeDeploy has forgotten revision " + GOOD.label() + "."));

    definitionIs("INACTIVE");
    var named = new Revision(GOOD.id(), List.of(new Image("taskDefinition", DEFINITION, "")));
    assertThat(availability(named)).isInstanceOf(Candidate.Gone.class);
    assertThat(action.definitionOf(BILLING, GOOD)).isEmpty();
    assertThat(action.definitionOf(BILLING, Revision.of("orders-api:41"))).isEmpty();
  }

  @Test
  void whenAwsDoesNotAnswerARevisionIsNotCalledForgotten() {
    codeDeploy.refusal = FakeCodeDeploy.refusal("InternalFailure", 500);

    assertThatThrownBy(() -> availability(GOOD)).isInstanceOf(CodeDeployException.class);
  }

  private Candidate.Availability availability(Revision revision) {
    return action.check(BILLING, revision).availability();
  }

  @Test
  void aDeploymentInFlightIsStoppedWithCodeDeploysOwnRollback() {
    good();
    newest(info("d-BAD", "bad0", "InProgress"));

    assertThat(move(Method.STOP_DEPLOYMENT)).isEqualTo(new Moved.Accepted(null));
    assertThat(codeDeploy.stopped)
        .containsExactly(
            StopDeploymentRequest.builder()
                .deploymentId("d-BAD")
                .autoRollbackEnabled(true)
                .build());
    assertThat(codeDeploy.created).isEmpty();
  }

  @Test
  void whereCodeDeployWouldGoElsewhereItIsStoppedFirstAndTheGoodOneDeployedThen() {
    good();
    newest(info("d-BAD", "bad0", "Ready"));

    assertThat(move(Method.CREATE_DEPLOYMENT))
        .isEqualTo(new Moved.NotYet("Deployment d-BAD is being stopped."));
    assertThat(codeDeploy.stopped.getFirst().autoRollbackEnabled()).isFalse();
    assertThat(codeDeploy.created).isEmpty();

    newest(info("d-BAD", "bad0", "Stopped"));
    assertThat(move(Method.CREATE_DEPLOYMENT)).isEqualTo(new Moved.Accepted("d-OWN"));
  }

  @Test
  void nothingIsStoppedWhenThereWouldBeNothingToDeploy() {
    newest(info("d-BAD", "bad0", "InProgress"));

    assertThat(move(Method.CREATE_DEPLOYMENT))
        .isEqualTo(
            new Moved.Refused(
                "CodeDeploy has forgotten " + GOOD.label() + ", and its content is not stored."));
    assertThat(codeDeploy.stopped).isEmpty();
  }

  @Test
  void theGoodRevisionIsDeployedWithoutAlarmsAndWithoutARollbackOfItsOwn() {
    good();
    newest(info("d-BAD", "bad0", "Succeeded"));

    assertThat(move(Method.CREATE_DEPLOYMENT)).isEqualTo(new Moved.Accepted("d-OWN"));
    var created = codeDeploy.created.getFirst();
    assertThat(created.applicationName()).isEqualTo("billing");
    assertThat(created.deploymentGroupName()).isEqualTo("prod");
    assertThat(created.revision().appSpecContent().content()).contains(DEFINITION);
    assertThat(created.overrideAlarmConfiguration().enabled()).isFalse();
    assertThat(created.autoRollbackConfiguration().enabled()).isFalse();
    assertThat(created.description()).isEqualTo("Lastgood rollback billing.d-BAD");
  }

  @Test
  void whatTheLedgerStoredIsDeployedWhenCodeDeployHasForgottenIt() {
    good();
    newest(info("d-BAD", "bad0", "Succeeded"));
    var stored = action.definitionOf(BILLING, GOOD).orElseThrow();
    codeDeploy.appSpecs.clear();

    assertThat(move(rollback(Method.CREATE_DEPLOYMENT), stored))
        .isEqualTo(new Moved.Accepted("d-OWN"));
    assertThat(codeDeploy.created.getFirst().revision().appSpecContent().content())
        .contains(DEFINITION);
  }

  @Test
  void aSecondTryFindsTheFirstOnesDeployment() {
    good();
    newest(info("d-BAD", "bad0", "Succeeded"));

    assertThat(move(Method.CREATE_DEPLOYMENT)).isEqualTo(new Moved.Accepted("d-OWN"));
    assertThat(move(Method.CREATE_DEPLOYMENT)).isEqualTo(new Moved.Accepted("d-OWN"));
    assertThat(codeDeploy.created).as("CreateDeployment takes no token").hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Failed", "Stopped"})
  void codeDeploysOwnRollbackIsFollowed(String status) {
    good();
    newest(info("d-BAD", "bad0", status).rollbackInfo(r -> r.rollbackDeploymentId("d-AUTO")));

    assertThat(move(Method.STOP_DEPLOYMENT)).isEqualTo(new Moved.Accepted("d-AUTO"));
    assertThat(codeDeploy.created).isEmpty();
  }

  @Test
  void aDeploymentThatEndsWhileItIsStoppedIsTakenBackAfterwards() {
    good();
    newest(info("d-BAD", "bad0", "InProgress"));
    codeDeploy.refusal =
        (CodeDeployException) DeploymentAlreadyCompletedException.builder().statusCode(400).build();

    assertThat(move(Method.STOP_DEPLOYMENT)).isEqualTo(new Moved.Accepted("d-OWN"));
  }

  @Test
  void aDeploymentOfAnotherGroupIsNeverStopped() {
    good();
    codeDeploy.deployments.put(
        "d-BAD",
        info("d-BAD", "bad0", "InProgress")
            .applicationName("billing")
            .deploymentGroupName("staging")
            .build());

    assertThat(move(Method.STOP_DEPLOYMENT))
        .isEqualTo(
            new Moved.Refused("Deployment d-BAD is not one of CodeDeploy group billing/prod."));
    assertThat(codeDeploy.stopped).isEmpty();
  }

  @Test
  void whatWasDeployedMeanwhileIsLeftAlone() {
    newest(info("d-FIX", "f1f1", "InProgress"));

    assertThat(moveFrom(live(null)))
        .isEqualTo(
            new Moved.Refused(
                Revision.of("appspec:f1f1").label() + " was deployed meanwhile (d-FIX)."));
    newest(info("d-SAME", "600d", "InProgress"));
    assertThat(moveFrom(live(null))).isEqualTo(new Moved.Accepted("d-SAME"));
    assertThat(codeDeploy.stopped).isEmpty();
  }

  private Moved moveFrom(LiveState.Running live) {
    return action.move(
        BILLING, rollback(Method.STOP_DEPLOYMENT), live, live.deployment(), Optional::empty);
  }

  @Test
  void aBusyGroupIsWaitedForAndARefusalIsFinal() {
    good();
    newest(info("d-BAD", "bad0", "InProgress"));
    codeDeploy.refusal = FakeCodeDeploy.refusal("UnsupportedActionForDeploymentTypeException", 400);
    assertThat(move(Method.STOP_DEPLOYMENT))
        .isEqualTo(
            new Moved.Refused(
                "CodeDeploy refused to roll back: UnsupportedActionForDeploymentTypeException:"
                    + " no"));

    codeDeploy.refusal = FakeCodeDeploy.refusal("ThrottlingException", 400);
    assertThatThrownBy(() -> move(Method.STOP_DEPLOYMENT)).isInstanceOf(CodeDeployException.class);
  }

  private Moved move(Method method) {
    return move(rollback(method), null);
  }

  private Moved move(Rollback rollback, @Nullable String stored) {
    var bad =
        new Deployment(
            "d-BAD", Revision.of("appspec:bad0"), Origin.TEAM, CREATED, null, null, null, null, 1);
    return action.move(
        BILLING,
        rollback,
        new LiveState.Running(bad, false, false),
        bad,
        () -> Optional.ofNullable(stored));
  }

  private static Rollback rollback(Method method) {
    return new Rollback(
        "billing.d-BAD",
        "d-BAD",
        Revision.of("appspec:bad0"),
        GOOD,
        method,
        Rollback.Status.PENDING,
        "billing-5xx went red.",
        "lastgood",
        List.of(),
        Orders.NOW,
        Orders.NOW,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
