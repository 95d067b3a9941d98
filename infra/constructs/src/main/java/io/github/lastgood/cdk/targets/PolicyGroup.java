package io.github.lastgood.cdk.targets;

import io.github.lastgood.cdk.nag.Suppressed;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;
import software.constructs.IDependable;

/// The permissions on a group of targets: a policy of those who roll back, one of those who only
/// look, and one of the lifecycle hook when ECS services are among them.
final class PolicyGroup {
  private final Construct scope;
  private final int number;
  private final IRole hook;
  private final ManagedPolicy act;
  private final ManagedPolicy read;
  private final Set<String> answered = new HashSet<>();
  private @Nullable ManagedPolicy judge;

  /// @param number of the group in its stack, from 1
  PolicyGroup(Construct scope, int number, List<IRole> acting, List<IRole> reading, IRole hook) {
    this.scope = scope;
    this.number = number;
    this.hook = hook;
    act = policy(scope, "Act" + number, "Lastgood: roll targets back", acting);
    read = policy(scope, "Read" + number, "Lastgood: look at targets", reading);
  }

  /// Adds a target's.
  ///
  /// @return the policies, to be waited for
  List<IDependable> add(TargetPermissions target) {
    List<PolicyStatement> reading = target.reading();
    List<PolicyStatement> acting = target.acting();
    act.addStatements(reading.toArray(PolicyStatement[]::new));
    act.addStatements(acting.toArray(PolicyStatement[]::new));
    read.addStatements(reading.toArray(PolicyStatement[]::new));
    answer(Stream.concat(reading.stream(), acting.stream()).toList());
    List<PolicyStatement> judging = target.judging();
    if (judging.isEmpty()) {
      return List.of(act, read);
    }
    ManagedPolicy judged = judge();
    judged.addStatements(judging.toArray(PolicyStatement[]::new));
    return List.of(act, read, judged);
  }

  private ManagedPolicy judge() {
    if (judge == null) {
      judge = policy(scope, "Judge" + number, "Lastgood: judge deployments", List.of(hook));
    }
    return judge;
  }

  private void answer(List<PolicyStatement> statements) {
    if (mention(statements, "elasticloadbalancing:")) {
      answer(
          "Which ECS service sets the weights of a rule, if any does, is not known: they are asked"
              + " one after the other when the target is registered",
          "^Resource::arn:.*:ecs:.*:service\\/\\*$");
    }
    if (mention(statements, "codedeploy:")) {
      answer(
          "codedeploy:StopDeployment and GetDeploymentTarget have no resource in IAM; the functions"
              + " check that the deployment is the group's own. Which configuration a group names"
              + " is not known",
          "^Resource::\\*$",
          "^Resource::arn:.*:codedeploy:.*:deploymentconfig:\\*$");
    }
  }

  private void answer(String reason, String... findings) {
    if (answered.add(reason)) {
      Suppressed.wildcards(act, reason, findings);
      Suppressed.wildcards(read, reason, findings);
    }
  }

  private static boolean mention(List<PolicyStatement> statements, String service) {
    return statements.stream()
        .flatMap(statement -> statement.getActions().stream())
        .anyMatch(action -> action.startsWith(service));
  }

  private static ManagedPolicy policy(
      Construct scope, String id, String description, List<IRole> roles) {
    ManagedPolicy policy =
        ManagedPolicy.Builder.create(scope, id)
            .description(description)
            .roles(roles)
            // Merged, whatever the app does with its own: the targets share the actions.
            .document(PolicyDocument.Builder.create().minimize(true).build())
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
    return policy;
  }
}
