package io.github.lastgood.cdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// A synthesized template as it will be in account 111122223333, eu-west-1: joins joined, and
/// references to other resources as `${LogicalId.Attribute}`.
public record Template(JsonNode json) {
  private static final Map<String, String> PSEUDO =
      Map.of(
          "AWS::Partition", "aws",
          "AWS::Region", "eu-west-1",
          "AWS::AccountId", "111122223333",
          "AWS::URLSuffix", "amazonaws.com");

  public Template {
    json = resolve(json);
  }

  /// Properties of every resource of a type, by logical id.
  public Map<String, JsonNode> all(String type) {
    return json.get("Resources").properties().stream()
        .filter(each -> each.getValue().get("Type").asText().equals(type))
        .collect(Collectors.toMap(Entry::getKey, each -> each.getValue().path("Properties")));
  }

  /// Properties of the only resource of a type.
  public JsonNode only(String type) {
    Map<String, JsonNode> all = all(type);
    if (all.size() != 1) {
      throw new AssertionError("one " + type + " expected, there are " + all.keySet());
    }
    return all.values().iterator().next();
  }

  /// All of one resource.
  public JsonNode resource(String logicalId) {
    return json.get("Resources").get(logicalId);
  }

  /// What IAM and CloudFormation write as a text or as a list of texts.
  public static List<String> texts(JsonNode node) {
    return node.isArray()
        ? StreamSupport.stream(node.spliterator(), false).map(JsonNode::asText).toList()
        : List.of(node.asText());
  }

  private static JsonNode resolve(JsonNode node) {
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      node.forEach(each -> array.add(resolve(each)));
      return array;
    }
    if (!node.isObject()) {
      return node;
    }
    if (node.size() == 1) {
      Entry<String, JsonNode> only = node.properties().iterator().next();
      switch (only.getKey()) {
        case "Ref" -> {
          String name = only.getValue().asText();
          return TextNode.valueOf(PSEUDO.getOrDefault(name, "${" + name + "}"));
        }
        case "Fn::GetAtt" -> {
          return TextNode.valueOf("${" + String.join(".", texts(only.getValue())) + "}");
        }
        case "Fn::ImportValue" -> {
          return TextNode.valueOf("${" + only.getValue().asText() + "}");
        }
        case "Fn::Join" -> {
          return TextNode.valueOf(String.join("", texts(resolve(only.getValue().get(1)))));
        }
        default -> {}
      }
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    node.properties().forEach(each -> object.set(each.getKey(), resolve(each.getValue())));
    return object;
  }
}
