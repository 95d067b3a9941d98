package io.github.lastgood.cdk.targets;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;

/// What the functions may do to one traffic split behind a load balancer: set the weights of that
/// rule or listener, and scale the candidate's group in where the policy says so.
///
/// @param stack gives partition, region and account
/// @param split the split
record AlbSplitPermissions(Stack stack, Kind.AlbTrafficSplit split) implements TargetPermissions {
  private static final int STATEMENTS = 700;

  /// Of these only `ecs:DescribeServices` can be narrowed to a resource. ECS is asked once, at
  /// registration, whether one of its services runs the rule, whichever that is.
  @Override
  public List<PolicyStatement> reading() {
    return List.of(
        allow(
            List.of(
                "elasticloadbalancing:DescribeListeners",
                "elasticloadbalancing:DescribeRules",
                "elasticloadbalancing:DescribeTargetGroups",
                "elasticloadbalancing:DescribeTargetHealth",
                "ecs:ListClusters",
                "ecs:ListServices"),
            "*"),
        allow(List.of("ecs:DescribeServices"), arn("ecs", "service/*")));
  }

  @Override
  public List<PolicyStatement> acting() {
    List<PolicyStatement> statements = new ArrayList<>();
    var isListener = split.ruleArn().contains(":listener/");
    var modify =
        isListener ? "elasticloadbalancing:ModifyListener" : "elasticloadbalancing:ModifyRule";
    statements.add(allow(List.of(modify), split.ruleArn()));
    if (split.scaleCandidateIn()) {
      split
          .candidateGroup()
          .ifPresent(group ->
              statements.add(
                  allow(List.of("autoscaling:UpdateAutoScalingGroup"), groupArn(group))));
    }
    return statements;
  }

  @Override
  public int characters() {
    return STATEMENTS + split.ruleArn().length();
  }

  /// The UUID in it is AWS's own.
  private String groupArn(String group) {
    return arn("autoscaling", "autoScalingGroup:*:autoScalingGroupName/" + group);
  }

  private String arn(String service, String resource) {
    return "arn:%s:%s:%s:%s:%s"
        .formatted(stack.getPartition(), service, stack.getRegion(), stack.getAccount(), resource);
  }

  private static PolicyStatement allow(List<String> actions, String resource) {
    return PolicyStatement.Builder.create().actions(actions).resources(List.of(resource)).build();
  }
}
