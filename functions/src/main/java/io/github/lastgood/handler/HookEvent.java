package io.github.lastgood.handler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.lastgood.Refusal;
import io.github.lastgood.Refusal.Code;
import java.io.IOException;

/// What ECS asks a lifecycle hook.
///
/// @param executionId the same each time that ECS asks about this hook of this stage
/// @param stage the lifecycle stage
/// @param serviceDeploymentArn the service deployment
/// @param serviceArn the service
/// @param targetRevisionArn the service revision that is being deployed, also while ECS goes back
/// @param production the production traffic by service revision ARN; empty outside its stages
/// @param test the test traffic likewise
record HookEvent(
    String executionId,
    String stage,
    String serviceDeploymentArn,
    String serviceArn,
    String targetRevisionArn,
    JsonNode production,
    JsonNode test) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double ALL = 100;

  static HookEvent parse(byte[] event) {
    try {
      var fields = Fields.of(JSON.readTree(event), "event");
      var details = fields.object("executionDetails");
      return new HookEvent(
          fields.required("executionId"),
          fields.required("lifecycleStage"),
          fields.required("resourceArn"),
          details.required("serviceArn"),
          details.required("targetServiceRevisionArn"),
          weights(details, "productionTrafficWeights"),
          weights(details, "testTrafficWeights"));
    } catch (IOException e) {
      throw new Refusal(Code.NOT_JSON, "The hook's event is not JSON; see events/ecs-hook.");
    }
  }

  private static JsonNode weights(Fields details, String name) {
    var weights = details.node().path(name);
    return weights.isObject() ? weights : JsonNodeFactory.instance.objectNode();
  }

  /// The deployment id: its number is the last part of the service revision's ARN.
  String deploymentId() {
    return "ecs-svc/" + targetRevisionArn.substring(targetRevisionArn.lastIndexOf('/') + 1);
  }

  boolean isShift() {
    return stage.endsWith("TRAFFIC_SHIFT");
  }

  /// ECS has no stage for a rollback. It enters those of the shifts again, still names the revision
  /// that failed as the target, and gives all traffic to another one.
  boolean isRollback() {
    return isTakenFrom(production) || isTakenFrom(test);
  }

  private boolean isTakenFrom(JsonNode weights) {
    return weights.path(targetRevisionArn).asDouble(-1) == 0
        && weights.valueStream().anyMatch(weight -> weight.asDouble() == ALL);
  }
}
