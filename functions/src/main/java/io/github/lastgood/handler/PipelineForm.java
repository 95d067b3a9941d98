package io.github.lastgood.handler;

import io.github.lastgood.Refusal;
import io.github.lastgood.Refusal.Code;
import io.github.lastgood.target.PipelineStage;
import io.github.lastgood.target.PipelineStage.OnRollback;
import io.github.lastgood.target.ResourceForm;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The `pipeline` of a target: `{name: shop-pipeline, stage: Prod, onRollback: stopTransition}`.
final class PipelineForm {
  /// What CodePipeline takes as the name of a pipeline or a stage.
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.@_-]{1,100}");

  private PipelineForm() {}

  /// Reads it; null when the target names none.
  static @Nullable PipelineStage of(Fields target, ResourceForm resource) {
    if (!target.has("pipeline")) {
      return null;
    }
    var pipeline = target.object("pipeline");
    pipeline.only(Set.of("name", "stage", "onRollback"));
    return new PipelineStage(
        name(pipeline, "name"), name(pipeline, "stage"), onRollback(pipeline, resource));
  }

  private static String name(Fields pipeline, String field) {
    var name = pipeline.required(field);
    if (!NAME.matcher(name).matches()) {
      throw new Refusal(
          Code.BAD_VALUE,
          "The "
              + pipeline.where()
              + "'s "
              + field
              + " must be 1 to 100 letters, digits and . @ _ -, as CodePipeline shows it.");
    }
    return name;
  }

  private static OnRollback onRollback(Fields pipeline, ResourceForm resource) {
    var written = pipeline.text("onRollback").orElse(OnRollback.STOP_TRANSITION.written());
    return switch (written) {
      case "stopTransition" -> OnRollback.STOP_TRANSITION;
      case "rollbackStage" -> {
        refuseUnproven(pipeline, resource);
        yield OnRollback.ROLLBACK_STAGE;
      }
      default ->
          throw new Refusal(
              Code.BAD_VALUE,
              "The " + pipeline.where() + "'s onRollback must be stopTransition or rollbackStage.");
    };
  }

  /// Which revision an execution brings is proven by the deployment that its action made; only
  /// these kinds have one.
  private static void refuseUnproven(Fields pipeline, ResourceForm resource) {
    var isProvable =
        switch (resource) {
          case ResourceForm.EcsService _, ResourceForm.CodeDeployGroup _ -> true;
          case ResourceForm.AutoScalingGroup _,
              ResourceForm.AlbTrafficSplit _,
              ResourceForm.Route53TrafficSplit _ ->
              false;
        };
    if (!isProvable) {
      throw new Refusal(
          Code.NOT_SUPPORTED,
          "The "
              + pipeline.where()
              + "'s onRollback can be rollbackStage beside ecs and codeDeploy only: of nothing else"
              + " does CodePipeline say what it deployed; write stopTransition.");
    }
  }
}
