package io.github.lastgood.account.cloudwatch;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;

/// A metric alarm with a period of one minute: in ALARM when at least `datapointsToAlarm` of the
/// last `evaluationPeriods` minutes were above the threshold.
///
/// @param name the alarm's name
/// @param description for people
/// @param metrics one query for a plain metric; expression and inputs for metric math
/// @param threshold breached by greater values
/// @param datapointsToAlarm the M of "M out of N"
/// @param evaluationPeriods the N of "M out of N"
/// @param evaluatedAt how long after every full minute CloudWatch looks at it, less than a minute
public record MetricAlarmSpec(
    String name,
    String description,
    List<MetricDataQuery> metrics,
    double threshold,
    int datapointsToAlarm,
    int evaluationPeriods,
    Duration evaluatedAt) {

  /// An alarm on one metric: 2 out of 2 minutes.
  public static MetricAlarmSpec of(
      String name, String description, MetricDataQuery metric, double threshold, Duration at) {
    return new MetricAlarmSpec(name, description, List.of(metric), threshold, 2, 2, at);
  }

  /// An alarm on the expression in the first of `metrics`: 2 out of 2 minutes.
  public static MetricAlarmSpec ofMath(
      String name,
      String description,
      List<MetricDataQuery> metrics,
      double threshold,
      Duration at) {
    return new MetricAlarmSpec(name, description, List.copyOf(metrics), threshold, 2, 2, at);
  }

  /// The same alarm with other numbers in "M out of N".
  public MetricAlarmSpec outOf(int datapoints, int periods) {
    return new MetricAlarmSpec(
        name, description, metrics, threshold, datapoints, periods, evaluatedAt);
  }

  /// A query for a metric of one minute.
  ///
  /// @param returned whether this query is the one compared with the threshold
  public static MetricDataQuery query(
      String id,
      String namespace,
      String metricName,
      Map<String, String> dimensions,
      String stat,
      boolean returned) {
    Metric metric =
        Metric.builder()
            .namespace(namespace)
            .metricName(metricName)
            .dimensions(
                dimensions.entrySet().stream()
                    .map(each -> Dimension.builder().name(each.getKey()).value(each.getValue()))
                    .map(Dimension.Builder::build)
                    .toList())
            .build();
    return MetricDataQuery.builder()
        .id(id)
        .metricStat(MetricStat.builder().metric(metric).period(60).stat(stat).build())
        .returnData(returned)
        .build();
  }

  boolean isMath() {
    return metrics.size() > 1;
  }
}
