package io.github.lastgood.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.account.World;
import io.github.lastgood.account.event.AwsEvent;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;

/// Events of what deploys beside ECS itself, in a few words. They name a deployment, never what it
/// brings: that is asked of the account.
final class DeployerWords {
  private static final Pattern TASK_DEFINITION = Pattern.compile("task-definition/([^\"]+)");
  private static final String REFRESH = "EC2 Auto Scaling Instance Refresh ";

  private DeployerWords() {}

  static String of(AwsEvent event, JsonNode detail, World world) {
    return switch (event.source()) {
      case "aws.codedeploy" -> codeDeploy(detail, world);
      case "aws.autoscaling" -> refresh(event, detail, world);
      default -> "CloudTrail saw " + detail.path("eventName").asText() + weights(detail) + ".";
    };
  }

  private static String codeDeploy(JsonNode detail, World world) {
    var id = detail.path("deploymentId").asText();
    var state = detail.path("state").asText();
    var info = world.account().codeDeploy().getDeployment(d -> d.deploymentId(id)).deploymentInfo();
    return "CodeDeploy: "
        + name(info.revision())
        + ", deployment "
        + id
        + ": "
        + state
        + (state.equals("SUCCESS") && info.description() != null && isTheTeams(info.description())
            ? "; from now on CodeDeploy rolls nothing back."
            : ".");
  }

  private static boolean isTheTeams(String description) {
    return description.startsWith("release ");
  }

  private static String name(RevisionLocation revision) {
    if (revision.s3Location() != null) {
      var key = revision.s3Location().key();
      return key.substring(key.lastIndexOf('/') + 1);
    }
    var found = TASK_DEFINITION.matcher(revision.toString());
    return found.find() ? found.group(1) : "a revision";
  }

  private static String refresh(AwsEvent event, JsonNode detail, World world) {
    var group = detail.path("AutoScalingGroupName").asText();
    var id = detail.path("InstanceRefreshId").asText();
    var version =
        world.account().autoScaling().refreshes(group).stream()
            .filter(refresh -> refresh.instanceRefreshId().equals(id))
            .findFirst()
            .map(DeployerWords::version)
            .orElse("");
    return "EC2 Auto Scaling: instance refresh"
        + version
        + ": "
        + event.detailType().replace(REFRESH, "").toLowerCase(Locale.ROOT)
        + (event.detailType().equals(REFRESH + "Succeeded")
            ? "; it cannot be rolled back any more."
            : ".");
  }

  private static String version(InstanceRefresh refresh) {
    var desired = refresh.desiredConfiguration();
    return desired == null || desired.launchTemplate() == null
        ? " to what is saved on the group"
        : " to version " + desired.launchTemplate().version();
  }

  private static String weights(JsonNode detail) {
    var parameters = detail.path("requestParameters");
    var groups = parameters.findPath("targetGroups");
    var weights =
        groups.isArray()
            ? words(groups, "targetGroupArn")
            : words(parameters.findPath("changes"), "setIdentifier");
    return weights.isEmpty() ? "" : ": " + weights;
  }

  private static String words(JsonNode sides, String name) {
    return StreamSupport.stream(sides.spliterator(), false)
        .map(side -> side(side.findPath(name).asText(), side.findPath("weight").asText()))
        .collect(Collectors.joining(", "));
  }

  /// Of a target group's ARN its name.
  private static String side(String id, String weight) {
    var parts = id.split("/", -1);
    return (parts.length > 1 ? parts[1] : id) + " " + weight;
  }
}
