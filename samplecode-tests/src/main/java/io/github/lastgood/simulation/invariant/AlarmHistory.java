package io.github.lastgood.simulation.invariant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lastgood.account.event.AwsEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Since when each alarm has been in its state, taken from what CloudWatch sent, whether or not it
/// arrived anywhere.
public final class AlarmHistory {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Since> byName = new HashMap<>();

  /// @param state as CloudWatch spells it
  /// @param at since when
  /// @param muted whether it went there muted
  record Since(String state, Instant at, boolean muted) {}

  /// CloudWatch says that an alarm changed.
  public void note(AwsEvent event) {
    var detail = parse(event).path("detail");
    var state = detail.path("state").path("value").asText();
    var known = byName.get(detail.path("alarmName").asText());
    if (known == null || !known.state().equals(state)) {
      byName.put(
          detail.path("alarmName").asText(),
          new Since(state, event.time(), detail.has("muteDetail")));
    }
  }

  /// Null when it has been OK from the beginning.
  @Nullable Since of(String alarm) {
    return byName.get(alarm);
  }

  private static JsonNode parse(AwsEvent event) {
    try {
      return JSON.readTree(event.json());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
