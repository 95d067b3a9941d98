package io.github.lastgood.infra.targets;

import io.github.lastgood.cdk.targets.BadConfiguration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// One mapping of the file, with the words that say where it stands. Every scalar is a text: the
/// reader resolves no YAML types, so `mode: off` stays `off`.
///
/// @param where for the sentences, such as `targets.yaml: target 'orders-api'`
/// @param path of this mapping inside the target, such as `policy.`; empty for the target itself
/// @param entries key to text, list or mapping
record Section(String where, String path, Map<?, ?> entries) {

  /// The mapping under a key, or nothing when the key is absent.
  Optional<Section> section(String key, String example) {
    return switch (entries.get(key)) {
      case null -> Optional.empty();
      case Map<?, ?> map -> Optional.of(new Section(where, path + key + ".", map));
      default -> throw wrong(key, "must be a mapping; write " + example);
    };
  }

  /// The text under a key, or nothing when the key is absent.
  Optional<String> text(String key, String example) {
    return switch (entries.get(key)) {
      case null -> Optional.empty();
      case String text when !text.isBlank() -> Optional.of(text);
      default -> throw wrong(key, "must be one text; write " + example);
    };
  }

  /// The text under a key that must be there.
  String required(String key, String example) {
    return text(key, example).orElseThrow(() -> wrong(key, "is missing; write " + example));
  }

  /// The texts under a key, or nothing when the key is absent.
  Optional<List<String>> texts(String key, String example) {
    return switch (entries.get(key)) {
      case null -> Optional.empty();
      case List<?> list -> Optional.of(distinct(key, list, example));
      default -> throw wrong(key, "must be a list; write " + example);
    };
  }

  private List<String> distinct(String key, List<?> list, String example) {
    var seen = new LinkedHashSet<String>();
    for (Object each : list) {
      if (!(each instanceof String text) || text.isBlank()) {
        throw wrong(key, "must list texts only; write " + example);
      }
      if (!seen.add(text)) {
        throw wrong(key, "names '%s' twice; write it once".formatted(text));
      }
    }
    return List.copyOf(seen);
  }

  /// Refuses every key that is not one of these.
  void only(String... known) {
    for (Object key : entries.keySet()) {
      if (!Arrays.asList(known).contains(key)) {
        String keys = String.join(", ", new TreeSet<>(Arrays.asList(known)));
        throw wrong(String.valueOf(key), "is not a key that Lastgood knows; write one of " + keys);
      }
    }
  }

  BadConfiguration wrong(String key, String sentence) {
    return new BadConfiguration("%s: %s%s %s.".formatted(where, path, key, sentence));
  }
}
