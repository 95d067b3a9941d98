package io.github.lastgood.account.call;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/// One call of an AWS operation.
///
/// @param number counts the calls of this account from 1
/// @param at the virtual instant of the call
/// @param service as in IAM: `ecs`, `cloudwatch`, `ecr`, `autoscaling`, `ec2`, `sns`, `events`,
///   `dynamodb`
/// @param operation as in IAM: `UpdateService`
/// @param arguments what the request held, by the request's own member names, unset ones left out,
///   in the order of the request's fields
public record Call(
    int number, Instant at, String service, String operation, Map<String, Object> arguments) {
  private static final int LONGEST_SHOWN = 160;

  /// The name as in IAM, for example `ecs:UpdateService`.
  public String name() {
    return service + ":" + operation;
  }

  /// The argument as text; empty when the request did not set it.
  public String argument(String member) {
    Object value = arguments.get(member);
    return value == null ? "" : value.toString();
  }

  /// One line for a person: time, name, arguments (long ones cut).
  @Override
  public String toString() {
    return arguments.entrySet().stream()
        .map(argument -> argument.getKey() + "=" + shortened(argument.getValue().toString()))
        .collect(Collectors.joining(", ", at + " " + name() + "(", ")"));
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
  }
}
