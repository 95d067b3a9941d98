package io.github.lastgood.demo;

import com.fasterxml.jackson.databind.JsonNode;

/// An operator's command as a sentence.
final class CommandWords {
  private CommandWords() {}

  /// For example `ana@example.com: rollback orders-api ("wrong prices")`.
  static String of(JsonNode command) {
    var by = command.path("by").asText();
    var target = command.path("target");
    var name = target.isObject() ? target.path("name").asText() : target.asText();
    var mode = target.path("policy").path("mode").asText();
    var reason = command.path("reason").asText();
    return (by.isEmpty() ? "somebody" : by)
        + ": "
        + command.path("command").asText("(no command)")
        + (command.has("action") ? " " + command.path("action").asText() : "")
        + (name.isEmpty() ? "" : " " + name)
        + (command.has("revision") ? " " + label(command.path("revision").asText()) : "")
        + (command.has("to") ? " to " + label(command.path("to").asText()) : "")
        + (mode.isEmpty() ? "" : ", mode " + mode)
        + (command.path("force").asBoolean() ? " with force" : "")
        + (reason.isEmpty() ? "" : " (\"" + reason + "\")");
  }

  private static String label(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }
}
