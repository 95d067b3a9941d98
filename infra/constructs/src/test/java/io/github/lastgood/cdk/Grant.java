package io.github.lastgood.cdk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.stream.Stream;

/// One action on one resource, as a role's policies say it.
///
/// @param action such as `ecs:UpdateService`
/// @param resource an ARN, a reference, or `*`
/// @param condition the statement's condition in JSON; empty when it has none
public record Grant(String action, String resource, String condition) {

  /// What the role may do by the policies of one stack.
  public static Stream<Grant> of(Template template, String handler) {
    return Stream.of("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")
        .flatMap(type -> template.all(type).values().stream())
        .filter(policy -> policy.get("Roles").toString().contains(handler + "Role"))
        .flatMap(policy -> policy.at("/PolicyDocument/Statement").valueStream())
        .flatMap(Grant::of);
  }

  private static Stream<Grant> of(JsonNode statement) {
    if (!statement.get("Effect").asText().equals("Allow")) {
      throw new AssertionError("a role's policy that does not allow: " + statement);
    }
    String condition = statement.path("Condition").toString();
    return Template.texts(statement.get("Action")).stream()
        .flatMap(action ->
            Template.texts(statement.get("Resource")).stream()
                .map(resource -> new Grant(action, resource, condition)));
  }

  /// Such as `ecs`.
  public String service() {
    return action.substring(0, action.indexOf(':'));
  }

  /// Whether the action is none that only looks.
  public boolean changesSomething() {
    return !Set.of("Describe", "List", "Get", "BatchGet", "Query").stream()
        .anyMatch(verb -> action.substring(action.indexOf(':') + 1).startsWith(verb));
  }
}
