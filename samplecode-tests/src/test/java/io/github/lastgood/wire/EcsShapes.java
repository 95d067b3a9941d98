package io.github.lastgood.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.stream.Stream;

/// ECS's answers about services, as its JSON protocol writes them: times are seconds since 1970.
final class EcsShapes {

  private EcsShapes() {}

  static ObjectNode service(EcsService service) {
    EcsDeployment primary = service.primary();
    ObjectNode node =
        Json.object()
            .put("serviceArn", service.arn())
            .put("serviceName", service.name())
            .put("clusterArn", Arns.cluster(service.cluster()))
            .put("status", "ACTIVE")
            .put("desiredCount", EcsService.DESIRED_COUNT)
            .put("runningCount", EcsService.DESIRED_COUNT)
            .put("pendingCount", 0)
            .put("launchType", "FARGATE")
            .put("schedulingStrategy", "REPLICA")
            .put("taskDefinition", primary.taskDefinition())
            .put("createdAt", seconds(service.deployments().getLast().startedAt()));
    node.putObject("deploymentController").put("type", "ECS");
    ObjectNode configuration = node.putObject("deploymentConfiguration");
    configuration.putObject("deploymentCircuitBreaker").put("enable", true).put("rollback", true);
    configuration.put("maximumPercent", 200).put("minimumHealthyPercent", 100);
    configuration.put("strategy", "ROLLING");
    EcsDeployment newest = service.newest();
    node.put("currentServiceDeployment", arn(service, newest));
    node.putArray("currentServiceRevisions").add(revisionSummary(service, primary));
    ArrayNode deployments = node.putArray("deployments");
    current(service).forEach(d -> deployments.add(deployment(service, d)));
    node.putArray("events");
    return node;
  }

  /// The primary deployment and, while something moves, the one it takes the place of.
  private static Stream<EcsDeployment> current(EcsService service) {
    EcsDeployment newest = service.newest();
    EcsDeployment primary = service.primary();
    if (!newest.running()) {
      return Stream.of(primary);
    }
    return newest.rolledBack()
        ? Stream.of(primary, newest)
        : Stream.concat(Stream.of(primary), newest.source().flatMap(service::numbered).stream());
  }

  private static ObjectNode deployment(EcsService service, EcsDeployment deployment) {
    boolean primary = deployment.equals(service.primary());
    boolean moving = primary && service.newest().running();
    int running = moving ? 0 : EcsService.DESIRED_COUNT;
    return Json.object()
        .put("id", "ecs-svc/" + deployment.number())
        .put("status", primary ? "PRIMARY" : "ACTIVE")
        .put("taskDefinition", deployment.taskDefinition())
        .put("desiredCount", EcsService.DESIRED_COUNT)
        .put("runningCount", running)
        .put("pendingCount", EcsService.DESIRED_COUNT - running)
        .put("failedTasks", 0)
        .put("launchType", "FARGATE")
        .put("createdAt", seconds(deployment.startedAt()))
        .put("updatedAt", seconds(deployment.finishedAt().orElse(deployment.startedAt())))
        .put("rolloutState", moving ? "IN_PROGRESS" : "COMPLETED")
        .put(
            "rolloutStateReason",
            "ECS deployment ecs-svc/%s %s."
                .formatted(deployment.number(), moving ? "in progress" : "completed"));
  }

  static ObjectNode serviceDeploymentBrief(EcsService service, EcsDeployment deployment) {
    ObjectNode node =
        Json.object()
            .put("serviceDeploymentArn", arn(service, deployment))
            .put("serviceArn", service.arn())
            .put("clusterArn", Arns.cluster(service.cluster()))
            .put("status", deployment.status())
            .put("createdAt", seconds(deployment.startedAt()))
            .put("startedAt", seconds(deployment.startedAt()))
            .put("targetServiceRevisionArn", revisionArn(service, deployment.number()));
    deployment.finishedAt().ifPresent(at -> node.put("finishedAt", seconds(at)));
    return node;
  }

  static ObjectNode full(EcsService service, EcsDeployment deployment) {
    ObjectNode node = serviceDeploymentBrief(service, deployment);
    node.remove("targetServiceRevisionArn");
    node.put("updatedAt", seconds(deployment.finishedAt().orElse(deployment.startedAt())));
    node.set("targetServiceRevision", revisionSummary(service, deployment));
    ArrayNode sources = node.putArray("sourceServiceRevisions");
    deployment
        .source()
        .flatMap(service::numbered)
        .ifPresent(source -> sources.add(revisionSummary(service, source)));
    if (deployment.rolledBack()) {
      node.putObject("rollback")
          .put("reason", "Service deployment rolled back because of user request.")
          .put("startedAt", seconds(deployment.startedAt()))
          .put("serviceRevisionArn", revisionArn(service, deployment.source().orElseThrow()));
    }
    return node;
  }

  static ObjectNode revision(EcsService service, EcsDeployment deployment, JsonNode definition) {
    ObjectNode node =
        Json.object()
            .put("serviceRevisionArn", revisionArn(service, deployment.number()))
            .put("serviceArn", service.arn())
            .put("clusterArn", Arns.cluster(service.cluster()))
            .put("taskDefinition", deployment.taskDefinition())
            .put("launchType", "FARGATE")
            .put("createdAt", seconds(deployment.startedAt()));
    ArrayNode images = node.putArray("containerImages");
    for (JsonNode container : definition.path("containerDefinitions")) {
      String image = container.path("image").asText();
      images
          .addObject()
          .put("containerName", container.path("name").asText())
          .put("image", image)
          .put("imageDigest", Images.digest(image));
    }
    return node;
  }

  static ObjectNode missing(String arn) {
    return Json.object().put("arn", arn).put("reason", "MISSING");
  }

  private static ObjectNode revisionSummary(EcsService service, EcsDeployment deployment) {
    return Json.object()
        .put("arn", revisionArn(service, deployment.number()))
        .put("requestedTaskCount", EcsService.DESIRED_COUNT)
        .put("runningTaskCount", EcsService.DESIRED_COUNT)
        .put("pendingTaskCount", 0);
  }

  private static String arn(EcsService service, EcsDeployment deployment) {
    return Arns.serviceDeployment(service.cluster(), service.name(), deployment.number());
  }

  private static String revisionArn(EcsService service, String number) {
    return Arns.revision(service.cluster(), service.name(), number);
  }

  private static double seconds(Instant instant) {
    return instant.toEpochMilli() / 1000.0;
  }
}
