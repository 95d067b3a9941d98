package io.github.lastgood.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The part of CodePipeline that moto lacks: jobs are answered, and the stage `Prod` of
/// `shop-pipeline` can be stopped.
final class CodePipelines {
  static final Set<String> OPERATIONS =
      Set.of(
          "PutJobSuccessResult",
          "PutJobFailureResult",
          "GetPipeline",
          "GetPipelineState",
          "DisableStageTransition");

  private static final String PIPELINE = "shop-pipeline";
  private static final String STAGE = "Prod";

  private final Set<String> answered = ConcurrentHashMap.newKeySet();
  private volatile Optional<String> stopped = Optional.empty();

  void clear() {
    answered.clear();
    stopped = Optional.empty();
  }

  /// The reason that the transition into the stage was stopped for.
  Optional<String> stopped() {
    return stopped;
  }

  ObjectNode answer(String operation, JsonNode request) throws AwsRefusal {
    return switch (operation) {
      case "PutJobSuccessResult", "PutJobFailureResult" -> job(request.path("jobId").asText());
      case "GetPipeline" -> pipeline(request.path("name").asText());
      case "GetPipelineState" -> state(request.path("name").asText());
      default -> disable(request);
    };
  }

  private ObjectNode job(String id) throws AwsRefusal {
    if (!answered.add(id)) {
      throw new AwsRefusal("InvalidJobStateException", "The job was answered already.");
    }
    return Json.object();
  }

  private static ObjectNode pipeline(String name) throws AwsRefusal {
    refuseUnknown(name);
    ObjectNode answer = Json.object();
    ObjectNode pipeline =
        answer.putObject("pipeline").put("name", name).put("pipelineType", "V2").put("version", 1);
    pipeline.putArray("stages").addObject().put("name", "Source");
    pipeline.withArray("stages").addObject().put("name", STAGE);
    return answer;
  }

  private ObjectNode state(String name) throws AwsRefusal {
    refuseUnknown(name);
    ObjectNode answer = Json.object().put("pipelineName", name);
    ObjectNode inbound =
        answer
            .putArray("stageStates")
            .addObject()
            .put("stageName", STAGE)
            .putObject("inboundTransitionState")
            .put("enabled", stopped.isEmpty());
    stopped.ifPresent(reason -> inbound.put("disabledReason", reason));
    return answer;
  }

  private ObjectNode disable(JsonNode request) throws AwsRefusal {
    refuseUnknown(request.path("pipelineName").asText());
    if (!request.path("stageName").asText().equals(STAGE)) {
      throw new AwsRefusal("StageNotFoundException", "There is no such stage.");
    }
    if (!request.path("transitionType").asText().equals("Inbound")) {
      throw new AwsRefusal("ValidationException", "The transition type is not Inbound.");
    }
    stopped = Optional.of(request.path("reason").asText());
    return Json.object();
  }

  private static void refuseUnknown(String name) throws AwsRefusal {
    if (!name.equals(PIPELINE)) {
      throw new AwsRefusal("PipelineNotFoundException", "There is no such pipeline.");
    }
  }
}
