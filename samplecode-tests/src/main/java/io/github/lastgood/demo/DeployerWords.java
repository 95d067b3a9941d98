package io.github.lastgood.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.account.World;
import io.github.lastgood.account.event.AwsEvent;
import java.util.Locale;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;

/// Events of what deploys beside ECS itself, in a few words. They name a deployment, never what it
/// brings: the ledger's line tells that.
final class DeployerWords {
  private static final String REFRESH = "EC2 Auto Scaling Instance Refresh ";

  private DeployerWords() {}

  static String of(AwsEvent event, JsonNode detail, World world) {
    return switch (event.source()) {
      case "aws.codedeploy" -> codeDeploy(detail, world);
      case "aws.autoscaling" -> refresh(event, detail, world);
      default -> "CloudTrail saw " + detail.path("eventName").asText() + ".";
    };
  }

  private static String codeDeploy(JsonNode detail, World world) {
    var id = detail.path("deploymentId").asText();
    var state = detail.path("state").asText();
    var info = world.account().codeDeploy().getDeployment(d -> d.deploymentId(id)).deploymentInfo();
    return "CodeDeploy deployment "
        + id
        + ": "
        + state
        + (state.equals("SUCCESS") && isTheTeams(info)
            ? "; from now on CodeDeploy rolls nothing back."
            : ".");
  }

  private static boolean isTheTeams(DeploymentInfo info) {
    return info.description() != null && info.description().startsWith("release ");
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
            ? "; EC2 Auto Scaling cannot roll it back any more."
            : ".");
  }

  private static String version(InstanceRefresh refresh) {
    var desired = refresh.desiredConfiguration();
    return desired == null || desired.launchTemplate() == null
        ? " to what is saved on the group"
        : " to version " + desired.launchTemplate().version();
  }
}
