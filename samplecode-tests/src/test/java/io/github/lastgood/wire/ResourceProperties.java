package io.github.lastgood.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/// The properties of a custom resource on their way to its function.
final class ResourceProperties {

  private static final String IMPORT = "Fn::ImportValue";

  private ResourceProperties() {}

  /// What CloudFormation sends: imported values in their places, and every scalar as a string.
  ///
  /// @param exports of the stacks that were created before, by name
  static JsonNode sent(JsonNode declared, Map<String, String> exports) {
    if (declared instanceof ArrayNode list) {
      ArrayNode sent = list.arrayNode();
      list.forEach(each -> sent.add(sent(each, exports)));
      return sent;
    }
    if (!(declared instanceof ObjectNode object)) {
      return Json.text(declared.asText());
    }
    if (object.has(IMPORT)) {
      String name = object.path(IMPORT).asText();
      if (!exports.containsKey(name)) {
        throw new AssertionError("No stack exports " + name);
      }
      return Json.text(exports.getOrDefault(name, ""));
    }
    ObjectNode sent = Json.object();
    object
        .properties()
        .forEach(property -> {
          if (property.getKey().equals("Ref") || property.getKey().startsWith("Fn::")) {
            throw new AssertionError(object + " is not played here; play it in this class");
          }
          sent.set(property.getKey(), sent(property.getValue(), exports));
        });
    return sent;
  }
}
