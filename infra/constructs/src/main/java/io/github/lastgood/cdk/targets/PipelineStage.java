package io.github.lastgood.cdk.targets;

import java.util.LinkedHashMap;
import java.util.Map;

/// The stage of a pipeline that deploys a target, and what a rollback does there.
///
/// @param name the pipeline's name
/// @param stage the stage's name
/// @param rollsBack true for `onRollback: rollbackStage`, false for `stopTransition`
public record PipelineStage(String name, String stage, boolean rollsBack) {

  /// The values of `onRollback`.
  public static final String STOP_TRANSITION = "stopTransition";

  /// See `STOP_TRANSITION`.
  public static final String ROLLBACK_STAGE = "rollbackStage";

  Map<String, Object> properties() {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("name", name);
    properties.put("stage", stage);
    properties.put("onRollback", rollsBack ? ROLLBACK_STAGE : STOP_TRANSITION);
    return properties;
  }
}
