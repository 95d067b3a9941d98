package io.github.lastgood.handler;

import io.github.lastgood.Refusal;
import io.github.lastgood.Refusal.Code;
import io.github.lastgood.signal.Signal.DeploymentChange;
import io.github.lastgood.signal.Signal.Phase;

/// `EC2 Auto Scaling Instance Refresh …` events. They name a group and a refresh, neither status
/// nor launch template; the end of the detail-type says what happened. AWS sends them on a best
/// effort basis.
///
/// A cancelled refresh is no failure: somebody, or Lastgood itself, stopped it.
///
/// Facts: Amazon EC2 Auto Scaling User Guide, "EventBridge events for instance refreshes".
final class AutoScalingEvents {
  private static final String PREFIX = "EC2 Auto Scaling Instance Refresh ";

  private AutoScalingEvents() {}

  static DeploymentChange parse(Fields event) {
    var type = event.required("detail-type");
    var what = type.startsWith(PREFIX) ? type.substring(PREFIX.length()) : "";
    var refresh = event.object("detail").required("InstanceRefreshId");
    return new DeploymentChange(
        event.required("id"),
        event.time("time"),
        group(event),
        what.startsWith("Rollback ") ? refresh + "-rollback" : refresh,
        phase(what),
        "");
  }

  private static String group(Fields event) {
    var arn = event.node().path("resources").path(0);
    if (!arn.isTextual()) {
      throw new Refusal(
          Code.MISSING_FIELD,
          "The event's resources must hold the Auto Scaling group's ARN, and are empty.");
    }
    return arn.textValue();
  }

  private static Phase phase(String what) {
    return switch (what) {
      case "Started", "Checkpoint Reached", "Started Baking", "Cancelled", "Rollback Started" ->
          Phase.IN_PROGRESS;
      case "Succeeded", "Rollback Succeeded" -> Phase.COMPLETED;
      case "Failed", "Rollback Failed" -> Phase.FAILED;
      default ->
          throw new Refusal(
              Code.BAD_VALUE,
              "The event's detail-type is none of the instance refresh events; see"
                  + " events/autoscaling for those that work.");
    };
  }
}
