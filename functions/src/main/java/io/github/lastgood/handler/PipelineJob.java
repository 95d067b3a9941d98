package io.github.lastgood.handler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lastgood.Refusal;
import io.github.lastgood.Refusal.Code;
import java.util.Optional;
import java.util.Set;

/// The job that CodePipeline's Lambda invoke action gives. Its event holds live credentials of the
/// artifact store: nothing of it is kept but what is named here.
///
/// @param id what the answer names
/// @param parameters the action's `UserParameters`, as text; empty when the action has none
/// @param token what an earlier job of this action left; empty on the first one
record PipelineJob(String id, String parameters, Optional<String> token) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> KNOWN =
      Set.of("mode", "target", "revision", "by", "reason", "timeout");

  static PipelineJob of(JsonNode event) {
    var job = Fields.of(event, "event").object("CodePipeline.job");
    var data = job.object("data");
    var parameters =
        data.node().path("actionConfiguration").path("configuration").path("UserParameters");
    return new PipelineJob(
        job.required("id"), parameters.asText(""), data.text("continuationToken"));
  }

  /// The parameters.
  ///
  /// @throws Refusal when they are no JSON object or have an unknown field
  Fields read() {
    try {
      var fields = Fields.of(JSON.readTree(parameters), "UserParameters");
      fields.only(KNOWN);
      return fields;
    } catch (JsonProcessingException e) {
      throw new Refusal(
          Code.NOT_JSON,
          "The action's UserParameters must be JSON such as"
              + " {\"mode\":\"gate\",\"target\":\"orders-api\"}.");
    }
  }
}
