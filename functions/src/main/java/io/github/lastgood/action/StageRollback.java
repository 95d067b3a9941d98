package io.github.lastgood.action;

import io.github.lastgood.target.PipelineStage;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.ConflictException;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.StageExecution;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageState;

/// One `RollbackStage`, and what has to hold before it (CodePipeline user guide, "Configuring stage
/// rollback"): the stage is not running, and the execution that it goes back to succeeded in this
/// stage and is no rollback itself. That it began under the pipeline's present structure is for
/// CodePipeline to say; it refuses otherwise.
///
/// @param client asks and tells
/// @param stage which stage
record StageRollback(CodePipelineClient client, PipelineStage stage) {
  /// How far back an execution is looked for, in actions.
  private static final int MOST_ACTIONS = 1_000;

  /// See [PipelineStages#rollBack].
  StageMoved to(Set<String> deploymentIds, Instant since, Optional<StageState> state) {
    if (state.isEmpty()) {
      return new StageMoved.Refused("There is no " + stage.label() + " any more.");
    }
    var latest = Optional.ofNullable(state.get().latestExecution());
    if (latest.isPresent() && latest.get().type() == ExecutionType.ROLLBACK) {
      return afterARollback(latest.get(), since);
    }
    if (latest.filter(run -> run.status() == StageExecutionStatus.IN_PROGRESS).isPresent()) {
      return new StageMoved.NotYet("Execution " + id(latest) + " runs in the stage.");
    }
    var good = proven(deploymentIds);
    if (good.isEmpty()) {
      return new StageMoved.Refused(
          "No execution that succeeded in the stage is proven to have deployed the good revision.");
    }
    return good.get().equals(id(latest))
        ? new StageMoved.RolledBack("The stage stands at execution " + good.get() + " already.")
        : rollBack(good.get());
  }

  /// A rollback of the stage that began after the target's is the one that is asked for. An earlier
  /// one deployed what was just taken back, so to repeat it would do so again.
  private StageMoved afterARollback(StageExecution latest, Instant since) {
    var began =
        client
            .listPipelineExecutionsPaginator(list -> list.pipelineName(stage.pipeline()))
            .pipelineExecutionSummaries()
            .stream()
            .filter(run -> run.pipelineExecutionId().equals(latest.pipelineExecutionId()))
            .map(PipelineExecutionSummary::startTime)
            .findFirst();
    return began.isPresent() && !began.get().isBefore(since)
        ? new StageMoved.RolledBack("Execution " + latest.pipelineExecutionId() + " does so.")
        : new StageMoved.Refused(
            "What the stage ran last, execution "
                + latest.pipelineExecutionId()
                + ", is a rollback of it already.");
  }

  private Optional<String> proven(Set<String> deploymentIds) {
    var made =
        client
            .listActionExecutionsPaginator(list -> list.pipelineName(stage.pipeline()))
            .actionExecutionDetails()
            .stream()
            .limit(MOST_ACTIONS)
            .filter(action -> stage.stage().equals(action.stageName()))
            .filter(action -> deploymentIds.contains(deploymentId(action)))
            .map(ActionExecutionDetail::pipelineExecutionId)
            .collect(Collectors.toSet());
    if (made.isEmpty()) {
      return Optional.empty();
    }
    return client
        .listPipelineExecutionsPaginator(list ->
            list.pipelineName(stage.pipeline())
                .filter(f -> f.succeededInStage(s -> s.stageName(stage.stage()))))
        .pipelineExecutionSummaries()
        .stream()
        .filter(run -> run.executionType() != ExecutionType.ROLLBACK)
        .map(PipelineExecutionSummary::pipelineExecutionId)
        .filter(made::contains)
        .findFirst();
  }

  private StageMoved rollBack(String target) {
    try {
      var run =
          client.rollbackStage(roll ->
              roll.pipelineName(stage.pipeline())
                  .stageName(stage.stage())
                  .targetPipelineExecutionId(target));
      return new StageMoved.RolledBack(
          "Execution "
              + run.pipelineExecutionId()
              + " deploys again what execution "
              + target
              + " deployed.");
    } catch (ConflictException e) {
      return new StageMoved.NotYet(AwsErrors.words(e));
    }
  }

  /// Empty when the action deployed nothing that it has an id of.
  private static String deploymentId(ActionExecutionDetail action) {
    var output = action.output();
    var result = output == null ? null : output.executionResult();
    var id = result == null ? null : result.externalExecutionId();
    return id == null ? "" : id;
  }

  private static String id(Optional<StageExecution> run) {
    return run.map(StageExecution::pipelineExecutionId).orElse("");
  }
}
