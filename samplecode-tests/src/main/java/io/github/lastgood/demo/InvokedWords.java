package io.github.lastgood.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.stage.Invoked;

/// What a function was invoked with, in a few words.
final class InvokedWords {
  private InvokedWords() {}

  /// For example `AlarmHandler: alarm orders-api-5xx is ALARM`.
  static String of(Invoked invoked) {
    return invoked.function() + ": " + event(EventWords.json(invoked.event()));
  }

  private static String event(JsonNode event) {
    var detail = event.path("detail");
    if (event.has("lastgood")) {
      return "the watch's tick";
    }
    if (event.has("command")) {
      return "command " + event.path("command").asText();
    }
    if (event.has("lifecycleStage")) {
      return "lifecycle hook, " + event.path("lifecycleStage").asText();
    }
    if (event.has("CodePipeline.job")) {
      return "job of a pipeline";
    }
    if (detail.has("alarmName")) {
      return "alarm "
          + detail.path("alarmName").asText()
          + " is "
          + detail.path("state").path("value").asText();
    }
    var what = detail.path("eventName").asText(detail.path("state").asText());
    return "event " + event.path("detail-type").asText() + (what.isEmpty() ? "" : ", " + what);
  }
}
