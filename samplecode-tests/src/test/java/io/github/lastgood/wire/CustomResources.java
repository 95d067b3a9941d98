package io.github.lastgood.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// CloudFormation's side of custom resources: invokes the function behind the `ServiceToken`, and
/// takes its report. moto waits for the report of a creation and does not make the requests.
///
/// @see <a
///   href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref.html">Custom
///   resource reference</a>
final class CustomResources {

  private final Map<String, Map<String, Existing>> stacks = new HashMap<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI moto;
  private final DeployedFunctions functions;

  CustomResources(URI moto, DeployedFunctions functions) {
    this.moto = moto;
    this.functions = functions;
  }

  /// One as the template says it.
  ///
  /// @param type for example `Custom::LastgoodTarget`
  /// @param properties as they are sent
  record Declared(String type, JsonNode properties) {}

  private record Existing(Declared declared, String physicalId) {}

  /// Creates and updates what a stack shall have, and then deletes what it shall have no more.
  ///
  /// @param wanted by logical id
  /// @throws StackFailed with the function's reason, at the first that it refuses
  void apply(String stackId, Map<String, Declared> wanted)
      throws StackFailed, IOException, InterruptedException {
    Map<String, Existing> existing = stacks.computeIfAbsent(stackId, id -> new HashMap<>());
    for (Map.Entry<String, Declared> each : wanted.entrySet()) {
      Existing before = existing.get(each.getKey());
      if (before == null) {
        create(stackId, each.getKey(), each.getValue(), existing);
      } else if (!before.declared().equals(each.getValue())) {
        update(stackId, each.getKey(), before, each.getValue(), existing);
      }
    }
    for (Map.Entry<String, Existing> each : List.copyOf(existing.entrySet())) {
      if (!wanted.containsKey(each.getKey())) {
        delete(stackId, each.getKey(), each.getValue());
        existing.remove(each.getKey());
      }
    }
  }

  private void create(
      String stackId, String logicalId, Declared declared, Map<String, Existing> existing)
      throws StackFailed, IOException, InterruptedException {
    JsonNode report = report(request("Create", stackId, logicalId, declared));
    // One that failed has an id all the same: it is deleted when the stack rolls back.
    existing.put(logicalId, new Existing(declared, report.path("PhysicalResourceId").asText()));
    requireSuccess(report);
    passOn(stackId, report);
  }

  private void update(
      String stackId,
      String logicalId,
      Existing before,
      Declared declared,
      Map<String, Existing> existing)
      throws StackFailed, IOException, InterruptedException {
    ObjectNode request = request("Update", stackId, logicalId, declared);
    request.put("PhysicalResourceId", before.physicalId());
    request.set("OldResourceProperties", before.declared().properties());
    JsonNode report = report(request);
    requireSuccess(report);
    String physicalId = report.path("PhysicalResourceId").asText();
    existing.put(logicalId, new Existing(declared, physicalId));
    if (!physicalId.equals(before.physicalId())) {
      delete(stackId, logicalId, before);
    }
  }

  private void delete(String stackId, String logicalId, Existing gone)
      throws StackFailed, IOException, InterruptedException {
    ObjectNode request = request("Delete", stackId, logicalId, gone.declared());
    request.put("PhysicalResourceId", gone.physicalId());
    requireSuccess(report(request));
  }

  private static ObjectNode request(
      String type, String stackId, String logicalId, Declared declared) {
    ObjectNode request =
        Json.object()
            .put("RequestType", type)
            .put("ServiceToken", declared.properties().path("ServiceToken").asText())
            .put("StackId", stackId)
            .put("RequestId", UUID.randomUUID().toString())
            .put("LogicalResourceId", logicalId)
            .put("ResourceType", declared.type());
    request.set("ResourceProperties", declared.properties());
    return request;
  }

  private JsonNode report(ObjectNode request) throws IOException, InterruptedException {
    try (var responseUrl = new ResponseUrl()) {
      request.put("ResponseURL", responseUrl.address().toString());
      Answer answer = functions.invoke(request.path("ServiceToken").asText(), request.toString());
      List<JsonNode> reports = responseUrl.reports();
      if (reports.size() != 1) {
        throw new AssertionError("CloudFormation got the reports " + reports + ", and " + answer);
      }
      return reports.getFirst();
    }
  }

  private static void requireSuccess(JsonNode report) throws StackFailed {
    if (!report.path("Status").asText().equals("SUCCESS")) {
      throw new StackFailed(report.path("Reason").asText());
    }
  }

  /// Tells moto, which finds the stack's region in a signature only.
  private void passOn(String stackId, JsonNode report) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(
                moto.resolve(
                    "/cloudformation_%s/cfnresponse?stack=%s".formatted(Arns.REGION, stackId)))
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=wire/20261102/%s/cloudformation/aws4_request"
                    .formatted(Arns.REGION))
            .PUT(HttpRequest.BodyPublishers.ofString(report.toString()))
            .build();
    int status = http.send(request, BodyHandlers.discarding()).statusCode();
    if (status != 200) {
      throw new IllegalStateException("moto answered the report with " + status);
    }
  }
}
