package io.github.lastgood;

import io.github.lastgood.Refusal.Code;
import io.github.lastgood.action.PipelineStages;
import io.github.lastgood.target.PipelineStage;
import io.github.lastgood.target.PipelineStage.OnRollback;

/// Checks the pipeline that a target names when the target is registered: what a rollback is to do
/// there must be possible.
///
/// @param stages asks CodePipeline
record PipelineCheck(PipelineStages stages) {

  /// @throws Refusal when there is no such pipeline or stage, or the stage cannot be used so
  void refuseUnfit(Registration.Form form) {
    var named = form.pipeline();
    if (named == null) {
      return;
    }
    var pipeline =
        stages
            .find(named.pipeline())
            .orElseThrow(() ->
                refusal(
                    form,
                    Code.UNKNOWN_RESOURCE,
                    "there is no pipeline "
                        + named.pipeline()
                        + " in this account and region; write the name as CodePipeline shows it."));
    var position = pipeline.stages().indexOf(named.stage());
    if (position < 0) {
      throw refusal(
          form,
          Code.UNKNOWN_RESOURCE,
          "pipeline "
              + named.pipeline()
              + " has no stage "
              + named.stage()
              + "; it has "
              + String.join(", ", pipeline.stages())
              + ".");
    }
    if (position == 0) {
      throw refusal(form, Code.NOT_SUPPORTED, first(named));
    }
    if (named.onRollback() == OnRollback.ROLLBACK_STAGE && !pipeline.rollsStagesBack()) {
      throw refusal(
          form,
          Code.NOT_SUPPORTED,
          "CodePipeline rolls back the stages of V2 pipelines only, and "
              + named.pipeline()
              + " is none; change its type, or write onRollback: stopTransition.");
    }
  }

  private static String first(PipelineStage named) {
    return named.label()
        + " is the pipeline's first one, so nothing comes into it that could be stopped; name the"
        + " stage that deploys the target.";
  }

  private static Refusal refusal(Registration.Form form, Code code, String why) {
    return new Refusal(code, "Target " + form.name() + ": " + why);
  }
}
