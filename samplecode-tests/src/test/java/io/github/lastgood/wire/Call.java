package io.github.lastgood.wire;

import com.fasterxml.jackson.databind.JsonNode;
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
    String about =
        Stream.of(
                "service",
                "taskDefinition",
                "serviceDeploymentArn",
                "services",
                "serviceRevisionArns",
                "Key",
                "RequestItems",
                "TransactItems",
                "repositoryName",
                "Subject")
            .filter(request::has)
            .map(name -> name + "=" + abbreviated(request.path(name)))
            .collect(Collectors.joining(" "));
    return "%s %s %s".formatted(service, operation, about).strip();
  }

  private static String abbreviated(JsonNode value) {
    String text = value.isTextual() ? value.asText() : value.toString();
    return text.length() <= 120 ? text : text.substring(0, 119) + "…";
  }
}
