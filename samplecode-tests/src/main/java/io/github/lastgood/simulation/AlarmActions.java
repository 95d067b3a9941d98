package io.github.lastgood.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lastgood.account.event.AwsEvent;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/// What some alarms have besides the rule on the bus: an action that invokes the function, or one
/// that tells an SNS topic to which it is subscribed. So one change of state comes in two shapes.
///
/// Shapes: CloudWatch user guide, "Invoke a Lambda function from an alarm" and "Notifying users on
/// alarm changes". A muted or suppressed alarm takes no action.
final class AlarmActions {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Chance chance;

  /// @param chance says which alarm has which action
  AlarmActions(Chance chance) {
    this.chance = chance;
  }

  /// The event as the alarm's own action brings it; empty when the alarm takes none.
  Optional<String> bringing(AwsEvent event) {
    try {
      var json = JSON.readTree(event.json());
      var detail = json.path("detail");
      if (detail.has("muteDetail") || detail.path("state").has("actionsSuppressedBy")) {
        return Optional.empty();
      }
      return switch (chance.of(detail.path("alarmName").asText()).between(1, 4)) {
        case 1 -> Optional.of(ofLambda(json, detail).toString());
        case 2 -> Optional.of(ofSns(event, json, detail).toString());
        default -> Optional.empty();
      };
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectNode ofLambda(JsonNode event, JsonNode detail) {
    var action =
        JSON.createObjectNode()
            .put("source", "aws.cloudwatch")
            .put("alarmArn", event.path("resources").path(0).asText())
            .put("accountId", event.path("account").asText())
            .put("time", detail.path("state").path("timestamp").asText())
            .put("region", event.path("region").asText());
    return action.set("alarmData", detail);
  }

  private static ObjectNode ofSns(AwsEvent event, JsonNode json, JsonNode detail) {
    var state = detail.path("state");
    var message =
        JSON.createObjectNode()
            .put("AlarmName", detail.path("alarmName").asText())
            .put("AWSAccountId", json.path("account").asText())
            .put("NewStateValue", state.path("value").asText())
            .put("NewStateReason", state.path("reason").asText())
            .put("StateChangeTime", state.path("timestamp").asText())
            .put("AlarmArn", json.path("resources").path(0).asText())
            .put("OldStateValue", detail.path("previousState").path("value").asText());
    var sent = JSON.createObjectNode();
    sent.putArray("Records")
        .addObject()
        .put("EventSource", "aws:sns")
        .putObject("Sns")
        .put("Type", "Notification")
        .put("MessageId", messageId(event))
        .put("Message", message.toString());
    return sent;
  }

  private static String messageId(AwsEvent event) {
    return UUID.nameUUIDFromBytes(event.id().getBytes(StandardCharsets.UTF_8)).toString();
  }
}
