package io.github.lastgood.cdk.targets;

import io.github.lastgood.cdk.nag.Suppressed;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;
import software.constructs.IDependable;

/// The permissions on all targets, packed into as few managed policies as they fit in.
///
/// A role's inline policies hold 10,240 characters in all, which is about ten targets; a managed
/// policy holds 6,144, and a role takes ten of them (a quota that AWS raises to twenty): eighty
/// targets and more. Each role has one policy for each group of targets.
public final class Grants {
  /// Of the 6,144; the rest is for the actions, which the targets of a policy share.
  private static final int ROOM = 5_400;

  private Grants() {}

  /// Grants the roles what the targets need.
  ///
  /// @param acting roles of the functions that roll back
  /// @param reading roles of the functions that only look
  /// @return the policies, to be waited for
  public static List<IDependable> on(
      Construct scope, List<Target> targets, List<IRole> acting, List<IRole> reading) {
    List<IDependable> policies = new ArrayList<>();
    Stack stack = Stack.of(scope);
    int group = 0;
    for (List<TargetPermissions> fitting : groups(stack, targets)) {
      group++;
      List<PolicyStatement> act = new ArrayList<>();
      List<PolicyStatement> read = new ArrayList<>();
      for (TargetPermissions each : fitting) {
        act.addAll(each.reading());
        act.addAll(each.acting());
        read.addAll(each.reading());
      }
      policies.add(policy(scope, "Act" + group, "Lastgood: roll targets back", acting, act));
      policies.add(policy(scope, "Read" + group, "Lastgood: look at targets", reading, read));
    }
    return policies;
  }

  private static List<List<TargetPermissions>> groups(Stack stack, List<Target> targets) {
    List<List<TargetPermissions>> groups = new ArrayList<>();
    int left = 0;
    for (Target target : targets) {
      TargetPermissions permissions = TargetPermissions.of(stack, target);
      int size = permissions.characters();
      if (size > ROOM) {
        throw new BadConfiguration(
            "target '%s': names more roles, repositories or launch templates than one IAM policy"
                    .formatted(target.name())
                + " holds; name its own only.");
      }
      if (size > left) {
        groups.add(new ArrayList<>());
        left = ROOM;
      }
      groups.getLast().add(permissions);
      left -= size;
    }
    return groups;
  }

  private static ManagedPolicy policy(
      Construct scope,
      String id,
      String description,
      List<IRole> roles,
      List<PolicyStatement> statements) {
    ManagedPolicy policy =
        ManagedPolicy.Builder.create(scope, id)
            .description(description)
            .roles(roles)
            .statements(statements)
            .build();
    Suppressed.wildcards(
        policy,
        "The number of a deployment, of a service revision and of a task definition revision is not"
            + " known beforehand, nor the UUID in a group's ARN; cluster, service, family and group"
            + " are. What only reads Auto Scaling, EC2 and load balancers cannot be narrowed; what"
            + " a launch needs is narrowed by its launch template",
        "^Resource::\\*$",
        "^Resource::arn:.*:route53:::(change|healthcheck)\\/\\*$",
        "^Resource::arn:.*:autoscaling:.*:autoScalingGroup:\\*:autoScalingGroupName\\/.*$",
        "^Resource::arn:.*:ec2:.*\\*$",
        "^Resource::arn:.*:ecs:.*:service-deployment\\/[^*\\/]+\\/[^*\\/]+\\/\\*$",
        "^Resource::arn:.*:ecs:.*:service-revision\\/[^*\\/]+\\/[^*\\/]+\\/\\*$",
        "^Resource::arn:.*:ecs:.*:task-definition\\/[^*\\/]+:\\*$");
    if (mention(statements, "elasticloadbalancing:")) {
      Suppressed.wildcards(
          policy,
          "Which ECS service sets the weights of a rule, if any does, is not known: they are asked"
              + " one after the other when the target is registered",
          "^Resource::arn:.*:ecs:.*:service\\/\\*$");
    }
    if (mention(statements, "codedeploy:")) {
      Suppressed.wildcards(
          policy,
          "codedeploy:StopDeployment and GetDeploymentTarget have no resource in IAM; the functions"
              + " check that the deployment is the group's own. Which configuration a group names"
              + " is not known",
          "^Resource::\\*$",
          "^Resource::arn:.*:codedeploy:.*:deploymentconfig:\\*$");
    }
    return policy;
  }

  private static boolean mention(List<PolicyStatement> statements, String service) {
    return statements.stream()
        .flatMap(statement -> statement.getActions().stream())
        .anyMatch(action -> action.startsWith(service));
  }
}
