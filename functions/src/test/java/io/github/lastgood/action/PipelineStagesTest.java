package io.github.lastgood.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import io.github.lastgood.target.PipelineStage;
import io.github.lastgood.target.PipelineStage.OnRollback;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;
import software.amazon.awssdk.services.codepipeline.model.ConflictException;
import software.amazon.awssdk.services.codepipeline.model.DisableStageTransitionRequest;
import software.amazon.awssdk.services.codepipeline.model.DisableStageTransitionResponse;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineStateRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineStateResponse;
import software.amazon.awssdk.services.codepipeline.model.ListActionExecutionsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListActionExecutionsResponse;
import software.amazon.awssdk.services.codepipeline.model.ListPipelineExecutionsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListPipelineExecutionsResponse;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.PipelineNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.codepipeline.model.RollbackStageRequest;
import software.amazon.awssdk.services.codepipeline.model.RollbackStageResponse;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageState;
import software.amazon.awssdk.services.codepipeline.model.StageTransitionType;
import software.amazon.awssdk.services.codepipeline.model.UnableToRollbackStageException;

class PipelineStagesTest {
  private static final PipelineStage PROD =
      new PipelineStage("shop-pipeline", "Prod", OnRollback.ROLLBACK_STAGE);
  private static final Instant CLAIMED = Instant.parse("2026-11-02T10:15:32Z");
  private static final Set<String> GOOD = Set.of("ecs-svc/1");

  private final CodePipelineClient client = mock(CodePipelineClient.class, CALLS_REAL_METHODS);
  private final PipelineStages stages = new PipelineStages(() -> client);

  @BeforeEach
  void executions() {
    runs("good", ExecutionType.STANDARD, StageExecutionStatus.SUCCEEDED);
    ran(run("good", ExecutionType.STANDARD, 9));
    deployed("good", "Prod", "ecs-svc/1");
    doReturn(DisableStageTransitionResponse.builder().build())
        .when(client)
        .disableStageTransition(any(DisableStageTransitionRequest.class));
    doReturn(RollbackStageResponse.builder().pipelineExecutionId("new").build())
        .when(client)
        .rollbackStage(any(RollbackStageRequest.class));
  }

  private void shows(StageState.Builder state) {
    doReturn(
            GetPipelineStateResponse.builder()
                .stageStates(
                    StageState.builder().stageName("Source").build(),
                    state.stageName("Prod").build())
                .build())
        .when(client)
        .getPipelineState(any(GetPipelineStateRequest.class));
  }

  private void runs(String execution, ExecutionType type, StageExecutionStatus status) {
    shows(
        StageState.builder()
            .inboundTransitionState(t -> t.enabled(true))
            .latestExecution(e -> e.pipelineExecutionId(execution).type(type).status(status)));
  }

  private static PipelineExecutionSummary run(String id, ExecutionType type, int hour) {
    return PipelineExecutionSummary.builder()
        .pipelineExecutionId(id)
        .executionType(type)
        .startTime(Instant.parse("2026-11-02T%02d:30:00Z".formatted(hour)))
        .build();
  }

  private void ran(PipelineExecutionSummary... newestFirst) {
    doReturn(
            ListPipelineExecutionsResponse.builder()
                .pipelineExecutionSummaries(newestFirst)
                .build())
        .when(client)
        .listPipelineExecutions(any(ListPipelineExecutionsRequest.class));
  }

  private static ActionExecutionDetail action(String execution, String stage, String deployment) {
    return ActionExecutionDetail.builder()
        .pipelineExecutionId(execution)
        .stageName(stage)
        .output(o -> o.executionResult(r -> r.externalExecutionId(deployment)))
        .build();
  }

  private void deployed(String execution, String stage, String deployment) {
    doReturn(
            ListActionExecutionsResponse.builder()
                .actionExecutionDetails(
                    ActionExecutionDetail.builder().stageName("Prod").build(),
                    action(execution, stage, deployment))
                .build())
        .when(client)
        .listActionExecutions(any(ListActionExecutionsRequest.class));
  }

