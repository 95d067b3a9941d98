package io.github.lastgood.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.Answer;
import io.github.lastgood.Lastgood;
import io.github.lastgood.Refusal;
import io.github.lastgood.Refusal.Code;
import io.github.lastgood.signal.Signal.DeploymentChange;
import io.github.lastgood.signal.Signal.Phase;
import java.util.List;
import java.util.Map;

/// Hears of deployments and keeps the ledger true. A failed one goes the way of every complaint.
/// Answers `{"answers": [...]}`.
///
/// Facts: Amazon ECS Developer Guide, "Service deployment state change events". The event names a
/// service and a deployment, never a task definition.
public final class DeploymentHandler extends JsonFunction {
  /// For Lambda.
  public DeploymentHandler() {
    this(Wiring.lastgood());
  }

  public DeploymentHandler(Lastgood lastgood) {
    super(lastgood);
  }

  @Override
  Object handle(JsonNode event, Context context) {
    var fields = Fields.of(event, "event");
    if (fields.text("source").filter("aws.ecs"::equals).isEmpty()) {
      throw new Refusal(
          Code.WRONG_SHAPE,
          "The event is no ECS Deployment State Change; see events/ecs for one that works.");
    }
    return Map.of("answers", answer(parse(fields)));
  }

  private List<Answer> answer(DeploymentChange change) {
    correlate(change.eventId());
    var hints = lastgood.ledger().targetsOfResource(change.resourceId());
    if (hints.isEmpty()) {
      return List.of(
          Answer.ofNoTarget("UNKNOWN_RESOURCE", "No target is " + change.resourceId() + "."));
    }
    return hints.stream()
        .flatMap(hint -> lastgood.pipeline().handle(hint, change).stream())
        .toList();
  }

  /// One event.
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
