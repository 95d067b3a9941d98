package io.github.lastgood.account.codepipeline;

import java.util.List;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageExecution;
import software.amazon.awssdk.services.codepipeline.model.StageState;
import software.amazon.awssdk.services.codepipeline.model.TransitionState;

/// A pipeline as CodePipeline's API shows it.
final class PipelineShapes {
  private PipelineShapes() {}

  static PipelineDeclaration declaration(SimulatedPipeline pipeline) {
    return PipelineDeclaration.builder()
        .name(pipeline.name)
        .pipelineType(pipeline.type)
        .version(pipeline.version())
        .stages(
            pipeline.stages.stream()
                .map(stage -> StageDeclaration.builder().name(stage).build())
                .toList())
        .build();
  }

  static List<StageState> states(SimulatedPipeline pipeline) {
    return pipeline.stages.stream().map(stage -> state(pipeline, stage)).toList();
  }

  /// The first stage has no transition into it.
  private static StageState state(SimulatedPipeline pipeline, String stage) {
    StageState.Builder state = StageState.builder().stageName(stage);
    if (stage.equals(pipeline.stages.getLast())) {
      state.inboundTransitionState(
          TransitionState.builder()
              .enabled(pipeline.stopped().isEmpty())
              .disabledReason(pipeline.stopped().orElse(null))
              .build());
      pipeline
          .latest()
          .ifPresent(run ->
              state.latestExecution(
                  StageExecution.builder()
                      .pipelineExecutionId(run.id)
                      .type(run.type)
                      .status(run.status)
                      .build()));
    } else if (!stage.equals(pipeline.stages.getFirst())) {
      state.inboundTransitionState(TransitionState.builder().enabled(true).build());
    }
    return state.build();
  }

  static PipelineExecutionSummary summary(Execution run) {
    return PipelineExecutionSummary.builder()
        .pipelineExecutionId(run.id)
        .executionType(run.type)
        .startTime(run.startedAt)
        .status(
            run.succeeded()
                ? PipelineExecutionStatus.SUCCEEDED
                : PipelineExecutionStatus.IN_PROGRESS)
        .build();
  }

  static ActionExecutionDetail action(SimulatedPipeline pipeline, Execution run) {
    return ActionExecutionDetail.builder()
        .pipelineExecutionId(run.id)
        .stageName(pipeline.stages.getLast())
        .actionName("Deploy")
        .status(
            run.succeeded() ? ActionExecutionStatus.SUCCEEDED : ActionExecutionStatus.IN_PROGRESS)
        .output(o -> o.executionResult(result -> result.externalExecutionId(run.externalId)))
        .build();
  }
}
