package io.github.lastgood.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What differs between two task definitions: the names of the members, never a value, because
/// passwords live in environments.
///
/// What has a name of its own is called by it: `containerDefinitions.app.environment.LOG_LEVEL`.
public final class DefinitionDifference {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// What ECS itself writes into a definition.
  private static final Set<String> OF_ECS =
      Set.of(
          "taskDefinitionArn",
          "revision",
          "status",
          "requiresAttributes",
          "compatibilities",
          "registeredAt",
          "registeredBy",
          "deregisteredAt");

  /// What the elements of a list are known by.
  private static final List<String> NAMES = List.of("name", "key", "containerPort");

  /// Elements that are a name and a value: the name is all that is said.
  private static final Set<String> PAIRS =
      Set.of("environment", "secrets", "tags", "secretOptions", "extraHosts", "ulimits");

  private DefinitionDifference() {}

  /// The names, in order. What cannot be read is no difference that could be named.
  public static List<String> of(String before, String after) {
    try {
      var names = new TreeSet<String>();
      compare("", JSON.readTree(before), JSON.readTree(after), names);
      return List.copyOf(names);
    } catch (JsonProcessingException e) {
      return List.of();
    }
  }

  private static void compare(String path, JsonNode before, JsonNode after, Set<String> names) {
    if (before.equals(after)) {
      return;
    }
    if (before.isObject() && after.isObject()) {
      fields(path, members(before), members(after), names);
    } else if (isNamed(before) && isNamed(after)) {
      fields(path, elements(before), elements(after), names);
    } else {
      names.add(path);
    }
  }

  private static void fields(
      String path, Map<String, JsonNode> before, Map<String, JsonNode> after, Set<String> names) {
    var all = new TreeSet<>(before.keySet());
    all.addAll(after.keySet());
    var isPair = PAIRS.contains(path.substring(path.lastIndexOf('.') + 1));
    for (var name : all) {
      var there = path.isEmpty() ? name : path + "." + name;
      var old = before.getOrDefault(name, JSON.missingNode());
      var now = after.getOrDefault(name, JSON.missingNode());
      if (isPair && !old.equals(now)) {
        names.add(there);
      } else if (!path.isEmpty() || !OF_ECS.contains(name)) {
        compare(there, old, now, names);
      }
    }
  }

  private static Map<String, JsonNode> members(JsonNode object) {
    var members = new TreeMap<String, JsonNode>();
    object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
    return members;
  }

  private static boolean isNamed(JsonNode list) {
    return list.isArray() && list.valueStream().allMatch(each -> !name(each).isEmpty());
  }

  private static Map<String, JsonNode> elements(JsonNode list) {
    var elements = new TreeMap<String, JsonNode>();
    list.forEach(element -> elements.put(name(element), element));
    return elements;
  }

  private static String name(JsonNode element) {
    return NAMES.stream()
        .map(name -> element.path(name).asText())
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }
}
