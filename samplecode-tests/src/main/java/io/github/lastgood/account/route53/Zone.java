package io.github.lastgood.account.route53;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/// The records of a hosted zone in the order in which Route 53 lists them: by name with its labels
/// reversed (com.example.www), then by type, then by set identifier.
final class Zone {
  private TreeMap<Key, ResourceRecordSet> records = new TreeMap<>(Key.ORDER);

  /// @param labels the name's labels, last one first
  /// @param setIdentifier empty for a simple record
  record Key(String labels, String type, String setIdentifier) {
    static final Comparator<Key> ORDER =
        Comparator.comparing(Key::labels)
            .thenComparing(Key::type)
            .thenComparing(Key::setIdentifier);

    static Key of(ResourceRecordSet record) {
      return of(
          record.name(),
          record.typeAsString(),
          Objects.requireNonNullElse(record.setIdentifier(), ""));
    }

    static Key of(String name, String type, String setIdentifier) {
      var labels = new ArrayList<>(Arrays.asList(normalised(name).split("\\.")));
      Collections.reverse(labels);
      return new Key(String.join(".", labels), type, setIdentifier);
    }
  }

  /// As Route 53 returns it: lower case, a dot at the end, `*` as `\052`.
  static String normalised(String name) {
    var lower = name.toLowerCase(Locale.ROOT).replace("*", "\\052");
    return lower.endsWith(".") ? lower : lower + ".";
  }

  /// What a batch of changes is tried on.
  Zone copy() {
    var copy = new Zone();
    copy.records = new TreeMap<>(records);
    return copy;
  }

  void put(ResourceRecordSet record) {
    records.put(Key.of(record), record.toBuilder().name(normalised(record.name())).build());
  }

  void remove(Key key) {
    records.remove(key);
  }

  boolean has(Key key) {
    return records.containsKey(key);
  }

  /// Those from `start` on, in order.
  List<ResourceRecordSet> from(Key start) {
    return List.copyOf(records.tailMap(start, true).values());
  }

  List<ResourceRecordSet> of(String name, String type) {
    return records.values().stream()
        .filter(
            record -> record.name().equals(normalised(name)) && record.typeAsString().equals(type))
        .toList();
  }
}
