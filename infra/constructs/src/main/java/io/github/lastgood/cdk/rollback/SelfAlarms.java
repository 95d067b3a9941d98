package io.github.lastgood.cdk.rollback;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/// Alarms on Lastgood itself, told on the same topic: a net with a hole must say so. The
/// description of each is what is read at night: what it means, the first command, and where the
/// rest stands.
public final class SelfAlarms extends Construct {
  private final SnsAction tell;
  private final List<String> names = new ArrayList<>();

  /// Adds the alarms to a stack.
  public SelfAlarms(
      Construct scope, Functions functions, FailureQueues failures, Rule tick, ITopic topic) {
    super(scope, "SelfAlarms");
    tell = new SnsAction(topic);
    notEmpty(
        "lastgood-undelivered-events",
        failures.undeliveredEvents(),
        "EventBridge could not hand an event to a Lastgood function; the message says which and"
            + " why.");
    notEmpty(
        "lastgood-failed-invocations",
        failures.failedInvocations(),
        "A Lastgood function failed on an event, retries included; the message holds the event.");
    for (HandlerFunction function : functions.all()) {
      failing(function);
    }
    tickMissed(tick);
    targetsUnseen(functions.alarm());
  }

  /// The alarms that were added so far, by their fixed names: what shows them need not wait for
  /// them.
  List<IAlarm> all() {
    return names.stream().map(name -> Alarm.fromAlarmName(this, "Shown-" + name, name)).toList();
  }

  private void notEmpty(String name, IQueue queue, String meaning) {
    atLeastOne(
        name,
        OwnMetrics.depth(queue),
        new Runbook(
            meaning,
            "aws sqs receive-message --visibility-timeout 0 --message-attribute-names All"
                + " --queue-url "
                + queue.getQueueUrl(),
            name));
  }

  private void failing(HandlerFunction function) {
    String name = function.getNode().getId();
    atLeastOne(
        "lastgood-errors-" + name,
        OwnMetrics.errors(function),
        new Runbook(
            name + " threw or timed out. No outcome that Lastgood knows is thrown.",
            "aws logs tail /aws/lambda/%s --since 1h --filter-pattern '?ERROR ?Exception ?\"timed out\"'"
                .formatted(function.functionName()),
            "lastgood-errors"));
    atLeastOne(
        "lastgood-throttles-" + name,
        OwnMetrics.throttles(function),
        new Runbook(
            name + " was throttled: the account's Lambda concurrency is used up.",
            "aws lambda get-account-settings --query AccountLimit",
            "lastgood-throttles"));
  }

  private void atLeastOne(String name, IMetric metric, Runbook runbook) {
    tell(
        name,
        Alarm.Builder.create(this, name)
            .alarmName(name)
            .alarmDescription(runbook.text())
            .metric(metric)
            .threshold(1)
            .evaluationPeriods(1)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
            .treatMissingData(TreatMissingData.NOT_BREACHING)
            .build());
  }

  private void tickMissed(Rule tick) {
    tell(
        "lastgood-tick-missed",
        Alarm.Builder.create(this, "lastgood-tick-missed")
            .alarmName("lastgood-tick-missed")
            .alarmDescription(
                new Runbook(
                        "The one-minute watch did not run for five minutes: open rollbacks are not"
                            + " seen through. (It may ring once while Lastgood is installed.)",
                        "aws events describe-rule --query State --name " + tick.getRuleName(),
                        "lastgood-tick-missed")
                    .text())
            .metric(OwnMetrics.ticks(tick))
            .threshold(1)
            .evaluationPeriods(5)
            .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
            // A rule that does not run publishes nothing at all.
            .treatMissingData(TreatMissingData.BREACHING)
            .build());
  }

  /// Of a large directory a tick looks at a slice, so that a target's turn may come only every few
  /// minutes: five of them are one period. Two of them, because a call that was throttled once is
  /// nothing.
  private void targetsUnseen(HandlerFunction alarm) {
    String name = "lastgood-targets-unseen";
    tell(
        name,
        Alarm.Builder.create(this, name)
            .alarmName(name)
            .alarmDescription(
                new Runbook(
                        "The watch cannot look at one target or more, while it sees the others: a"
                            + " lost event of theirs is not found, an open rollback not seen"
                            + " through.",
                        "aws logs tail /aws/lambda/%s --since 15m --filter-pattern '?\"Could not read\" ?\"Could not look at\"'"
                            .formatted(alarm.functionName()),
                        name)
                    .text())
            .metric(OwnMetrics.asAWhole("TargetsUnseen", "Maximum", Duration.minutes(5)))
            .threshold(1)
            .evaluationPeriods(2)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
            .treatMissingData(TreatMissingData.NOT_BREACHING)
            .build());
  }

  /// The function measures it: when a drill fails, and every hour whether the last one is too old.
  public void drillMissed(HandlerFunction operator) {
    atLeastOne(
        "lastgood-drill-missed",
        OwnMetrics.asAWhole("DrillMissed", "Maximum", Duration.hours(1)),
        new Runbook(
            "A drill failed, or a target has had none for eight days: a rollback might not work.",
            "aws lambda invoke --function-name "
                + operator.functionName()
                + " --cli-binary-format raw-in-base64-out"
                + " --payload '{\"command\":\"status\"}' /dev/stdout",
            "lastgood-drill-missed"));
  }

  private void tell(String name, Alarm alarm) {
    alarm.addAlarmAction(tell);
    alarm.addOkAction(tell);
    names.add(name);
  }

  /// What to do about an alarm.
  ///
  /// @param meaning one or two sentences
  /// @param first a command
  /// @param section of `docs/operations.md`
  private record Runbook(String meaning, String first, String section) {
    String text() {
      return "%s First: `%s`. Then: docs/operations.md, %s.".formatted(meaning, first, section);
    }
  }
}
