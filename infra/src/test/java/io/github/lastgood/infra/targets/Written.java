package io.github.lastgood.infra.targets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/// What the tests of the schema read: the schema itself, the shipped file, targets in YAML.
final class Written {
  private Written() {}

  static JsonNode schema() {
    try {
      return new ObjectMapper().readTree(Path.of("targets.schema.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The shipped file with all that it shows in comments.
  static String everythingShown() {
    try {
      return Files.readString(Path.of("targets.yaml"))
          .replaceAll("(?m)^( *)# ( *)(?=[a-z][A-Za-z0-9]*:( |$)|- name: |- arn:)", "$1$2");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// As an editor understands it, by YAML 1.2: numbers are numbers, and `off` is a text.
  static JsonNode asAnEditorDoes(String yaml) {
    var loading = new LoaderOptions();
    var dumping = new DumperOptions();
    return new ObjectMapper()
        .valueToTree(
            new Yaml(
                    new SafeConstructor(loading),
                    new Representer(dumping),
                    dumping,
                    loading,
                    new CoreSchema())
                .load(yaml));
  }

  /// Every key of a target in the schema, such as `policy.bakeTime`, and what the schema says of
  /// it.
  static Map<String, JsonNode> keys() {
    Map<String, JsonNode> keys = new LinkedHashMap<>();
    collect("", schema().at("/$defs/target"), keys);
    return keys;
  }

  private static void collect(String path, JsonNode object, Map<String, JsonNode> keys) {
    object
        .path("properties")
        .properties()
        .forEach(property -> {
          JsonNode said = property.getValue();
          JsonNode meant = resolved(said);
          if (meant.has("properties")) {
            collect(path + property.getKey() + ".", meant, keys);
          } else {
            keys.put(path + property.getKey(), said);
          }
        });
  }

  static JsonNode resolved(JsonNode said) {
    return said.has("$ref") ? schema().at(said.path("$ref").asText().substring(1)) : said;
  }

  /// What YAML 1.2 takes for something else than a text.
  private static final class CoreSchema extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.BOOL, Pattern.compile("true|false"), "tf");
      addImplicitResolver(Tag.INT, Pattern.compile("[-+]?[0-9]+"), "-+0123456789");
      addImplicitResolver(Tag.FLOAT, Pattern.compile("[-+]?[0-9]+\\.[0-9]+"), "-+0123456789");
      addImplicitResolver(Tag.NULL, Pattern.compile("~|null|"), "~n\0");
    }
  }
}
