package io.github.lastgood.simulation.invariant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lastgood.target.AlarmStatus;
import io.github.lastgood.target.Mode;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.TargetState;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsRequest;

/// The lifecycle hook stands in the way of what is quarantined, and of a shift of traffic while an
/// alarm of the target is red; never in the way of a rollback, and never where Lastgood is to leave
/// the target alone.
public final class HooksRefuseForAReason implements Invariant {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String sentence() {
    return "The lifecycle hook refuses the quarantined, and shifts under a red alarm; nothing"
        + " else.";
  }

  @Override
  public Optional<String> answered(Scene scene, Answered answered) {
    return answered.answer().path("hookStatus").asText().equals("FAILED")
        ? objection(scene, json(answered.run().event()))
        : Optional.empty();
  }

  private static Optional<String> objection(Scene scene, JsonNode event) {
    var details = event.path("executionDetails");
    var service = details.path("serviceArn").asText();
    var name = service.substring(service.lastIndexOf('/') + 1);
    var state = scene.state(name).orElse(null);
    if (state == null) {
      return Optional.of(name + " is not registered");
    }
    if (isToBeLeftAlone(scene, state)) {
      return Optional.of(name + " is to be left alone");
    }
    var revision = taskDefinition(scene, details.path("targetServiceRevisionArn").asText());
    var open = state.rollback();
    if (open != null && open.brings(Revision.of(revision))) {
      return Optional.of("it refuses rollback " + open.id());
    }
    return isQuarantined(state, revision) || (isShift(event) && isRed(state))
        ? Optional.empty()
        : Optional.of("nothing is known against " + revision);
  }

  private static boolean isToBeLeftAlone(Scene scene, TargetState state) {
    var mode = state.target().policy().mode();
    return mode == Mode.OBSERVE
        || mode == Mode.OFF
        || state.freeze() != null
        || scene.accountFreeze() != null;
  }

  private static boolean isQuarantined(TargetState state, String revision) {
    return state.quarantine().stream().anyMatch(bad -> bad.revision().id().equals(revision));
  }

  private static boolean isShift(JsonNode event) {
    return event.path("lifecycleStage").asText().endsWith("TRAFFIC_SHIFT");
  }

  private static boolean isRed(TargetState state) {
    return state.alarms().values().stream().anyMatch(AlarmStatus::isRed);
  }

  private static String taskDefinition(Scene scene, String serviceRevisionArn) {
    return scene
        .account()
        .ecs()
        .describeServiceRevisions(
            DescribeServiceRevisionsRequest.builder()
                .serviceRevisionArns(serviceRevisionArn)
                .build())
        .serviceRevisions()
        .getFirst()
        .taskDefinition();
  }

  private static JsonNode json(String event) {
    try {
      return JSON.readTree(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
