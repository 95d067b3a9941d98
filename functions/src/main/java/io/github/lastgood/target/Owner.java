package io.github.lastgood.target;

/// The custom resource that registered a target. Only its own deletion unregisters the target: when
/// a target moves to another stack, CloudFormation deletes the old resource after the new one was
/// made.
///
/// @param stackId the stack's ARN
/// @param logicalId the resource's name in the template
public record Owner(String stackId, String logicalId) {

  /// The stack's name, for people.
  public String stackName() {
    var parts = stackId.split("/", -1);
    return parts.length > 1 ? parts[1] : stackId;
  }
}
