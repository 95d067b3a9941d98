package io.github.lastgood.account.ecs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lastgood.account.setting.Ids;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;

/// Asks the functions of a deployment's lifecycle hooks (ECS developer guide, "Lifecycle hooks for
/// Amazon ECS service deployments"): an answer that ECS does not understand, or an error, is as bad
/// as FAILED.
final class LifecycleHooks {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration DEFAULT_DELAY = Duration.ofSeconds(30);

  private final Ids ids;
  private HookFunctions functions =
      (arn, _) -> {
        throw new IllegalStateException("no function " + arn);
      };

  LifecycleHooks(Ids ids) {
    this.ids = ids;
  }

  void answerBy(HookFunctions answering) {
    functions = answering;
  }

  /// What a hook said.
  ///
  /// @param status SUCCEEDED, FAILED or IN_PROGRESS
  /// @param delay when ECS asks again
  record Answer(String status, Duration delay) {}

  static List<DeploymentLifecycleHook> of(ServiceDeploymentState rollout, String stage) {
    return rollout.configuration.lifecycleHooks().stream()
        .filter(hook -> hook.lifecycleStagesAsStrings().contains(stage))
        .toList();
  }

  /// Asks one hook.
  ///
  /// @param production the weights of the production traffic by service revision; empty outside the
  ///   stages that shift it
  /// @param test those of the test traffic
  Answer ask(
      DeploymentLifecycleHook hook,
      ServiceState service,
      ServiceDeploymentState rollout,
      ObjectNode production,
      ObjectNode test) {
    ObjectNode details = JSON.createObjectNode();
    details.put("serviceArn", service.arn);
    details.put("targetServiceRevisionArn", rollout.target.arn());
    details.set("testTrafficWeights", test);
    details.set("productionTrafficWeights", production);
    ObjectNode event = JSON.createObjectNode();
    event.put("executionId", ids.uuid());
    event.put("lifecycleStage", rollout.stage);
    event.put("resourceArn", rollout.arn);
    event.set("executionDetails", details);
    try {
      return answer(JSON.readTree(functions.invoke(hook.hookTargetArn(), event.toString())));
    } catch (JsonProcessingException | RuntimeException e) {
      return new Answer("FAILED", DEFAULT_DELAY);
    }
  }

  private static Answer answer(@Nullable JsonNode said) {
    String status = said == null ? "" : said.path("hookStatus").asText();
    return switch (status) {
      case "SUCCEEDED", "IN_PROGRESS" ->
          new Answer(
              status,
              said != null && said.has("callBackDelay")
                  ? Duration.ofSeconds(said.path("callBackDelay").asLong())
                  : DEFAULT_DELAY);
      default -> new Answer("FAILED", DEFAULT_DELAY);
    };
  }
}
