package io.github.lastgood.handler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The files of `events/`.
final class Events {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Events() {}

  private static Path root() {
    var here = Path.of("").toAbsolutePath();
    return (Files.exists(here.resolve("events")) ? here : here.resolve("..")).resolve("events");
  }

  /// A file's text, such as of `cloudwatch/metric-alarm.json`.
  static String text(String file) {
    try {
      return Files.readString(root().resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode json(String file) {
    return parse(text(file));
  }

  static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Fields fields(String file) {
    return Fields.of(json(file), "event");
  }

  /// The names of a folder's files, in order.
  static List<String> in(String folder) {
    try (var files = Files.list(root().resolve(folder))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
