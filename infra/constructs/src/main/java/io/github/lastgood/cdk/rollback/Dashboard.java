package io.github.lastgood.cdk.rollback;

import java.util.List;
import java.util.function.Function;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.YAxisProps;
import software.amazon.awscdk.services.events.Rule;
import software.constructs.Construct;

/// What a person looks at first: is the net up, what did it decide, how fast was it. It is drawn
/// and explained in `docs/operations.md`.
///
/// What is measured for each target is searched for, so a new target appears by itself.
public final class Dashboard extends Construct {
  private static final int WIDTH = 24;
  private static final int HEIGHT = 6;

  private static final Duration MINUTE = Duration.minutes(1);
  private static final Duration FIVE_MINUTES = Duration.minutes(5);
  private static final Duration HOUR = Duration.hours(1);

  private static final String TARGET = "${PROP('Dim.Target')}";

  /// Adds the dashboard to a stack.
  public Dashboard(
      Construct scope, Functions functions, FailureQueues failures, Rule tick, SelfAlarms alarms) {
    super(scope, "Dashboard");
    software.amazon.awscdk.services.cloudwatch.Dashboard.Builder.create(this, "Dashboard")
        // Dashboards are seen in every region of the account, so their names must differ.
        .dashboardName("lastgood-" + Stack.of(this).getRegion())
        .defaultInterval(Duration.days(1))
        .widgets(
            List.of(
                List.of(state(alarms)),
                List.of(ready(), open(), decisions()),
                List.of(timeToMove(), timeToRecovery(), ended()),
                List.of(told(), drills(), ticks(tick)),
                List.of(
                    each("Function errors", functions, OwnMetrics::errors),
                    each("Function throttles", functions, OwnMetrics::throttles),
                    lost(failures))))
        .build();
  }

  private static IWidget state(SelfAlarms alarms) {
    return AlarmStatusWidget.Builder.create()
        .title("Alarms on Lastgood itself")
        .alarms(alarms.all())
        .width(WIDTH)
        .height(4)
        .build();
  }

  /// Each target is looked at once an hour, so two hours always hold a value.
  private static IWidget ready() {
    return graph("Targets ready")
        .left(
            List.of(
                OwnMetrics.search("RollbackReady", "Target", "Minimum", Duration.hours(2), TARGET)))
        .leftYAxis(yesOrNo("1 ready, 0 not"))
        .build();
  }

  private static IWidget open() {
    return of(
        "Open rollbacks",
        "Count",
        named("open", OwnMetrics.asAWhole("OpenRollbacks", "Maximum", MINUTE)));
  }

  private static IWidget decisions() {
    return of(
        "Decisions by reason",
        "Count",
        OwnMetrics.search(
            "Decisions",
            "Decision,Reason",
            "Sum",
            FIVE_MINUTES,
            "${PROP('Dim.Decision')} ${PROP('Dim.Reason')}"));
  }

  private static IWidget timeToMove() {
    return of(
        "Time to move",
        "Milliseconds",
        OwnMetrics.search("TimeToMove", "Target", "Maximum", FIVE_MINUTES, TARGET));
  }

  private static IWidget timeToRecovery() {
    return of(
        "Time to recovery",
        "Seconds",
        OwnMetrics.search("TimeToRecovery", "Target", "Maximum", FIVE_MINUTES, TARGET));
  }

  private static IWidget ended() {
    return of(
        "How rollbacks ended",
        "Count",
        OwnMetrics.search(
            "RollbacksEnded", "Target,Status", "Sum", HOUR, TARGET + " ${PROP('Dim.Status')}"));
  }

  private static IWidget told() {
    return of(
        "Escalations and refusals",
        "Count",
        OwnMetrics.search("Escalations", "Target", "Sum", HOUR, TARGET + " escalated"),
        named("input refused", OwnMetrics.asAWhole("Refused", "Sum", HOUR)));
  }

  private static IWidget drills() {
    return graph("Drills")
        .left(List.of(OwnMetrics.search("DrillTime", "Target", "Maximum", HOUR, TARGET)))
        .leftYAxis(axis("Milliseconds"))
        .right(
            List.of(named("missed or failed", OwnMetrics.asAWhole("DrillMissed", "Maximum", HOUR))))
        .rightYAxis(yesOrNo("1 missed, 0 not"))
        .build();
  }

  private static IWidget ticks(Rule tick) {
    return of(
        "Ticks of the watch",
        "Count",
        named("ticks a minute", OwnMetrics.ticks(tick)),
        named("targets unseen", OwnMetrics.asAWhole("TargetsUnseen", "Maximum", MINUTE)));
  }

  private static IWidget lost(FailureQueues failures) {
    return of(
        "Lost work",
        "Count",
        named("undelivered events", OwnMetrics.depth(failures.undeliveredEvents())),
        named("failed invocations", OwnMetrics.depth(failures.failedInvocations())));
  }

  private static IWidget each(
      String title, Functions functions, Function<HandlerFunction, Metric> metric) {
    return of(
        title,
        "Count",
        functions.all().stream()
            .map(function -> named(function.getNode().getId(), metric.apply(function)))
            .toArray(IMetric[]::new));
  }

  /// An alarm on a metric with a label would be written in another form: only graphs have them.
  private static IMetric named(String label, Metric metric) {
    return metric.with(MetricOptions.builder().label(label).build());
  }

  private static IWidget of(String title, String unit, IMetric... metrics) {
    return graph(title).left(List.of(metrics)).leftYAxis(axis(unit)).build();
  }

  private static GraphWidget.Builder graph(String title) {
    return GraphWidget.Builder.create().title(title).width(WIDTH / 3).height(HEIGHT);
  }

  private static YAxisProps axis(String unit) {
    return YAxisProps.builder().label(unit).min(0).showUnits(false).build();
  }

  private static YAxisProps yesOrNo(String label) {
    return YAxisProps.builder().label(label).min(0).max(1).showUnits(false).build();
  }
}
