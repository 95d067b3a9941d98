package io.github.lastgood.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.Answer;
import io.github.lastgood.Lastgood;
import io.github.lastgood.Refusal;
import io.github.lastgood.Refusal.Code;
import io.github.lastgood.signal.Signal.DeploymentChange;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Hears of deployments and keeps the ledger true. A failed one goes the way of every complaint.
/// Answers `{"answers": [...]}`.
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
    return Map.of("answers", parse(fields).stream().flatMap(c -> answer(c).stream()).toList());
  }

  private List<Answer> answer(DeploymentChange change) {
    correlate(change.eventId());
    var hints = lastgood.ledger().targetsOfResource(change.resourceId());
    if (hints.isEmpty()) {
      return List.of(
          Answer.ofNoTarget("UNKNOWN_RESOURCE", "No target is " + change.resourceId() + "."));
    }
    return hints.stream()
        .flatMap(hint ->
            Stream.concat(
                lastgood.pipeline().handle(hint, change).stream(),
                lastgood.watch().redeployed(hint.target()).stream()))
        .toList();
  }

  /// One class for each source; each knows its own shapes.
  static List<DeploymentChange> parse(Fields event) {
    return switch (event.text("source").orElse("")) {
      case "aws.ecs" -> List.of(EcsEvents.parse(event));
      case "aws.codedeploy" -> List.of(CodeDeployEvents.parse(event));
      case "aws.elasticloadbalancing", "aws.route53" -> TrailEvents.parse(event);
      case "aws.autoscaling" -> List.of(AutoScalingEvents.parse(event));
      default ->
          throw new Refusal(
              Code.WRONG_SHAPE,
              "The event is no ECS Deployment State Change; see events/ecs for one that works.");
    };
  }
}
