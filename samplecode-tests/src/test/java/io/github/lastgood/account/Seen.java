package io.github.lastgood.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lastgood.account.event.AwsEvent;
import java.util.ArrayList;
import java.util.List;

/// Collects what is delivered, for tests to look at.
final class Seen {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<AwsEvent> events = new ArrayList<>();

  static Seen by(Account account) {
    Seen seen = new Seen();
    account.events().listen(seen.events::add);
    return seen;
  }

  List<JsonNode> all() {
    return events.stream().map(event -> json(event.json())).toList();
  }

  /// Event name, deployment number and reason of every ECS event, without the words that never
  /// change.
  List<String> deployments() {
    return events.stream()
        .filter(AwsEvent::isDeployment)
        .map(event -> json(event.json()).get("detail"))
        .map(detail ->
            "%s %s: %s"
                .formatted(
                    detail.get("eventName").asText().replace("SERVICE_DEPLOYMENT_", ""),
                    detail.get("deploymentId").asText().replace("ecs-svc/", ""),
                    detail.get("reason").asText()))
        .toList();
  }

  /// Name, states and time of every alarm event.
  List<String> alarms() {
    return events.stream()
        .filter(AwsEvent::isAlarm)
        .map(event -> json(event.json()).get("detail"))
        .map(detail ->
            "%s %s -> %s at %s"
                .formatted(
                    detail.get("alarmName").asText(),
                    detail.get("previousState").get("value").asText(),
                    detail.get("state").get("value").asText(),
                    detail.get("state").get("timestamp").asText()))
        .toList();
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
