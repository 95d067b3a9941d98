package io.github.lastgood.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/// CodeDeploy with the one deployment group `billing/prod`, which deploys an ECS service: moto has
/// no `StopDeployment`, and writes times that the SDK cannot read. Shapes after the CodeDeploy API
/// reference; `GetDeployment` leaves out the AppSpec's content, as there.
final class CodeDeployGroup {

  /// One deployment.
  ///
  /// @param sha256 of the AppSpec
  /// @param status in the API's words, for example `Succeeded`
  /// @param description empty when it has none
  record Deployment(
      String id, String sha256, String status, Instant createTime, String description) {
    Deployment with(String otherStatus) {
      return new Deployment(id, sha256, otherStatus, createTime, description);
    }
  }

  /// The newest first.
  private final Deque<Deployment> all = new ConcurrentLinkedDeque<>();

  /// AppSpec by its hash.
  private final Map<String, String> contents = new ConcurrentHashMap<>();

  void clear() {
    all.clear();
    contents.clear();
  }

  /// The team deploys a task definition.
  ///
  /// @param status what has become of it
  void deploy(String id, String taskDefinition, String status, Instant at) {
    String content =
        """
        {"version":0.0,"Resources":[{"TargetService":{"Type":"AWS::ECS::Service",\
        "Properties":{"TaskDefinition":"%s"}}}]}\
        """
            .formatted(taskDefinition);
    String sha256 = Images.digest(content).replace("sha256:", "");
    contents.put(sha256, content);
    all.addFirst(new Deployment(id, sha256, status, at, ""));
  }

  Deployment newest() {
    return all.getFirst();
  }

  /// Which task definition a deployment brings.
  String content(Deployment deployment) {
    return contents.getOrDefault(deployment.sha256(), "");
  }

  ObjectNode answer(String operation, JsonNode request) throws AwsRefusal {
    return switch (operation) {
      case "GetDeploymentGroup" -> group();
      case "GetDeployment" -> {
        ObjectNode answer = Json.object();
        answer.set("deploymentInfo", info(deployment(request)));
        yield answer;
      }
      case "GetApplicationRevision" ->
          revision(request.at("/revision/appSpecContent/sha256").asText());
      case "ListDeployments" -> {
        ObjectNode answer = Json.object();
        var ids = answer.putArray("deployments");
        all.forEach(each -> ids.add(each.id()));
        yield answer;
      }
      case "CreateDeployment" -> create(request);
      case "StopDeployment" -> stop(deployment(request));
      default -> throw new AwsRefusal("InvalidOperationException", operation);
    };
  }

  private ObjectNode group() {
    ObjectNode answer = Json.object();
    ObjectNode info =
        answer
            .putObject("deploymentGroupInfo")
            .put("applicationName", "billing")
            .put("deploymentGroupName", "prod")
            .put("computePlatform", "ECS");
    info.putArray("ecsServices")
        .addObject()
        .put("clusterName", "prod")
        .put("serviceName", "billing-api");
    info.set("lastAttemptedDeployment", last(newest()));
    all.stream()
        .filter(each -> each.status().equals("Succeeded"))
        .findFirst()
        .ifPresent(each -> info.set("lastSuccessfulDeployment", last(each)));
    return answer;
  }

  private static ObjectNode last(Deployment deployment) {
    return Json.object()
        .put("deploymentId", deployment.id())
        .put("status", deployment.status())
        .put("createTime", seconds(deployment.createTime()));
  }

  private static ObjectNode info(Deployment deployment) {
    ObjectNode info =
        Json.object()
            .put("deploymentId", deployment.id())
            .put("applicationName", "billing")
            .put("deploymentGroupName", "prod")
            .put("status", deployment.status())
            .put("creator", "user")
            .put("computePlatform", "ECS")
            .put("createTime", seconds(deployment.createTime()))
            .put("description", deployment.description());
    if (deployment.status().equals("Succeeded")) {
      info.put("completeTime", seconds(deployment.createTime().plusSeconds(60)));
    }
    info.putObject("revision")
        .put("revisionType", "AppSpecContent")
        .putObject("appSpecContent")
        .put("sha256", deployment.sha256());
    return info;
  }

  private ObjectNode revision(String sha256) throws AwsRefusal {
    String content = contents.get(sha256);
    if (content == null) {
      throw new AwsRefusal("RevisionDoesNotExistException", sha256);
    }
    ObjectNode answer = Json.object().put("applicationName", "billing");
    answer
        .putObject("revision")
        .put("revisionType", "AppSpecContent")
        .putObject("appSpecContent")
        .put("content", content)
        .put("sha256", sha256);
    return answer;
  }

  private ObjectNode create(JsonNode request) {
    String content = request.at("/revision/appSpecContent/content").asText();
    String sha256 = Images.digest(content).replace("sha256:", "");
    contents.put(sha256, content);
    String description = request.path("description").asText();
    all.addFirst(new Deployment("d-LASTGOOD1", sha256, "InProgress", Instant.now(), description));
    return Json.object().put("deploymentId", newest().id());
  }

  private ObjectNode stop(Deployment deployment) throws AwsRefusal {
    if (!deployment.status().equals("InProgress")) {
      throw new AwsRefusal("DeploymentAlreadyCompletedException", deployment.id());
    }
    all.remove(deployment);
    all.addFirst(deployment.with("Stopped"));
    return Json.object().put("status", "Pending");
  }

  private Deployment deployment(JsonNode request) throws AwsRefusal {
    String id = request.path("deploymentId").asText();
    return all.stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new AwsRefusal("DeploymentDoesNotExistException", id));
  }

  private static double seconds(Instant time) {
    return time.toEpochMilli() / 1000.0;
  }
}
