package io.github.lastgood.account.codepipeline;

import io.github.lastgood.account.call.AwsErrors;
import io.github.lastgood.account.setting.Agenda;
import io.github.lastgood.account.setting.Ids;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;
import software.amazon.awssdk.services.codepipeline.model.DisableStageTransitionRequest;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;
import software.amazon.awssdk.services.codepipeline.model.ListPipelineExecutionsRequest;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionOutdatedException;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.PipelineNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.codepipeline.model.RollbackStageRequest;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.UnableToRollbackStageException;

/// The pipelines of the simulated account, with the refusals of the calls that work on stages
/// (CodePipeline API reference, "RollbackStage", "DisableStageTransition").
final class Pipelines {
  private static final Pattern REASON = Pattern.compile("[a-zA-Z0-9!@ ().*?-]{1,300}");

  private final Map<String, SimulatedPipeline> pipelines = new TreeMap<>();
  private final Agenda agenda;
  private final Ids ids;

  Pipelines(Agenda agenda, Ids ids) {
    this.agenda = agenda;
    this.ids = ids;
  }

  SimulatedPipeline create(String name, PipelineType type, List<String> stages) {
    SimulatedPipeline created = new SimulatedPipeline(name, type, stages, agenda, ids);
    pipelines.put(name, created);
    return created;
  }

  SimulatedPipeline find(String name) {
    return Optional.ofNullable(pipelines.get(name))
        .orElseThrow(() ->
            AwsErrors.refusal(
                PipelineNotFoundException.builder(),
                "PipelineNotFoundException",
                "Account does not have a pipeline with name " + name));
  }

  void disable(DisableStageTransitionRequest request) {
    SimulatedPipeline pipeline = find(request.pipelineName());
    refuseUnknownStage(pipeline, request.stageName());
    if (!REASON.matcher(request.reason()).matches()) {
      throw AwsErrors.refusal(
          CodePipelineException.builder(),
          "ValidationException",
          "1 validation error detected: Value at 'reason' failed to satisfy constraint");
    }
    pipeline.stop(request.reason());
  }

  List<PipelineExecutionSummary> executions(ListPipelineExecutionsRequest request) {
    SimulatedPipeline pipeline = find(request.pipelineName());
    boolean all = request.filter() == null || request.filter().succeededInStage() == null;
    return pipeline.executions.reversed().stream()
        .filter(run -> all || run.succeeded())
        .map(PipelineShapes::summary)
        .toList();
  }

  Execution rollBack(RollbackStageRequest request) {
    SimulatedPipeline pipeline = find(request.pipelineName());
    refuseUnknownStage(pipeline, request.stageName());
    Execution target =
        pipeline.executions.stream()
            .filter(run -> run.id.equals(request.targetPipelineExecutionId()))
            .findFirst()
            .orElseThrow(() ->
                AwsErrors.refusal(
                    PipelineExecutionNotFoundException.builder(),
                    "PipelineExecutionNotFoundException",
                    "The pipeline execution was not found."));
    if (target.pipelineVersion != pipeline.version()) {
      throw AwsErrors.refusal(
          PipelineExecutionOutdatedException.builder(),
          "PipelineExecutionOutdatedException",
          "The pipeline structure has changed since the execution was started.");
    }
    boolean isRunning =
        pipeline.latest().filter(run -> run.status == StageExecutionStatus.IN_PROGRESS).isPresent();
    if (isRunning
        || pipeline.type != PipelineType.V2
        || target.type == ExecutionType.ROLLBACK
        || !target.succeeded()
        || request.stageName().equals(pipeline.stages.getFirst())) {
      throw unable();
    }
    return pipeline.rollBackTo(target);
  }

  private static AwsServiceException unable() {
    return AwsErrors.refusal(
        UnableToRollbackStageException.builder(),
        "UnableToRollbackStageException",
        "Unable to roll back the stage.");
  }

  private static void refuseUnknownStage(SimulatedPipeline pipeline, String stage) {
    if (!pipeline.stages.contains(stage)) {
      throw AwsErrors.refusal(
          StageNotFoundException.builder(),
          "StageNotFoundException",
          "Pipeline " + pipeline.name + " does not have a stage named " + stage);
    }
  }
}
