package io.github.lastgood.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// JSON texts as trees: what goes over the wire is looked at as it is, not through our own types.
final class Json {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /// @throws UncheckedIOException when the text is not JSON
  static JsonNode read(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("not JSON: " + text, e);
    }
  }

  /// @throws UncheckedIOException when the file cannot be read or is not JSON
  static JsonNode file(Path file) {
    try {
      return read(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static JsonNode text(String value) {
    return TextNode.valueOf(value);
  }
}
