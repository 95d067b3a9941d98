package io.github.lastgood.demo;

import io.github.lastgood.account.call.Call;

/// What an AWS call of a rollback is for.
final class Purpose {
  private Purpose() {}

  /// A few words; empty where the name says it all.
  static String of(Call call) {
    return switch (call.name()) {
      case "dynamodb:Query" -> asked(call.argument("expressionAttributeValues"));
      case "dynamodb:BatchGetItem" ->
          call.argument("requestItems").contains("REVISION#")
              ? "what the ledger keeps of it"
              : "what is known of the target?";
      case "dynamodb:TransactWriteItems" ->
          call.argument("transactItems").contains("PENDING")
              ? "claim it: only one gets through"
              : "write it down, unless it changed";
      case "dynamodb:DeleteItem" -> "it is told";
      case "events:PutEvents" -> "tell the bus";
      case "sns:Publish" -> "tell people";
      case "ecs:DescribeServices" -> "what runs?";
      case "ecs:DescribeTaskDefinition" ->
          "can " + label(call.argument("taskDefinition")) + " still be deployed?";
      case "ecr:DescribeImages" -> "does its image still exist?";
      case "ecr:GetLifecyclePolicy" -> "will its image stay?";
      case "cloudwatch:DescribeAlarms" -> "is the alarm still red?";
      case "ecs:UpdateService" -> "the move: run " + label(call.argument("taskDefinition"));
      case "ecs:StopServiceDeployment" -> "the move: " + call.argument("stopType");
      case "ecs:RegisterTaskDefinition" -> "a copy of what the ledger keeps";
      case "codedeploy:GetDeploymentGroup" -> "what did the group deploy last?";
      case "codedeploy:GetDeployment" -> "how far is that deployment?";
      case "codedeploy:GetDeploymentTarget" -> "who has the traffic now?";
      case "codedeploy:GetApplicationRevision" -> "can the good revision still be deployed?";
      case "codedeploy:ListDeployments" -> "was the rollback deployed already?";
      case "codedeploy:StopDeployment" -> "the move: stop it, CodeDeploy goes back";
      case "codedeploy:CreateDeployment" -> "the move: deploy the good revision";
      case "autoscaling:DescribeAutoScalingGroups" -> "which version is saved on the group?";
      case "autoscaling:DescribeInstanceRefreshes" -> "how far is the newest refresh?";
      case "ec2:DescribeLaunchTemplateVersions" -> "is the good version still there?";
      case "ec2:DescribeImages" -> "does its AMI still exist?";
      case "ec2:CreateLaunchTemplateVersion" -> "a copy of what the ledger keeps";
      case "autoscaling:RollbackInstanceRefresh" -> "the move: the refresh goes back";
      case "autoscaling:CancelInstanceRefresh" -> "the first move: stop the refresh";
      case "autoscaling:StartInstanceRefresh" -> "the move: refresh to the good version";
      case "elasticloadbalancing:DescribeRules", "elasticloadbalancing:DescribeListeners" ->
          "what are the weights now?";
      case "elasticloadbalancing:DescribeTargetHealth" -> "enough healthy targets there?";
      case "elasticloadbalancing:ModifyRule", "elasticloadbalancing:ModifyListener" ->
          "the move: set the weights";
      case "route53:ListResourceRecordSets" -> "what are the weights now?";
      case "route53:GetHealthCheckStatus" -> "is that side healthy?";
      case "route53:GetChange" -> "is Route 53 in sync?";
      case "route53:ChangeResourceRecordSets" -> "the move: set both weights in one batch";
      case "codepipeline:GetPipelineState" -> "is the way into the stage open?";
      case "codepipeline:ListActionExecutions" -> "which execution deployed the good revision?";
      case "codepipeline:ListPipelineExecutions" -> "did it succeed in the stage?";
      case "codepipeline:DisableStageTransition" -> "stop the way into the stage";
      case "codepipeline:RollbackStage" -> "the stage goes back as well";
      default -> "";
    };
  }

  /// What a query looks for, by the key that it asks for.
  private static String asked(String values) {
    if (values.contains("ALARM#")) {
      return "whose alarm is it?";
    }
    if (values.contains("RESOURCE#")) {
      return "whose is it?";
    }
    if (values.contains("TELL#")) {
      return "is anything still to be told?";
    }
    if (values.contains("ACCOUNT")) {
      return "who else is red? how many rollbacks?";
    }
    return values.contains("OPEN") ? "which rollbacks are open?" : "which targets are there?";
  }

  /// The same call again in one invocation may be about something else.
  static String ofAnother(Call call) {
    return switch (call.name()) {
      case "ecs:DescribeTaskDefinition" -> "is there a copy already?";
      case "codedeploy:GetDeployment" -> "is it still in flight?";
      case "autoscaling:DescribeAutoScalingGroups",
          "autoscaling:DescribeInstanceRefreshes",
          "elasticloadbalancing:DescribeRules",
          "elasticloadbalancing:DescribeListeners",
          "route53:ListResourceRecordSets" ->
          "again: has it changed meanwhile?";
      default -> of(call);
    };
  }

  private static String label(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }
}
