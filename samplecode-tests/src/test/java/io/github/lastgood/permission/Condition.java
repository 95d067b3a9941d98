package io.github.lastgood.permission;

import io.github.lastgood.permission.Grant.Wildcards;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/// The part of a statement's `Condition` under one operator, such as `ForAllValues:StringEquals`.
///
/// @param operator as it is written
/// @param keys each with the values that it may have; all keys must hold
record Condition(String operator, SortedMap<String, List<String>> keys) {
  private static final String IF_EXISTS = "IfExists";
  private static final String ALL = "ForAllValues:";
  private static final String ANY = "ForAnyValue:";

  /// As IAM evaluates it (IAM user guide, "Condition operators" and "Multivalued context keys").
  ///
  /// @param request the condition keys of the request
  /// @throws IllegalStateException for an operator that no policy has used so far
  boolean holds(Map<String, List<String>> request) {
    return keys.entrySet().stream()
        .allMatch(each -> holds(each.getValue(), request.getOrDefault(each.getKey(), List.of())));
  }

  private boolean holds(List<String> wanted, List<String> given) {
    if (given.isEmpty()) {
      // A key that the request has not: only these two say yes.
      return operator.endsWith(IF_EXISTS) || operator.startsWith(ALL);
    }
    var test = test();
    return operator.startsWith(ALL)
        ? given.stream().allMatch(value -> isOneOf(value, wanted, test))
        : given.stream().anyMatch(value -> isOneOf(value, wanted, test))
            && (operator.startsWith(ANY) || given.size() == 1);
  }

  private static boolean isOneOf(
      String value, List<String> wanted, BiPredicate<String, String> test) {
    return wanted.stream().anyMatch(each -> test.test(each, value));
  }

  private BiPredicate<String, String> test() {
    var name = operator.substring(operator.indexOf(':') + 1);
    var bare =
        name.endsWith(IF_EXISTS) ? name.substring(0, name.length() - IF_EXISTS.length()) : name;
    return switch (bare) {
      case "StringEquals" -> String::equals;
      case "StringLike" -> Wildcards::match;
      case "ArnLike", "ArnEquals" -> Wildcards::matchArn;
      default -> throw new IllegalStateException("Condition does not know " + operator + " yet");
    };
  }

  /// As a person reads it: `iam:PassedToService is ec2.amazonaws.com`.
  @Override
  public String toString() {
    return keys.entrySet().stream()
        .map(each -> each.getKey() + " is " + String.join(" or ", each.getValue()))
        .collect(Collectors.joining("; "));
  }
}
