package io.github.lastgood.demo;

import io.github.lastgood.account.call.Call;
import io.github.lastgood.account.call.JournalEntry;
import io.github.lastgood.stage.Invoked;
import io.github.lastgood.stage.Invoked.Step;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// The AWS calls of an invocation, one line each, with the round trip they belong to.
final class CallWords {
  private static final Set<String> MOVES =
      Set.of(
          "ecs:UpdateService",
          "ecs:StopServiceDeployment",
          "codedeploy:StopDeployment",
          "codedeploy:CreateDeployment",
          "autoscaling:RollbackInstanceRefresh",
          "autoscaling:CancelInstanceRefresh",
          "autoscaling:StartInstanceRefresh",
          "elasticloadbalancing:ModifyRule",
          "elasticloadbalancing:ModifyListener",
          "route53:ChangeResourceRecordSets");
  private static final Set<String> CHANGES =
      Set.of("ecs:RegisterTaskDefinition", "ecs:TagResource", "ec2:CreateLaunchTemplateVersion");

  /// Wide enough for the names of ECS's calls; those of other services may need more.
  private static final int NAME = 29;

  private CallWords() {}

  /// Whether the invocation told AWS to roll back, or tried to.
  static boolean moves(Invoked invoked) {
    return invoked.steps().stream().anyMatch(CallWords::isMove);
  }

  /// The round trips up to and with the move; 0 when there was none.
  static int roundTripsToTheMove(List<Step> steps) {
    return steps.stream().filter(CallWords::isMove).mapToInt(Step::round).findFirst().orElse(0);
  }

  private static boolean isMove(Step step) {
    return isMove(step.entry());
  }

  /// Whether the call tells AWS to deploy, to stop or to shift.
  static boolean isMove(JournalEntry entry) {
    return MOVES.contains(entry.call().name());
  }

  /// The calls up to the move one by one, what came after it in one line.
  static void tell(Invoked invoked, Page page) {
    var steps = invoked.steps();
    var last = lastMove(steps);
    var known = new HashSet<String>();
    var shown = steps.subList(0, last + 1);
    var width =
        shown.stream().mapToInt(s -> s.entry().call().name().length()).reduce(NAME, Math::max);
    for (var step : shown) {
      tell(step, known.add(step.entry().call().name()), width, page);
    }
    var rest = steps.subList(last + 1, steps.size());
    if (!rest.isEmpty()) {
      page.faint("then " + names(rest) + ".");
    }
  }

  /// The place of the last move among the calls; -1 when there is none.
  static int lastMove(List<Step> steps) {
    var last = -1;
    for (var i = 0; i < steps.size(); i++) {
      if (isMove(steps.get(i))) {
        last = i;
      }
    }
    return last;
  }

  private static void tell(Step step, boolean isFirst, int width, Page page) {
    var call = step.entry().call();
    var purpose = isFirst ? purpose(call) : purposeOfAnother(call);
    var line =
        String.format(Locale.ROOT, "%2d  %-" + width + "s %s", step.round(), call.name(), purpose)
            .stripTrailing();
    var outcome = step.entry().succeeded() ? "" : "  -> " + step.entry().outcome();
    if (isMove(step) || CHANGES.contains(call.name())) {
      page.more(line + outcome);
    } else {
      page.faint(line + outcome);
    }
  }

  private static String purpose(Call call) {
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
    return values.contains("OPEN") ? "which rollbacks are open?" : "which targets are there?";
  }

  /// The same call again is about something else.
  private static String purposeOfAnother(Call call) {
    return switch (call.name()) {
      case "ecs:DescribeTaskDefinition" -> "is there a copy already?";
      case "codedeploy:GetDeployment" -> "is it still in flight?";
      case "autoscaling:DescribeAutoScalingGroups",
          "autoscaling:DescribeInstanceRefreshes",
          "elasticloadbalancing:DescribeRules",
          "elasticloadbalancing:DescribeListeners",
          "route53:ListResourceRecordSets" ->
          "again: has it changed meanwhile?";
      default -> purpose(call);
    };
  }

  private static String label(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  private static String names(List<Step> steps) {
    return steps.stream().map(step -> step.entry().call().name()).collect(Collectors.joining(", "));
  }
}
