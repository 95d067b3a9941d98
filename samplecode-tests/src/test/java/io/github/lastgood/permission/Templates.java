package io.github.lastgood.permission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lastgood.account.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// The templates of an assembly, intrinsic functions resolved as CloudFormation does in the
/// simulated account.
final class Templates {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> PSEUDO =
      Map.of(
          "AWS::Partition",
          "aws",
          "AWS::Region",
          World.PLACE.region(),
          "AWS::AccountId",
          World.PLACE.accountId(),
          "AWS::URLSuffix",
          "amazonaws.com");

  /// A resource of one of the templates.
  record Resource(Templates all, JsonNode template, String logicalId, JsonNode json) {
    /// One of its properties, resolved.
    JsonNode property(String name) {
      return all.resolve(template, json.path("Properties").path(name));
    }
  }

  private final List<JsonNode> templates = new ArrayList<>();

  /// @param assembly the directory that the synthesis wrote
  static Templates in(Path assembly) throws IOException {
    var all = new Templates();
    try (var files = Files.list(assembly)) {
      for (var file : files.filter(each -> each.toString().endsWith(".template.json")).toList()) {
        all.templates.add(JSON.readTree(file.toFile()));
      }
    }
    return all;
  }

  /// Every resource of that type, in the order of their ids.
  List<Resource> resources(String type) {
    var found = new TreeMap<String, Resource>();
    for (var template : templates) {
      template
          .path("Resources")
          .properties()
          .forEach(entry -> {
            if (entry.getValue().path("Type").asText().equals(type)) {
              found.put(
                  entry.getKey(), new Resource(this, template, entry.getKey(), entry.getValue()));
            }
          });
    }
    return List.copyOf(found.values());
  }

  private JsonNode resolve(JsonNode template, JsonNode value) {
    return switch (value) {
      case ArrayNode list -> {
        var resolved = JSON.createArrayNode();
        list.forEach(each -> resolved.add(resolve(template, each)));
        yield resolved;
      }
      case ObjectNode object when object.size() == 1 && isIntrinsic(object) ->
          intrinsic(template, object.properties().iterator().next());
      case ObjectNode object -> {
        var resolved = JSON.createObjectNode();
        object
            .properties()
            .forEach(each -> resolved.set(each.getKey(), resolve(template, each.getValue())));
        yield resolved;
      }
      default -> value;
    };
  }

  private static boolean isIntrinsic(ObjectNode object) {
    var name = object.fieldNames().next();
    return name.equals("Ref") || name.startsWith("Fn::");
  }

  private JsonNode intrinsic(JsonNode template, Map.Entry<String, JsonNode> call) {
    var argument = call.getValue();
    return switch (call.getKey()) {
      case "Ref" -> text(reference(template, argument.asText()));
      case "Fn::GetAtt" -> text(Names.arn(id(argument), resource(template, id(argument))));
      case "Fn::Join" ->
          text(
              StreamSupport.stream(resolve(template, argument.get(1)).spliterator(), false)
                  .map(JsonNode::asText)
                  .collect(Collectors.joining(argument.get(0).asText())));
      case "Fn::ImportValue" -> exported(argument.asText());
      default ->
          throw new IllegalStateException("Templates cannot resolve " + call.getKey() + " yet");
    };
  }

  private static String id(JsonNode attribute) {
    if (!attribute.path(1).asText().equals("Arn")) {
      throw new IllegalStateException("Templates cannot resolve the attribute " + attribute);
    }
    return attribute.path(0).asText();
  }

  private static String reference(JsonNode template, String name) {
    var pseudo = PSEUDO.get(name);
    return pseudo == null ? Names.reference(name, resource(template, name)) : pseudo;
  }

  private static JsonNode resource(JsonNode template, String logicalId) {
    return template.path("Resources").path(logicalId);
  }

  private JsonNode exported(String name) {
    for (var template : templates) {
      for (var output : template.path("Outputs")) {
        if (output.path("Export").path("Name").asText().equals(name)) {
          return resolve(template, output.path("Value"));
        }
      }
    }
    throw new IllegalStateException("No template exports " + name);
  }

  private static JsonNode text(String value) {
    return JsonNodeFactory.instance.textNode(value);
  }
}
