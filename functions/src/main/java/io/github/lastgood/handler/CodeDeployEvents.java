package io.github.lastgood.handler;

import io.github.lastgood.Refusal;
import io.github.lastgood.Refusal.Code;
import io.github.lastgood.signal.Signal.DeploymentChange;
import io.github.lastgood.signal.Signal.Phase;
import io.github.lastgood.target.Resource.CodeDeployGroup;

/// `CodeDeploy Deployment State-change Notification` events. They name a deployment group and a
/// deployment, never a revision, and do not tell a rollback from a deployment. They are best
/// effort: one may never come.
///
/// Facts: AWS CodeDeploy user guide, "Monitoring deployments with Amazon CloudWatch Events"; their
/// states are other words than those of the API.
final class CodeDeployEvents {
  private CodeDeployEvents() {}

  static DeploymentChange parse(Fields event) {
    var detail = event.object("detail");
    return new DeploymentChange(
        event.required("id"),
        event.time("time"),
        new CodeDeployGroup(detail.required("application"), detail.required("deploymentGroup"), "")
            .id(),
        detail.required("deploymentId"),
        phase(detail.required("state")),
        "");
  }

  private static Phase phase(String state) {
    return switch (state) {
      case "START", "READY" -> Phase.IN_PROGRESS;
      case "SUCCESS" -> Phase.COMPLETED;
      case "FAILURE" -> Phase.FAILED;
      case "STOP" -> Phase.STOPPED;
      default ->
          throw new Refusal(
              Code.BAD_VALUE,
              "The event's state is none of START, READY, SUCCESS, FAILURE and STOP.");
    };
  }
}
