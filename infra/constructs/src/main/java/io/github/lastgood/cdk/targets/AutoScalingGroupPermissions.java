package io.github.lastgood.cdk.targets;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;

/// What the functions may do to one Auto Scaling group, and to nothing beside it.
///
/// `StartInstanceRefresh` with a desired configuration checks the *caller* for what a launch needs:
/// `ec2:RunInstances`, `iam:PassRole` for the instance profile's role, `ec2:CreateTags` for the
/// template's tags (EC2 Auto Scaling user guide, "IAM support for launch templates"). The functions
/// never launch an instance themselves.
///
/// @param stack gives partition, region and account
/// @param group the group, and what its owner stated beside it
record AutoScalingGroupPermissions(Stack stack, Kind.AutoScalingGroup group)
    implements TargetPermissions {

  /// The statements with conditions are ones of their own in the policy.
  private static final int STATEMENTS = 1_400;

  /// Only the parameters can be narrowed to a resource. EC2 reads them in the caller's name, when
  /// it is asked which AMI they mean and when an instance is launched.
  @Override
  public List<PolicyStatement> reading() {
    List<PolicyStatement> statements = new ArrayList<>();
    statements.add(
        allow(
            List.of(
                "autoscaling:DescribeAutoScalingGroups",
                "autoscaling:DescribeInstanceRefreshes",
                "ec2:DescribeImages",
                "ec2:DescribeLaunchTemplateVersions"),
            List.of("*")));
    if (!group.imageParameters().isEmpty()) {
      statements.add(allow(List.of("ssm:GetParameters"), parameters()));
    }
    return statements;
  }

  @Override
  public List<PolicyStatement> acting() {
    List<PolicyStatement> statements = new ArrayList<>();
    statements.add(
        allow(
            List.of(
                "autoscaling:CancelInstanceRefresh",
                "autoscaling:RollbackInstanceRefresh",
                "autoscaling:StartInstanceRefresh"),
            List.of(groupArn())));
    statements.add(launching());
    statements.add(tagging());
    group
        .launchTemplates()
        .filter(ids -> !ids.isEmpty())
        .ifPresent(
            ids -> statements.add(allow(List.of("ec2:CreateLaunchTemplateVersion"), templates())));
    if (!group.instanceRoles().isEmpty()) {
      PolicyStatement pass = allow(List.of("iam:PassRole"), group.instanceRoles());
      pass.addCondition("StringEquals", Map.of("iam:PassedToService", "ec2.amazonaws.com"));
      statements.add(pass);
    }
    return statements;
  }

  @Override
  public int characters() {
    return STATEMENTS
        + Stream.of(templates(), group.instanceRoles(), parameters())
            .flatMap(List::stream)
            .mapToInt(arn -> arn.length() + "\"\",".length())
            .sum();
  }

  /// Nothing can be launched by these functions but from a launch template, one of the stated ones
  /// where any are. Of whichever account: an AMI and a snapshot have none in their ARN, the subnets
  /// of a shared VPC have another one.
  private PolicyStatement launching() {
    String anything = "arn:%s:ec2:%s:*:*".formatted(stack.getPartition(), stack.getRegion());
    PolicyStatement run = allow(List.of("ec2:RunInstances"), List.of(anything));
    run.addCondition("ArnLike", Map.of("ec2:LaunchTemplate", templates()));
    return run;
  }

  private PolicyStatement tagging() {
    PolicyStatement tag = allow(List.of("ec2:CreateTags"), List.of(ec2("*")));
    // Only while an instance is launched.
    tag.addCondition("StringEquals", Map.of("ec2:CreateAction", "RunInstances"));
    return tag;
  }

  private List<String> templates() {
    return group.launchTemplates().filter(ids -> !ids.isEmpty()).orElse(List.of("*")).stream()
        .map(id -> ec2("launch-template/" + id))
        .toList();
  }

  /// Those that AWS itself publishes belong to no account.
  private List<String> parameters() {
    return group.imageParameters().stream()
        .map(name ->
            "arn:%s:ssm:%s:%s:parameter%s"
                .formatted(
                    stack.getPartition(),
                    stack.getRegion(),
                    name.startsWith("/aws/service/") ? "" : stack.getAccount(),
                    name.startsWith("/") ? name : "/" + name))
        .toList();
  }

  private String ec2(String resource) {
    return "arn:%s:ec2:%s:%s:%s"
        .formatted(stack.getPartition(), stack.getRegion(), stack.getAccount(), resource);
  }

  /// The UUID in it is AWS's own.
  private String groupArn() {
    return "arn:%s:autoscaling:%s:%s:autoScalingGroup:*:autoScalingGroupName/%s"
        .formatted(stack.getPartition(), stack.getRegion(), stack.getAccount(), group.name());
  }

  private static PolicyStatement allow(List<String> actions, List<String> resources) {
    return PolicyStatement.Builder.create().actions(actions).resources(resources).build();
  }
}
