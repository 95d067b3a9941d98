package io.github.lastgood.cdk.targets;

import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;

/// What the functions may do to one target, and to nothing beside it. One record per kind, and one
/// for the pipeline that deploys it.
interface TargetPermissions {

  /// The permissions on a target.
  ///
  /// @param stack gives partition, region and account
  static TargetPermissions of(Stack stack, Target target) {
    TargetPermissions own = of(stack, target.kind());
    return target
        .pipeline()
        .<TargetPermissions>map(stage -> new PipelinePermissions(stack, stage, own))
        .orElse(own);
  }

  private static TargetPermissions of(Stack stack, Kind kind) {
    return switch (kind) {
      case Kind.EcsService ecs -> new EcsServicePermissions(stack, ecs);
      case Kind.CodeDeployGroup group -> new CodeDeployPermissions(stack, group);
      case Kind.AutoScalingGroup group -> new AutoScalingGroupPermissions(stack, group);
      case Kind.AlbTrafficSplit split -> new AlbSplitPermissions(stack, split);
      case Kind.Route53TrafficSplit split -> new Route53SplitPermissions(stack, split);
    };
  }

  /// To see what runs, what ran, and whether it is still there.
  List<PolicyStatement> reading();

  /// To tell what a deployment brings, when it asks the lifecycle hook. Only ECS's do.
  default List<PolicyStatement> judging() {
    return List.of();
  }

  /// To roll it back.
  List<PolicyStatement> acting();

  /// About how long they are in JSON, when the statements of several targets are merged.
  int characters();
}
