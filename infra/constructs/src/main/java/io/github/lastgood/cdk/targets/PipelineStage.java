package io.github.lastgood.cdk.targets;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.codepipeline.IPipeline;
import software.amazon.awscdk.services.codepipeline.IStage;

/// The stage of a pipeline that deploys a target, and what a rollback does there.
///
/// @param name the pipeline's name
/// @param stage the stage's name
/// @param rollsBack true for `onRollback: rollbackStage`, false for `stopTransition`
/// @param place where its pipeline is, to compare it with the target's; empty for one that is
///   written down by its name, which is in the target's account and region
public record PipelineStage(String name, String stage, boolean rollsBack, Optional<Place> place) {

  /// Where a pipeline of the CDK is.
  ///
  /// @param path the construct's path, for sentences: its name may not be known yet
  /// @param region may be a token
  /// @param account may be a token
  public record Place(String path, String region, String account) {}

  /// One that is written down, in the account and region of its target.
  public PipelineStage(String name, String stage, boolean rollsBack) {
    this(name, stage, rollsBack, Optional.empty());
  }

  /// The values of `onRollback`.
  public static final String STOP_TRANSITION = "stopTransition";

  /// See `STOP_TRANSITION`.
  public static final String ROLLBACK_STAGE = "rollbackStage";

  /// A rollback stops the stage's inbound transition.
  public static PipelineStage stopTransition(IStage stage) {
    return of(stage, false);
  }

  /// When the target has recovered, the stage is rolled back too. For ECS services and CodeDeploy
  /// groups in V2 pipelines.
  public static PipelineStage rollbackStage(IStage stage) {
    return of(stage, true);
  }

  private static PipelineStage of(IStage stage, boolean rollsBack) {
    IPipeline pipeline = stage.getPipeline();
    var place =
        new Place(
            pipeline.getNode().getPath(),
            pipeline.getEnv().getRegion(),
            pipeline.getEnv().getAccount());
    return new PipelineStage(
        pipeline.getPipelineName(), stage.getStageName(), rollsBack, Optional.of(place));
  }

  Map<String, Object> properties() {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("name", name);
    properties.put("stage", stage);
    properties.put("onRollback", rollsBack ? ROLLBACK_STAGE : STOP_TRANSITION);
    return properties;
  }
}
