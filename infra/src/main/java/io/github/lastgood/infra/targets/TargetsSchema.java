package io.github.lastgood.infra.targets;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// `targets.schema.json`. It alone says which keys `targets.yaml` may have and what they may hold;
/// editors read it too.
final class TargetsSchema {
  private static final JsonNode WRITTEN = load();
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(WRITTEN);

  private TargetsSchema() {}

  /// What is wrong with a file, in one sentence; nothing when it is good.
  static Optional<String> refusal(JsonNode file) {
    return SCHEMA.validate(file).stream()
        .map(Fault::of)
        .min(Fault.BY_WHAT_IT_EXPLAINS)
        .map(fault -> fault.sentence(file));
  }

  /// What stands in the schema around the keyword that a value breaks.
  static JsonNode around(Error error) {
    String keyword = error.getSchemaLocation().getFragment().toString();
    return WRITTEN.at(JsonPointer.compile(keyword).head());
  }

  /// What the schema says of a place in the file.
  ///
  /// @param target negative for the file itself, else its targets
  /// @param keys the way from there
  static JsonNode of(int target, List<String> keys) {
    JsonNode schema = target < 0 ? WRITTEN : WRITTEN.at("/$defs/target");
    for (String key : keys) {
      schema = schema.path("properties").path(key);
      if (schema.has("$ref")) {
        schema = WRITTEN.at(schema.path("$ref").asText().substring("#".length()));
      }
    }
    return schema;
  }

  private static JsonNode load() {
    try (InputStream schema = TargetsSchema.class.getResourceAsStream("/targets.schema.json")) {
      return new ObjectMapper().readTree(Objects.requireNonNull(schema));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
