package io.github.lastgood.infra.targets;

import static io.github.lastgood.cdk.targets.PipelineStage.ROLLBACK_STAGE;
import static io.github.lastgood.cdk.targets.PipelineStage.STOP_TRANSITION;
import static io.github.lastgood.infra.targets.TargetEntry.matching;

import io.github.lastgood.cdk.targets.Kind;
import io.github.lastgood.cdk.targets.PipelineStage;
import java.util.function.Predicate;

/// Reads the `pipeline` of one target.
final class PipelineEntry {
  static final String KEY = "pipeline";
  static final String EXAMPLE = "pipeline: {name: shop-pipeline, stage: Prod}";

  private static final String ON_ROLLBACK = "onRollback";

  /// What CodePipeline takes as the name of a pipeline or a stage.
  private static final Predicate<String> NAME = matching("[A-Za-z0-9.@_-]{1,100}");

  private PipelineEntry() {}

  static PipelineStage read(Section pipeline, Kind kind) {
    pipeline.only("name", "stage", ON_ROLLBACK);
    return new PipelineStage(
        name(pipeline, "name", "shop-pipeline"),
        name(pipeline, "stage", "Prod"),
        rollsBack(pipeline, kind));
  }

  private static String name(Section pipeline, String key, String example) {
    String name = pipeline.required(key, key + ": " + example);
    if (!NAME.test(name)) {
      throw pipeline.wrong(
          key,
          "'%s' must be 1 to 100 letters, digits and . @ _ -; write %s: %s"
              .formatted(name, key, example));
    }
    return name;
  }

  /// Which revision an execution brings is proven by the deployment that its action made; only ECS
  /// services and CodeDeploy groups have one.
  private static boolean rollsBack(Section pipeline, Kind kind) {
    String written =
        pipeline.text(ON_ROLLBACK, ON_ROLLBACK + ": " + STOP_TRANSITION).orElse(STOP_TRANSITION);
    return switch (written) {
      case STOP_TRANSITION -> false;
      case ROLLBACK_STAGE -> {
        if (!isProvable(kind)) {
          throw pipeline.wrong(
              ON_ROLLBACK,
              "can be rollbackStage beside ecs and codeDeploy only; write onRollback:"
                  + " stopTransition");
        }
        yield true;
      }
      default ->
          throw pipeline.wrong(
              ON_ROLLBACK, "'%s' must be stopTransition or rollbackStage".formatted(written));
    };
  }

  private static boolean isProvable(Kind kind) {
    return switch (kind) {
      case Kind.EcsService _, Kind.CodeDeployGroup _ -> true;
      case Kind.AutoScalingGroup _, Kind.AlbTrafficSplit _, Kind.Route53TrafficSplit _ -> false;
    };
  }
}
