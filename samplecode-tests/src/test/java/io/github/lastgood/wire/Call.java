package io.github.lastgood.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One AWS call of a function, as it passed the front.
///
/// @param service in short, for example `ecs`
/// @param operation as the API names it
/// @param request the request's parameters
/// @param status HTTP status of the answer
/// @param startNanos when it arrived, on [System#nanoTime()]'s scale
/// @param endNanos when its answer was ready
record Call(
    String service,
    String operation,
    JsonNode request,
    int status,
    long startNanos,
    long endNanos) {

  private static final List<String> TELLING =
      List.of(
          "service",
          "services",
          "taskDefinition",
          "serviceDeploymentArn",
          "serviceDeploymentArns",
          "serviceRevisionArns",
          "repositoryName",
          "AlarmNames.member.1",
          "Subject");

  boolean is(String otherService, String otherOperation) {
    return service.equals(otherService) && operation.equals(otherOperation);
  }

  boolean succeeded() {
    return status < 300;
  }

  /// A parameter's text; empty when it was not sent.
  String parameter(String name) {
    return request.path(name).asText("");
  }

  /// Service, operation, and the parameters that say what it was about.
  @Override
  public String toString() {
    Stream<String> about =
        service.equals("dynamodb")
            ? items(request)
            : TELLING.stream()
                .filter(request::has)
                .map(name -> name + "=" + request.path(name).toString());
    return Stream.concat(Stream.of(service, operation), about).collect(Collectors.joining(" "));
  }

  /// The keys of the items that a DynamoDB request names, wherever they stand in it.
  private static Stream<String> items(JsonNode node) {
    if (node.has("pk") && node.has("sk")) {
      return Stream.of(
          "["
              + node.path("pk").path("S").asText()
              + " "
              + node.path("sk").path("S").asText()
              + "]");
    }
    if (node.has(":pk")) {
      return Stream.of("[" + node.path(":pk").path("S").asText() + " *]");
    }
    return node.valueStream().flatMap(Call::items);
  }
}
