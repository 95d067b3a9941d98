package io.github.lastgood.cdk.rollback;

import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/// Alarms on Lastgood itself, told on the same topic: a net with a hole must say so.
public final class SelfAlarms extends Construct {
  private final SnsAction tell;

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
  }

  private void notEmpty(String name, IQueue queue, String description) {
    IMetric depth =
        queue.metricApproximateNumberOfMessagesVisible(
            MetricOptions.builder().statistic("Maximum").period(Duration.minutes(1)).build());
    atLeastOne(name, depth, description);
  }

  private void failing(HandlerFunction function) {
    MetricOptions sum =
        MetricOptions.builder().statistic("Sum").period(Duration.minutes(5)).build();
    String name = function.getNode().getId();
    atLeastOne(
        "lastgood-errors-" + name,
        function.function().metricErrors(sum),
        name + " threw or timed out. No outcome that Lastgood knows is thrown: read its log.");
    atLeastOne(
        "lastgood-throttles-" + name,
        function.function().metricThrottles(sum),
        name + " was throttled: the account's Lambda concurrency is used up.");
  }

  private void atLeastOne(String name, IMetric metric, String description) {
    tell(
        Alarm.Builder.create(this, name)
            .alarmName(name)
            .alarmDescription(description)
            .metric(metric)
            .threshold(1)
            .evaluationPeriods(1)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
            .treatMissingData(TreatMissingData.NOT_BREACHING)
            .build());
  }

  /// Counts the rule's runs, not the function's: alarms invoke the function too and would hide it.
  private void tickMissed(Rule tick) {
    tell(
        Alarm.Builder.create(this, "lastgood-tick-missed")
            .alarmName("lastgood-tick-missed")
            .alarmDescription(
                "The one-minute watch did not run for five minutes: open rollbacks are not seen"
                    + " through. Is the rule disabled? (It may ring once while Lastgood is"
                    + " installed.)")
            .metric(
                Metric.Builder.create()
                    .namespace("AWS/Events")
                    .metricName("Invocations")
                    .dimensionsMap(Map.of("RuleName", tick.getRuleName()))
                    .statistic("Sum")
                    .period(Duration.minutes(1))
                    .build())
            .threshold(1)
            .evaluationPeriods(5)
            .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
            // A rule that does not run publishes nothing at all.
            .treatMissingData(TreatMissingData.BREACHING)
            .build());
  }

  /// The function measures it: when a drill fails, and every hour whether the last one is too old.
  public void drillMissed() {
    atLeastOne(
        "lastgood-drill-missed",
        Metric.Builder.create()
            .namespace("Lastgood")
            .metricName("DrillMissed")
            .dimensionsMap(Map.of("Service", "lastgood"))
            .statistic("Maximum")
            .period(Duration.hours(1))
            .build(),
        "A drill failed, or a target has had none for eight days: a rollback might not work. The"
            + " command history shows each target's drills.");
  }

  private void tell(Alarm alarm) {
    alarm.addAlarmAction(tell);
    alarm.addOkAction(tell);
  }
}
