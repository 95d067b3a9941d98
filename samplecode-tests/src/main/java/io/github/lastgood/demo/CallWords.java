package io.github.lastgood.demo;

import io.github.lastgood.account.call.Call;
import io.github.lastgood.stage.Invoked;
import io.github.lastgood.stage.Invoked.Step;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// The AWS calls of an invocation, one line each, with the round trip they belong to.
final class CallWords {
  private static final Set<String> MOVES = Set.of("ecs:UpdateService", "ecs:StopServiceDeployment");
  private static final Set<String> CHANGES =
      Set.of("ecs:RegisterTaskDefinition", "ecs:TagResource");

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
    return MOVES.contains(step.entry().call().name());
  }

  /// The calls up to the move one by one, what came after it in one line.
  static void tell(Invoked invoked, Page page) {
    var steps = invoked.steps();
    var last = lastMove(steps);
    var known = new HashSet<String>();
    for (var step : steps.subList(0, last + 1)) {
      tell(step, known.add(step.entry().call().name()), page);
    }
    var rest = steps.subList(last + 1, steps.size());
    if (!rest.isEmpty()) {
      page.faint("then " + names(rest) + ".");
    }
  }

  private static int lastMove(List<Step> steps) {
    var last = -1;
    for (var i = 0; i < steps.size(); i++) {
      if (isMove(steps.get(i))) {
        last = i;
      }
    }
    return last;
  }

  private static void tell(Step step, boolean isFirst, Page page) {
    var call = step.entry().call();
    var purpose = isFirst ? purpose(call) : purposeOfAnother(call);
    var line =
        String.format(Locale.ROOT, "%2d  %-29s %s", step.round(), call.name(), purpose)
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
      case "dynamodb:Query" -> "whose alarm is it?";
      case "dynamodb:BatchGetItem" -> "what is known of the target?";
      case "dynamodb:TransactWriteItems" -> "claim it: of all handlers, one gets through";
      case "ecs:DescribeServices" -> "what runs?";
      case "ecs:DescribeTaskDefinition" ->
          "can " + label(call.argument("taskDefinition")) + " still be deployed?";
      case "ecr:DescribeImages" -> "does its image still exist?";
      case "ecr:GetLifecyclePolicy" -> "will its image stay?";
      case "cloudwatch:DescribeAlarms" -> "is the alarm still red?";
      case "ecs:UpdateService" -> "the move: run " + label(call.argument("taskDefinition"));
      case "ecs:StopServiceDeployment" -> "the move: " + call.argument("stopType");
      case "ecs:RegisterTaskDefinition" -> "a copy of what the ledger keeps";
      default -> "";
    };
  }

  /// The same call again is about something else.
  private static String purposeOfAnother(Call call) {
    return switch (call.name()) {
      case "dynamodb:BatchGetItem" -> "the definition that the ledger keeps";
      case "dynamodb:TransactWriteItems" -> "write it down";
      case "ecs:DescribeTaskDefinition" -> "is there a copy already?";
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
