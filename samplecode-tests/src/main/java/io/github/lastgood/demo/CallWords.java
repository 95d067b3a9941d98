package io.github.lastgood.demo;

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
          "route53:ChangeResourceRecordSets",
          "codepipeline:DisableStageTransition",
          "codepipeline:RollbackStage");
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
    var purpose = isFirst ? Purpose.of(call) : Purpose.ofAnother(call);
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

  private static String names(List<Step> steps) {
    return steps.stream().map(step -> step.entry().call().name()).collect(Collectors.joining(", "));
  }
}
