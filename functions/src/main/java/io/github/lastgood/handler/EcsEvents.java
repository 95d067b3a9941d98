package io.github.lastgood.handler;

import io.github.lastgood.Refusal;
import io.github.lastgood.Refusal.Code;
import io.github.lastgood.signal.Signal.DeploymentChange;
import io.github.lastgood.signal.Signal.Phase;

/// `ECS Deployment State Change` events. They name a service and a deployment, never a task
/// definition.
///
/// Facts: Amazon ECS Developer Guide, "Service deployment state change events".
final class EcsEvents {
  private EcsEvents() {}

  static DeploymentChange parse(Fields event) {
    var detail = event.object("detail");
    return new DeploymentChange(
        event.required("id"),
        event.time("time"),
        service(event),
        detail.required("deploymentId"),
        phase(detail.required("eventName")),
        detail.text("reason").orElse(""));
  }

  private static String service(Fields event) {
    var arn = event.node().path("resources").path(0);
    if (!arn.isTextual()) {
      throw new Refusal(
          Code.MISSING_FIELD, "The event's resources must hold the service's ARN, and are empty.");
    }
    return arn.textValue();
  }

  private static Phase phase(String eventName) {
    return switch (eventName) {
      case "SERVICE_DEPLOYMENT_IN_PROGRESS" -> Phase.IN_PROGRESS;
      case "SERVICE_DEPLOYMENT_COMPLETED" -> Phase.COMPLETED;
      case "SERVICE_DEPLOYMENT_FAILED" -> Phase.FAILED;
      default ->
          throw new Refusal(
              Code.BAD_VALUE,
              "The event's eventName is none of SERVICE_DEPLOYMENT_IN_PROGRESS,"
                  + " SERVICE_DEPLOYMENT_COMPLETED and SERVICE_DEPLOYMENT_FAILED.");
    };
  }
}
