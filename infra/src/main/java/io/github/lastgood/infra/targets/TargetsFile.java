package io.github.lastgood.infra.targets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lastgood.cdk.targets.BadConfiguration;
import io.github.lastgood.cdk.targets.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/// Reads `targets.yaml`. Anything that is not exactly understood is refused with one sentence: a
/// misspelt key that were passed over would be found at three in the morning.
public final class TargetsFile {
  private TargetsFile() {}

  /// The targets of the file in its order; empty when its list is.
  ///
  /// @throws BadConfiguration when the file is missing or says something that cannot be deployed
  public static List<Target> read(Path file) {
    String name = String.valueOf(file.getFileName());
    if (!Files.isReadable(file)) {
      throw new BadConfiguration(
          "%s cannot be read; write it, or name another file with -c targets=FILE."
              .formatted(file));
    }
    try {
      return parse(name, Files.readString(file));
    } catch (IOException e) {
      throw new BadConfiguration("%s is not a text in UTF-8; save it as one.".formatted(file));
    }
  }

  static List<Target> parse(String file, String yaml) {
    JsonNode document = tree(file, load(file, yaml));
    TargetsSchema.refusal(document)
        .ifPresent(sentence -> {
          throw new BadConfiguration("%s: %s.".formatted(file, sentence));
        });
    List<Target> targets = document.path("targets").valueStream().map(TargetEntry::read).toList();
    var names = new HashSet<String>();
    var things = new HashMap<String, String>();
    for (Target target : targets) {
      if (!names.add(target.name())) {
        throw new BadConfiguration(
            "%s: target '%s': name is used by two targets; give each its own."
                .formatted(file, target.name()));
      }
      String other = things.put(target.kind().label(), target.name());
      if (other != null) {
        throw new BadConfiguration(
            "%s: target '%s': %s is target '%s' already; write it once."
                .formatted(file, target.name(), target.kind().label(), other));
      }
    }
    return targets;
  }

  /// What is not a mapping has no targets either, which is what the sentence then says.
  private static JsonNode tree(String file, @Nullable Object yaml) {
    var json = new ObjectMapper();
    try {
      return json.readTree(json.writeValueAsBytes(yaml instanceof Map<?, ?> ? yaml : Map.of()));
    } catch (IOException e) {
      throw new BadConfiguration(
          "%s is no plain tree of mappings, lists and texts; write out what its aliases and tags"
                  .formatted(file)
              + " stand for.");
    }
  }

  private static @Nullable Object load(String file, String yaml) {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    var dumping = new DumperOptions();
    try {
      return new Yaml(
              new SafeConstructor(options),
              new Representer(dumping),
              dumping,
              options,
              new EverythingIsText())
          .load(yaml);
    } catch (MarkedYAMLException e) {
      throw new BadConfiguration(
          "%s, line %d: this is not YAML (%s); mend that line."
              .formatted(file, e.getProblemMark().getLine() + 1, e.getProblem()));
    } catch (YAMLException e) {
      throw new BadConfiguration(
          "%s is not YAML (%s); mend it."
              .formatted(
                  file, String.valueOf(e.getMessage()).lines().findFirst().orElse("unreadable")));
    }
  }

  /// YAML 1.1 reads `off` as false and `1:30` as 90; nobody who writes `mode: off` means false.
  private static final class EverythingIsText extends Resolver {
    @Override
    protected void addImplicitResolvers() {}
  }
}
