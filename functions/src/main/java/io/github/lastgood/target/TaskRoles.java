package io.github.lastgood.target;

import java.util.List;

/// The roles that an owner stated for the tasks of a service: the task role and the execution role
/// of its definitions. The stacks let Lastgood pass exactly these, and register a copy of a
/// definition only where they are stated.
///
/// @param arns their ARNs; empty when the definitions name no role
public record TaskRoles(List<String> arns) {
  public TaskRoles {
    arns = List.copyOf(arns);
  }

  /// Those of the roles that were not stated, in order.
  ///
  /// @param roles as a definition names them: by ARN, or by the name alone
  public List<String> lacking(List<String> roles) {
    return roles.stream().filter(role -> arns.stream().noneMatch(arn -> means(arn, role))).toList();
  }

  private static boolean means(String arn, String role) {
    return arn.equals(role) || arn.endsWith("/" + role);
  }
}
