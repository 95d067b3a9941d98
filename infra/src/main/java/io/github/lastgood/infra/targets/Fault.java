package io.github.lastgood.infra.targets;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import io.github.lastgood.cdk.targets.Kind;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Something in `targets.yaml` that the schema does not allow, in words for the person who wrote
/// it. What is wrong is the schema's `errorMessage`; what to write instead is its first example.
///
/// @param error what the validator found
/// @param target its index in the list; negative when the fault is not inside a target
/// @param keys where it is, from the target or from the top of the file; empty for that itself
/// @param isMember whether it is a member of the list under the last key
record Fault(Error error, int target, List<String> keys, boolean isMember) {

  /// First the fault that explains most: an unknown key is often why another one is missing.
  static final Comparator<Fault> BY_WHAT_IT_EXPLAINS =
      Comparator.comparingInt(Fault::target).thenComparingInt(Fault::rank);

  static Fault of(Error error) {
    var place = error.getInstanceLocation();
    var path = IntStream.range(0, place.getNameCount()).mapToObj(place::getElement).toList();
    int target = path.size() > 1 && path.get(1) instanceof Integer index ? index : -1;
    var inside = path.subList(target < 0 ? 0 : 2, path.size());
    var keys =
        Stream.concat(inside.stream(), Stream.ofNullable(error.getProperty()))
            .filter(String.class::isInstance)
            .map(String.class::cast)
            .toList();
    boolean isMember = !inside.isEmpty() && inside.getLast() instanceof Integer;
    return new Fault(error, target, keys, isMember);
  }

  private int rank() {
    return switch (error.getKeyword()) {
      case "additionalProperties" -> 0;
      // Of a target without a kind, what every kind lacks is said as well.
      case "oneOf" -> kinds().isEmpty() ? 3 : 0;
      case "required" -> 2;
      default -> 1;
    };
  }

  /// Which target, what of it, what is wrong, what to write instead.
  ///
  /// @param file all that is written in it
  String sentence(JsonNode file) {
    String key = String.join(".", keys);
    if (target < 0) {
      return key + " " + wrong();
    }
    return owner(file) + (key.isEmpty() ? " " : ": " + key + " ") + wrong();
  }

  /// The target by its name; by its number, counted from 1, where the name is what is wrong.
  private String owner(JsonNode file) {
    JsonNode name = file.path("targets").path(target).path("name");
    return name.isTextual() && !keys.equals(List.of("name"))
        ? "target '%s'".formatted(name.asText())
        : "target number %d".formatted(target + 1);
  }

  private String wrong() {
    return switch (error.getKeyword()) {
      case "additionalProperties" -> "is not a key that Lastgood knows; write one of " + known();
      case "oneOf" -> "is both %s; write one of them".formatted(String.join(" and ", kinds()));
      case "required" -> said(() -> "is missing; write " + example());
      case "type" -> isMember ? "must list texts only; write " + example() : said(this::wrongType);
      case "enum" -> written() + said(() -> "must be " + example());
      case "uniqueItems" -> "names '%s' twice; write it once".formatted(twice());
      default -> written() + said(error::getMessage);
    };
  }

  private String wrongType() {
    boolean isList = schema().path("type").asText().equals("array");
    return "must be a %s; write %s".formatted(isList ? "list" : "mapping", example());
  }

  /// What the schema says beside the keyword that the value breaks.
  private String said(Supplier<String> otherwise) {
    return Optional.ofNullable(TargetsSchema.around(error).get("errorMessage"))
        .map(JsonNode::asText)
        .orElseGet(otherwise);
  }

  private String written() {
    JsonNode value = error.getInstanceNode();
    if (value.isContainerNode()) {
      return "";
    }
    return (isMember ? "names '%s', which " : "'%s' ").formatted(value.asText());
  }

  private String twice() {
    var seen = new HashSet<JsonNode>();
    return error
        .getInstanceNode()
        .valueStream()
        .filter(member -> !seen.add(member))
        .findFirst()
        .map(JsonNode::asText)
        .orElseThrow();
  }

  private List<String> kinds() {
    return Kind.SUPPORTED.stream().filter(error.getInstanceNode()::has).toList();
  }

  private String known() {
    var known = new TreeSet<String>();
    TargetsSchema.of(target, keys.subList(0, keys.size() - 1))
        .path("properties")
        .fieldNames()
        .forEachRemaining(known::add);
    return String.join(", ", known);
  }

  private JsonNode schema() {
    return TargetsSchema.of(target, keys);
  }

  private String example() {
    if (schema().has("enum")) {
      return schema()
          .path("enum")
          .valueStream()
          .map(JsonNode::asText)
          .collect(joining(", ", "one of ", ""));
    }
    return keys.getLast() + ": " + flow(schema().path("examples").path(0));
  }

  /// As one writes it in a line of YAML.
  private static String flow(JsonNode value) {
    if (value.isObject()) {
      return value
          .propertyStream()
          .map(entry -> entry.getKey() + ": " + flow(entry.getValue()))
          .collect(joining(", ", "{", "}"));
    }
    return value.isArray()
        ? value.valueStream().map(Fault::flow).collect(joining(", ", "[", "]"))
        : value.asText();
  }
}
