package io.github.lastgood.permission;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is granted though no story of the function uses it, with the reason.
///
/// @param functions whose grant it is
/// @param actions as in a policy
/// @param reason a sentence
record Idle(Set<String> functions, Set<String> actions, String reason) {
  /// They run the same code and have one policy on targets.
  static final Set<String> ACTING =
      Set.of("AlarmHandler", "DeploymentHandler", "OperatorHandler", "PipelineHandler");

  private static final Set<String> REGISTRATION = Set.of("TargetRegistrationHandler");
  private static final Set<String> HOOK = Set.of("DeploymentHookHandler");
  private static final Set<String> ALL =
      Set.of(
          "AlarmHandler",
          "DeploymentHandler",
          "OperatorHandler",
          "PipelineHandler",
          "TargetRegistrationHandler",
          "DeploymentHookHandler");

  /// The rows in the order in which they are looked through.
  private static final List<Idle> ROWS =
      List.of(
          new Idle(
              ALL,
              Set.of("logs:CreateLogStream", "logs:PutLogEvents"),
              "Lambda writes the function's log with its role; no story has a Lambda."),
          new Idle(
              ALL,
              Set.of("sqs:SendMessage", "sqs:GetQueueAttributes", "sqs:GetQueueUrl"),
              "Lambda hands on what failed for good with the function's role; these three are how"
                  + " the CDK grants it."),
          new Idle(
              ALL,
              Set.of(
                  "kms:DescribeKey",
                  "kms:Encrypt",
                  "kms:GenerateDataKey",
                  "kms:GenerateDataKeyWithoutPlaintext",
                  "kms:ReEncryptFrom",
                  "kms:ReEncryptTo"),
              "DynamoDB and SNS name them as what users of an encrypted table and topic need; which"
                  + " they use when is theirs."),
          new Idle(
              ACTING,
              Set.of("ec2:CreateTags"),
              "Asked when a launch template tags what it launches; the template of the stories tags"
                  + " nothing."),
          new Idle(
              REGISTRATION,
              Set.of("sns:Publish"),
              "Used when a target is deleted whose rollback is still open: people are told"
                  + " (RegisteredAgainTest)."),
          new Idle(
              REGISTRATION,
              Set.of(
                  "codedeploy:GetDeploymentTarget",
                  "ec2:DescribeImages",
                  "ecr:DescribeImages",
                  "ecr:GetLifecyclePolicy",
                  "ecs:ListServiceDeployments",
                  "elasticloadbalancing:DescribeTargetHealth",
                  "route53:GetChange",
                  "route53:GetHealthCheckStatus",
                  "ssm:GetParameters"),
              "Part of looking at a target; a registration that meets a target in the middle of a"
                  + " rollback uses it."),
          new Idle(
              HOOK,
              Set.of("cloudwatch:DescribeAlarms"),
              "Used for an alarm that the ledger has never heard of."),
          new Idle(
              HOOK,
              Set.of("ecs:ListServiceDeployments"),
              "Used when the deployment that asks is not the one of the revision that it names."));

  /// Why a grant stands there that a function does not use; empty when there is no reason.
  static Optional<String> reason(String function, String action) {
    return ROWS.stream()
        .filter(row -> row.functions().contains(function) && row.actions().contains(action))
        .map(Idle::reason)
        .findFirst();
  }

  static List<Idle> rows() {
    return ROWS;
  }
}
