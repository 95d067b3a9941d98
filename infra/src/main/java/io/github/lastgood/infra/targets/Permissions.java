package io.github.lastgood.infra.targets;

import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;

/// What the functions may do to one target, and to nothing beside it.
interface Permissions {

  /// One class for each kind.
  ///
  /// @param stack gives partition, region and account
  static Permissions of(Stack stack, Target target) {
    return switch (target.kind()) {
      case Kind.EcsService ecs -> new TargetPermissions(stack, ecs);
      case Kind.CodeDeployGroup group -> new CodeDeployPermissions(stack, group);
    };
  }

  /// To see what runs, what ran, and whether it can be deployed again.
  List<PolicyStatement> reading();

  /// To roll it back.
  List<PolicyStatement> acting();

  /// About how long they are in JSON, when the statements of several targets are merged.
  int characters();
}
