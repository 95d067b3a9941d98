package io.github.lastgood.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.account.call.Call;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What happens, in few words.
final class Words {
  private static final Pattern READING =
      Pattern.compile("(Describe|List|Get|BatchGet|Query|Scan).*");

  private Words() {}

  /// Whether a call only looks.
  static boolean isReading(Call call) {
    return READING.matcher(call.operation()).matches();
  }

  static String answer(JsonNode answer) {
    if (answer.path("error").isTextual()) {
      return answer.path("error").textValue() + ": " + answer.path("message").asText();
    }
    var answers = answer.path("answers").valueStream().map(Words::one).toList();
    return answers.isEmpty() ? one(answer) : String.join("; ", answers);
  }

  private static String one(JsonNode answer) {
    return Stream.of("target", "decision", "reason", "message")
        .map(answer::path)
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .collect(Collectors.joining(" "));
  }

  /// A call with what it writes or asks for.
  static String call(Call call) {
    return call.arguments().get("transactItems") instanceof List<?> writes
        ? call.name() + " " + RowKey.of(writes).map(Words::row).collect(Collectors.joining(" "))
        : call.toString().substring(call.toString().indexOf(' ') + 1);
  }

  private static String row(RowKey row) {
    var name = (row.deleted() ? "-" : "+") + row.pk() + "/" + row.sk();
    return name.replaceAll("arn:aws:[a-z0-9-]+:[a-z0-9-]*:\\d*:", "");
  }
}
