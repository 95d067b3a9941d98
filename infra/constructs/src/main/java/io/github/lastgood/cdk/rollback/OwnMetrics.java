package io.github.lastgood.cdk.rollback;

import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.SearchExpression;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.sqs.IQueue;

/// What can be seen of Lastgood: what its functions measure, and what AWS measures of its parts. A
/// test compares the names and dimensions with those that the functions publish.
final class OwnMetrics {
  /// Of everything that the functions measure.
  private static final String NAMESPACE = "Lastgood";

  private static final MetricOptions SUM =
      MetricOptions.builder().statistic("Sum").period(Duration.minutes(5)).build();

  private OwnMetrics() {}

  /// One that the functions measure for Lastgood as a whole.
  static Metric asAWhole(String name, String statistic, Duration period) {
    return Metric.Builder.create()
        .namespace(NAMESPACE)
        .metricName(name)
        .dimensionsMap(Map.of("Service", "lastgood"))
        .statistic(statistic)
        .period(period)
        .build();
  }

  /// Those that the functions measure under each value of these dimensions, for graphs alone: an
  /// alarm cannot stand on a search.
  ///
  /// @param dimensions their names, with a comma between them
  static IMetric search(
      String name, String dimensions, String statistic, Duration period, String label) {
    return SearchExpression.Builder.create()
        .expression(
            "SEARCH('{%s,%s} MetricName=\"%s\"', '%s', %d)"
                .formatted(NAMESPACE, dimensions, name, statistic, period.toSeconds().intValue()))
        .label(label)
        .period(period)
        .build();
  }

  /// The runs of the rule, not of the function: alarms invoke the function too and would hide it.
  static Metric ticks(Rule tick) {
    return Metric.Builder.create()
        .namespace("AWS/Events")
        .metricName("Invocations")
        .dimensionsMap(Map.of("RuleName", tick.getRuleName()))
        .statistic("Sum")
        .period(Duration.minutes(1))
        .build();
  }

  /// How many messages wait in the queue.
  static Metric depth(IQueue queue) {
    return queue.metricApproximateNumberOfMessagesVisible(
        MetricOptions.builder().statistic("Maximum").period(Duration.minutes(1)).build());
  }

  /// How often the function failed.
  static Metric errors(HandlerFunction function) {
    return function.function().metricErrors(SUM);
  }

  /// How often the function was not let run.
  static Metric throttles(HandlerFunction function) {
    return function.function().metricThrottles(SUM);
  }
}
