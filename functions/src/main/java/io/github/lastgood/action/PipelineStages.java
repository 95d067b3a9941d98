package io.github.lastgood.action;

import io.github.lastgood.target.PipelineStage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.PipelineNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageState;
import software.amazon.awssdk.services.codepipeline.model.StageTransitionType;

/// What a rollback does at the stage of a pipeline. Every method looks first at what CodePipeline
/// shows, so doing it twice equals doing it once.
///
/// Every method throws the SDK's exception when AWS does not answer: it is then tried again later.
public final class PipelineStages {
  private static final int LONGEST_REASON = 300;

  private final Supplier<CodePipelineClient> client;

  public PipelineStages(Supplier<CodePipelineClient> client) {
    this.client = client;
  }

  /// A pipeline as it is defined now.
  ///
  /// @param stages the stages' names, in their order
  /// @param rollsStagesBack true for a pipeline of type V2
  public record Pipeline(List<String> stages, boolean rollsStagesBack) {}

  /// Looks a pipeline up; empty when there is none.
  public Optional<Pipeline> find(String name) {
    try {
      var pipeline = client.get().getPipeline(get -> get.name(name)).pipeline();
      return Optional.of(
          new Pipeline(
              pipeline.stages().stream().map(StageDeclaration::name).toList(),
              pipeline.pipelineType() == PipelineType.V2));
    } catch (PipelineNotFoundException e) {
      return Optional.empty();
    }
  }

  /// Stops the stage's inbound transition: what runs in the stage goes on, nothing new comes in. A
  /// transition that is stopped already keeps the reason that it was given.
  ///
  /// @param why what people read in the console beside the stopped transition
  public StageMoved stop(PipelineStage stage, String why) {
    try {
      var state = state(stage);
      if (state.isEmpty()) {
        return new StageMoved.Refused("There is no " + stage.label() + " any more.");
      }
      var inbound = state.get().inboundTransitionState();
      if (inbound != null && Boolean.FALSE.equals(inbound.enabled())) {
        return new StageMoved.Stopped("It was stopped before: " + inbound.disabledReason());
      }
      client
          .get()
          .disableStageTransition(disable ->
              disable
                  .pipelineName(stage.pipeline())
                  .stageName(stage.stage())
                  .transitionType(StageTransitionType.INBOUND)
                  .reason(reason(why)));
      return new StageMoved.Stopped("It was stopped by Lastgood.");
    } catch (AwsServiceException e) {
      return refusedOrThrown(e);
    }
  }

  /// CodePipeline takes letters, digits, spaces and a few signs only.
  private static String reason(String why) {
    var plain = why.replaceAll("[^a-zA-Z0-9!@ ().*?-]", " ").replaceAll(" +", " ").strip();
    return plain.length() <= LONGEST_REASON ? plain : plain.substring(0, LONGEST_REASON);
  }

  /// Rolls the stage back to its newest execution that is proven to have made one of these
  /// deployments: one of its actions in this stage names it as its `externalExecutionId`. Nothing
  /// else proves which revision an execution brings: the source revisions that CodePipeline keeps
  /// are commits, and its ECS action registers a task definition of its own each time.
  ///
  /// @param deploymentIds deployments that brought the good revision
  /// @param since when the target's rollback was claimed: a rollback of the stage that began later
  ///   is taken for this one
  public StageMoved rollBack(PipelineStage stage, Set<String> deploymentIds, Instant since) {
    try {
      return new StageRollback(client.get(), stage).to(deploymentIds, since, state(stage));
    } catch (AwsServiceException e) {
      return refusedOrThrown(e);
    }
  }

  private Optional<StageState> state(PipelineStage stage) {
    return client.get().getPipelineState(get -> get.name(stage.pipeline())).stageStates().stream()
        .filter(state -> stage.stage().equals(state.stageName()))
        .findFirst();
  }

  private static StageMoved refusedOrThrown(AwsServiceException e) {
    if (AwsErrors.isFinal(e)) {
      return new StageMoved.Refused("CodePipeline refused: " + AwsErrors.words(e));
    }
    throw e;
  }
}