  private static AwsServiceException refusal(
      AwsServiceException.Builder builder, String code, int status) {
    return builder
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage("No.").build())
        .statusCode(status)
        .build();
  }

  private void rollbackStageThrows(RuntimeException failure) {
    doThrow(failure).when(client).rollbackStage(any(RollbackStageRequest.class));
  }

  private StageMoved rollBack() {
    return stages.rollBack(PROD, GOOD, CLAIMED);
  }

  private static StageDeclaration declared(String name) {
    return StageDeclaration.builder().name(name).build();
  }

  @Test
  void aPipelineIsFoundWithItsStagesInOrder() {
    doReturn(
            GetPipelineResponse.builder()
                .pipeline(p ->
                    p.pipelineType(PipelineType.V2).stages(declared("Source"), declared("Prod")))
                .build())
        .when(client)
        .getPipeline(any(GetPipelineRequest.class));

    assertThat(stages.find("shop-pipeline"))
        .contains(new PipelineStages.Pipeline(List.of("Source", "Prod"), true));
  }

  @Test
  void aPipelineThatIsNotThereIsEmpty() {
    doThrow(PipelineNotFoundException.builder().build())
        .when(client)
        .getPipeline(any(GetPipelineRequest.class));

    assertThat(stages.find("shop-pipeline")).isEmpty();
  }

  @Test
  void theReasonIsMadeOfWhatCodePipelineTakes() {
    assertThat(stages.stop(PROD, "Rolled back: orders-api:42, by \"ana\" " + "x".repeat(400)))
        .isEqualTo(new StageMoved.Stopped("It was stopped by Lastgood."));

    var request = ArgumentCaptor.forClass(DisableStageTransitionRequest.class);
    verify(client).disableStageTransition(request.capture());
    assertThat(request.getValue().transitionType()).isEqualTo(StageTransitionType.INBOUND);
    assertThat(request.getValue().reason())
        .startsWith("Rolled back orders-api 42 by ana xxx")
        .matches("[a-zA-Z0-9!@ ().*?-]{300}");
  }

  @Test
  void aStageThatIsStoppedAlreadyIsNotStoppedAgain() {
    shows(
        StageState.builder()
            .inboundTransitionState(t -> t.enabled(false).disabledReason("release week")));

    assertThat(stages.stop(PROD, "why"))
        .isEqualTo(new StageMoved.Stopped("It was stopped before: release week"));
    verify(client, never()).disableStageTransition(any(DisableStageTransitionRequest.class));
  }

  @Test
  void aStageThatIsGoneIsRefused() {
    var gone = new PipelineStage("shop-pipeline", "Live", OnRollback.ROLLBACK_STAGE);

    assertThat(stages.stop(gone, "why")).isInstanceOf(StageMoved.Refused.class);
    assertThat(stages.rollBack(gone, GOOD, CLAIMED)).isInstanceOf(StageMoved.Refused.class);
  }

  @Test
  void aFinalRefusalIsAnAnswerAndAnythingElseIsThrown() {
    doThrow(refusal(CodePipelineException.builder(), "AccessDeniedException", 400))
        .when(client)
        .getPipelineState(any(GetPipelineStateRequest.class));
    assertThat(stages.stop(PROD, "why"))
        .isEqualTo(new StageMoved.Refused("CodePipeline refused: AccessDeniedException: No."));

    doThrow(refusal(CodePipelineException.builder(), "InternalFailure", 500))
        .when(client)
        .getPipelineState(any(GetPipelineStateRequest.class));
    assertThatThrownBy(() -> stages.stop(PROD, "why")).isInstanceOf(CodePipelineException.class);
    assertThatThrownBy(this::rollBack).isInstanceOf(CodePipelineException.class);
  }

  @Test
  void theStageGoesBackToTheExecutionThatMadeTheGoodDeployment() {
    runs("bad", ExecutionType.STANDARD, StageExecutionStatus.SUCCEEDED);
    ran(run("bad", ExecutionType.STANDARD, 10), run("good", ExecutionType.STANDARD, 9));

    assertThat(rollBack())
        .isEqualTo(
            new StageMoved.RolledBack("Execution new deploys again what execution good deployed."));
    var request = ArgumentCaptor.forClass(RollbackStageRequest.class);
    verify(client).rollbackStage(request.capture());
    assertThat(request.getValue().targetPipelineExecutionId()).isEqualTo("good");
  }

  @Test
  void aStageThatStandsAtTheGoodExecutionIsLeftAlone() {
    assertThat(rollBack())
        .isEqualTo(new StageMoved.RolledBack("The stage stands at execution good already."));
    verify(client, never()).rollbackStage(any(RollbackStageRequest.class));
  }

  @Test
  void aRunningStageIsRolledBackLater() {
    runs("bad", ExecutionType.STANDARD, StageExecutionStatus.IN_PROGRESS);

    assertThat(rollBack()).isEqualTo(new StageMoved.NotYet("Execution bad runs in the stage."));
  }

  @Test
  void aRollbackOfTheStageThatBeganSinceIsTakenForThisOne() {
    runs("again", ExecutionType.ROLLBACK, StageExecutionStatus.IN_PROGRESS);
    ran(run("again", ExecutionType.ROLLBACK, 10), run("good", ExecutionType.STANDARD, 9));

    assertThat(rollBack()).isEqualTo(new StageMoved.RolledBack("Execution again does so."));
    verify(client, never()).rollbackStage(any(RollbackStageRequest.class));
  }

  @Test
  void aRollbackOfTheStageThatWasItselfTakenBackIsNotRepeated() {
    runs("again", ExecutionType.ROLLBACK, StageExecutionStatus.SUCCEEDED);
    ran(run("again", ExecutionType.ROLLBACK, 9));

    assertThat(rollBack()).isInstanceOf(StageMoved.Refused.class);
    verify(client, never()).rollbackStage(any(RollbackStageRequest.class));
  }

  @Test
  void anExecutionThatOnlyAnotherStageProvesIsNoProof() {
    deployed("good", "Test", "ecs-svc/1");

    assertThat(rollBack()).isInstanceOf(StageMoved.Refused.class);
  }

  @Test
  void aDeploymentThatNoExecutionNamesIsNoProof() {
    deployed("good", "Prod", "ecs-svc/2");

    assertThat(rollBack()).isInstanceOf(StageMoved.Refused.class);
  }

  @Test
  void anExecutionThatIsARollbackItselfIsNotGoneBackTo() {
    runs("bad", ExecutionType.STANDARD, StageExecutionStatus.SUCCEEDED);
    ran(run("bad", ExecutionType.STANDARD, 10), run("good", ExecutionType.ROLLBACK, 9));

    assertThat(rollBack()).isInstanceOf(StageMoved.Refused.class);
  }

  @Test
  void whatCodePipelineWillNotRollBackIsRefusedAndWhatItCannotNowIsTriedAgain() {
    runs("bad", ExecutionType.STANDARD, StageExecutionStatus.SUCCEEDED);
    rollbackStageThrows(
        refusal(UnableToRollbackStageException.builder(), "UnableToRollbackStageException", 400));
    assertThat(rollBack())
        .isEqualTo(
            new StageMoved.Refused("CodePipeline refused: UnableToRollbackStageException: No."));

    rollbackStageThrows(refusal(ConflictException.builder(), "ConflictException", 400));
    assertThat(rollBack()).isEqualTo(new StageMoved.NotYet("ConflictException: No."));
  }
}
