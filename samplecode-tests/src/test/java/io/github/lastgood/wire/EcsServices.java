package io.github.lastgood.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/// The part of ECS that moto lacks: services whose deployments change, service deployments and
/// service revisions. Task definitions stay with moto. Shapes and refusals after the ECS API
/// reference.
final class EcsServices {

  /// The operations answered here.
  static final Set<String> OPERATIONS =
      Set.of(
          "DescribeServices",
          "UpdateService",
          "StopServiceDeployment",
          "ListServiceDeployments",
          "DescribeServiceDeployments",
          "DescribeServiceRevisions");

  /// Where task definitions are looked up.
  interface TaskDefinitions {
    /// The description of `family:revision` or an ARN.
    ///
    /// @throws AwsRefusal when there is none
    JsonNode describe(String taskDefinition) throws AwsRefusal;
  }

  private final Map<String, EcsService> services = new ConcurrentHashMap<>();
  private final TaskDefinitions taskDefinitions;

  EcsServices(TaskDefinitions taskDefinitions) {
    this.taskDefinitions = taskDefinitions;
  }

  /// A service without deployments; the test gives it some.
  EcsService create(String cluster, String service) {
    var created = new EcsService(cluster, service);
    services.put(service, created);
    return created;
  }

  void clear() {
    services.clear();
  }

  ObjectNode answer(String operation, JsonNode request) throws AwsRefusal {
    return switch (operation) {
      case "DescribeServices" -> describeServices(request);
      case "UpdateService" -> updateService(request);
      case "StopServiceDeployment" -> stopServiceDeployment(request);
      case "ListServiceDeployments" -> listServiceDeployments(request);
      case "DescribeServiceDeployments" -> describeServiceDeployments(request);
      case "DescribeServiceRevisions" -> describeServiceRevisions(request);
      default -> throw new IllegalArgumentException(operation);
    };
  }

  private ObjectNode describeServices(JsonNode request) {
    ObjectNode answer = Json.object();
    ArrayNode found = answer.putArray("services");
    ArrayNode failures = answer.putArray("failures");
    for (JsonNode asked : request.path("services")) {
      find(asked.asText(), request.path("cluster").asText("default"))
          .ifPresentOrElse(
              service -> found.add(EcsShapes.service(service)),
              () -> failures.add(EcsShapes.missing(asked.asText())));
    }
    return answer;
  }

  private ObjectNode updateService(JsonNode request) throws AwsRefusal {
    EcsService service = required(request);
    if (request.has("taskDefinition")) {
      JsonNode definition = taskDefinitions.describe(request.path("taskDefinition").asText());
      if (!definition.path("status").asText().equals("ACTIVE")) {
        throw new AwsRefusal("ClientException", "TaskDefinition is inactive");
      }
      String arn = definition.path("taskDefinitionArn").asText();
      if (!service.primary().taskDefinition().equals(arn)
          || request.path("forceNewDeployment").asBoolean()) {
        long number = ThreadLocalRandom.current().nextLong(1L << 60, Long.MAX_VALUE);
        service.deploy(Long.toString(number), arn, Instant.now());
      }
    }
    ObjectNode answer = Json.object();
    answer.set("service", EcsShapes.service(service));
    return answer;
  }

  private ObjectNode stopServiceDeployment(JsonNode request) throws AwsRefusal {
    String arn = request.path("serviceDeploymentArn").asText();
    EcsService service =
        services.values().stream()
            .filter(s -> deployment(s, arn).isPresent())
            .findFirst()
            .orElseThrow(
                () -> new AwsRefusal("ServiceDeploymentNotFoundException", "not found: " + arn));
    EcsDeployment deployment = deployment(service, arn).orElseThrow();
    if (!deployment.running()) {
      throw new AwsRefusal("ConflictException", arn + " is " + deployment.status());
    }
    service.rollBackRunning();
    return Json.object().put("serviceDeploymentArn", arn);
  }

  private ObjectNode listServiceDeployments(JsonNode request) throws AwsRefusal {
    EcsService service = required(request);
    List<String> statuses = request.path("status").valueStream().map(JsonNode::asText).toList();
    ObjectNode answer = Json.object();
    ArrayNode briefs = answer.putArray("serviceDeployments");
    service.deployments().stream()
        .filter(d -> statuses.isEmpty() || statuses.contains(d.status()))
        .limit(request.path("maxResults").asInt(20))
        .forEach(d -> briefs.add(EcsShapes.serviceDeploymentBrief(service, d)));
    return answer;
  }

  private ObjectNode describeServiceDeployments(JsonNode request) {
    ObjectNode answer = Json.object();
    ArrayNode found = answer.putArray("serviceDeployments");
    ArrayNode failures = answer.putArray("failures");
    for (JsonNode arn : request.path("serviceDeploymentArns")) {
      services.values().stream()
          .flatMap(s -> deployment(s, arn.asText()).map(d -> EcsShapes.full(s, d)).stream())
          .findFirst()
          .ifPresentOrElse(found::add, () -> failures.add(EcsShapes.missing(arn.asText())));
    }
    return answer;
  }

  private ObjectNode describeServiceRevisions(JsonNode request) throws AwsRefusal {
    ObjectNode answer = Json.object();
    ArrayNode found = answer.putArray("serviceRevisions");
    ArrayNode failures = answer.putArray("failures");
    for (JsonNode asked : request.path("serviceRevisionArns")) {
      String[] parts = asked.asText().split("/", -1);
      Optional<EcsService> service = find(parts[parts.length - 2], parts[1]);
      Optional<EcsDeployment> deployment =
          service.flatMap(s -> s.numbered(parts[parts.length - 1]));
      if (service.isEmpty() || deployment.isEmpty()) {
        failures.add(EcsShapes.missing(asked.asText()));
      } else {
        JsonNode definition = taskDefinitions.describe(deployment.get().taskDefinition());
        found.add(EcsShapes.revision(service.get(), deployment.get(), definition));
      }
    }
    return answer;
  }

  private EcsService required(JsonNode request) throws AwsRefusal {
    return find(request.path("service").asText(), request.path("cluster").asText("default"))
        .orElseThrow(() -> new AwsRefusal("ServiceNotFoundException", "Service not found."));
  }

  private Optional<EcsService> find(String service, String cluster) {
    return Optional.ofNullable(services.get(Arns.lastSegment(service)))
        .filter(s -> s.cluster().equals(Arns.lastSegment(cluster)));
  }

  private static Optional<EcsDeployment> deployment(EcsService service, String arn) {
    return service.deployments().stream()
        .filter(
            d -> Arns.serviceDeployment(service.cluster(), service.name(), d.number()).equals(arn))
        .findFirst();
  }
}
