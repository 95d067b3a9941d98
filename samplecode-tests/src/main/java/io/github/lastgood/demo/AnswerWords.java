package io.github.lastgood.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.target.Revision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What a function answered, as lines of the timeline.
final class AnswerWords {
  private AnswerWords() {}

  /// The single answers inside what a function returned.
  static List<JsonNode> answers(JsonNode returned) {
    if (!returned.has("answers")) {
      return List.of(returned);
    }
    var answers = new ArrayList<JsonNode>();
    returned.path("answers").forEach(answers::add);
    return answers;
  }

  /// Whether it says more than how things stand, which the ledger's lines say as well.
  static boolean speaks(JsonNode answer) {
    return answer.has("message") || answer.has("hookStatus");
  }

  /// Writes one answer.
  static void tell(Instant at, Who who, JsonNode answer, Page page) {
    if (answer.has("error")) {
      page.strongEntry(at, who, "REFUSED: " + answer.path("message").asText());
      page.faint("(" + answer.path("error").asText() + ")");
      return;
    }
    if (answer.has("hookStatus")) {
      page.entry(at, who, "answers " + answer.path("hookStatus").asText() + ".");
      return;
    }
    var reason = answer.path("reason").asText();
    var message = answer.path("message").asText();
    var words = answer.path("decision").asText();
    switch (words) {
      case "" ->
          page.entry(at, who, message.isEmpty() ? "answers with what it knows now." : message);
      case "IGNORE" -> page.entry(at, who, ignored(reason, message));
      default -> {
        page.strongEntry(at, who, words + plan(answer));
        page.more(message + " (" + reason + ")");
      }
    }
  }

  private static String ignored(String reason, String message) {
    return reason.equals("NOT_RED") ? "notes it." : "IGNORE: " + message + " (" + reason + ")";
  }

  private static String plan(JsonNode answer) {
    return answer.hasNonNull("to")
        ? "  "
            + label(answer.path("from").asText())
            + " -> "
            + label(answer.path("to").asText())
            + "  by "
            + answer.path("method").asText()
        : "";
  }

  private static String label(String id) {
    return Revision.of(id).label();
  }
}
