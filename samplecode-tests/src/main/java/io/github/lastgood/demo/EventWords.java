package io.github.lastgood.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lastgood.account.World;
import io.github.lastgood.account.event.AwsEvent;
import software.amazon.awssdk.services.ecs.model.Deployment;

/// An event of the account in a few words.
final class EventWords {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EventWords() {}

  /// The event's JSON; missing when the text is none.
  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  /// Writes the event into the timeline.
  static void tell(AwsEvent event, World world, Page page) {
    var detail = json(event.json()).path("detail");
    if (event.isAlarm()) {
      var now = detail.path("state").path("value").asText();
      var words =
          detail.path("alarmName").asText()
              + ": "
              + detail.path("previousState").path("value").asText()
              + " -> "
              + now;
      page.entry(event.time(), now.equals("ALARM") ? Who.RED : Who.ALARM, words);
      var reason = detail.path("state").path("reason").asText();
      if (now.equals("ALARM") && reason.startsWith("Threshold Crossed")) {
        page.faint(reason.replaceFirst(" \\(minimum .*", "."));
      }
    } else if (event.isDeployment()) {
      page.entry(event.time(), Who.ECS, deployment(detail, world));
    } else {
      page.entry(event.time(), Who.AWS, DeployerWords.of(event, detail, world));
    }
  }

  private static String deployment(JsonNode detail, World world) {
    var id = detail.path("deploymentId").asText();
    var reason = detail.path("reason").asText();
    var label = revision(id, world);
    return switch (detail.path("eventName").asText()) {
      case "SERVICE_DEPLOYMENT_IN_PROGRESS" ->
          reason.contains("rolling back")
              ? "goes back to " + label + ": \"" + reason + "\""
              : label + " is IN_PROGRESS (" + id + ").";
      case "SERVICE_DEPLOYMENT_COMPLETED" ->
          label + " is COMPLETED (" + id + ")" + (isTheTeams(id) ? "; ECS stops watching." : ".");
      case "SERVICE_DEPLOYMENT_FAILED" -> label + " has FAILED (" + id + "): \"" + reason + "\"";
      default -> detail.path("eventName").asText() + " " + id;
    };
  }

  private static boolean isTheTeams(String deploymentId) {
    return deploymentId.endsWith("/" + World.BAD_NUMBER);
  }

  /// The task definition that a deployment brings, as `orders-api:42`.
  private static String revision(String deploymentId, World world) {
    return world.service().deployments().stream()
        .filter(deployment -> deployment.id().equals(deploymentId))
        .map(Deployment::taskDefinition)
        .map(arn -> arn.substring(arn.lastIndexOf('/') + 1))
        .findFirst()
        .orElse("a revision that is gone");
  }
}
