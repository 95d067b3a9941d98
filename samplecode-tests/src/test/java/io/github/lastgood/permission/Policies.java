package io.github.lastgood.permission;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// What the roles of the functions allow, as the templates say it.
///
/// @param grants by the simple name of the handler
record Policies(SortedMap<String, List<Grant>> grants) {

  /// Reads the functions, their roles, and the roles' policies, managed ones and those of their
  /// own.
  static Policies of(Templates templates) {
    var ofRole = new TreeMap<String, List<Grant>>();
    for (var type : List.of("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")) {
      for (var policy : templates.resources(type)) {
        var statements = grants(policy.property("PolicyDocument"));
        policy
            .property("Roles")
            .forEach(role ->
                ofRole.computeIfAbsent(role.asText(), _ -> new ArrayList<>()).addAll(statements));
      }
    }
    var ofFunction = new TreeMap<String, List<Grant>>();
    for (var function : templates.resources("AWS::Lambda::Function")) {
      var role = function.property("Role").asText();
      var grants = ofRole.get(role.substring(role.lastIndexOf('/') + 1));
      if (grants != null) {
        ofFunction.put(handler(function.property("Handler").asText()), grants);
      }
    }
    refuseUnread(templates);
    return new Policies(ofFunction);
  }

  /// AWS's own managed policies and policies inside a role would be granted as well, unseen.
  private static void refuseUnread(Templates templates) {
    for (var role : templates.resources("AWS::IAM::Role")) {
      var properties = role.json().path("Properties");
      if (properties.toString().contains("lambda.amazonaws.com")
          && (properties.has("ManagedPolicyArns") || properties.has("Policies"))) {
        throw new IllegalStateException(
            "Policies does not read the policies that stand in " + role.logicalId() + " itself");
      }
    }
  }

  /// `io.github.lastgood.handler.AlarmHandler::handleRequest` is `AlarmHandler`.
  private static String handler(String entryPoint) {
    var type = entryPoint.substring(0, entryPoint.indexOf(':'));
    return type.substring(type.lastIndexOf('.') + 1);
  }

  private static List<Grant> grants(JsonNode document) {
    var grants = new ArrayList<Grant>();
    for (var statement : document.path("Statement")) {
      if (statement.has("NotAction") || statement.has("NotResource")) {
        throw new IllegalStateException("Policies cannot read " + statement + " yet");
      }
      var conditions = conditions(statement.path("Condition"));
      for (var action : texts(statement.path("Action"))) {
        for (var resource : texts(statement.path("Resource"))) {
          grants.add(
              new Grant(
                  statement.path("Effect").asText().equals("Allow"), action, resource, conditions));
        }
      }
    }
    return grants;
  }

  private static SortedMap<String, Condition> conditions(JsonNode json) {
    var conditions = new TreeMap<String, Condition>();
    for (var operator : json.properties()) {
      var keys = new TreeMap<String, List<String>>();
      operator
          .getValue()
          .properties()
          .forEach(key -> keys.put(key.getKey(), texts(key.getValue())));
      conditions.put(operator.getKey(), new Condition(operator.getKey(), keys));
    }
    return conditions;
  }

  private static List<String> texts(JsonNode oneOrMore) {
    return oneOrMore.isArray()
        ? StreamSupport.stream(oneOrMore.spliterator(), false).map(JsonNode::asText).toList()
        : List.of(oneOrMore.asText());
  }

  /// The grants of a function.
  List<Grant> of(String function) {
    return grants.getOrDefault(function, List.of());
  }

  /// As IAM decides: something must allow it and nothing deny it.
  boolean allow(String function, Authorization asked) {
    return matching(function, asked).anyMatch(Grant::allows)
        && matching(function, asked).allMatch(Grant::allows);
  }

  private Stream<Grant> matching(String function, Authorization asked) {
    return of(function).stream().filter(grant -> grant.matches(asked));
  }

  /// The same policies without what `isDropped` says: what the proof must notice.
  Policies without(java.util.function.Predicate<Grant> isDropped) {
    var fewer = new TreeMap<String, List<Grant>>();
    for (Map.Entry<String, List<Grant>> each : grants.entrySet()) {
      fewer.put(each.getKey(), each.getValue().stream().filter(isDropped.negate()).toList());
    }
    return new Policies(fewer);
  }
}
