package io.github.lastgood.ledger;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Items as they stand in tables, in the form in which the AWS command line prints them. The
/// functions of their day wrote them, in the simulated account.
final class StoredItems {
  private static final Path FOLDER = Path.of("src/test/resources/ledger");
  private static final ObjectMapper JSON = new ObjectMapper();

  private StoredItems() {}

  /// The files, of every format that there ever was.
  static List<Path> files() {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Map<String, AttributeValue> read(Path file) {
    try {
      return attributes(JSON.readTree(file.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, AttributeValue> attributes(JsonNode object) {
    return object.properties().stream()
        .collect(toMap(Entry::getKey, entry -> attribute(entry.getValue())));
  }

  private static AttributeValue attribute(JsonNode typed) {
    var only = typed.properties().iterator().next();
    var value = only.getValue();
    return switch (only.getKey()) {
      case "S" -> AttributeValue.fromS(value.textValue());
      case "N" -> AttributeValue.fromN(value.textValue());
      case "BOOL" -> AttributeValue.fromBool(value.booleanValue());
      case "L" -> AttributeValue.fromL(value.valueStream().map(StoredItems::attribute).toList());
      case "M" -> AttributeValue.fromM(attributes(value));
      case "NULL" -> AttributeValue.fromNul(true);
      default -> throw new IllegalArgumentException(only.getKey());
    };
  }
}
