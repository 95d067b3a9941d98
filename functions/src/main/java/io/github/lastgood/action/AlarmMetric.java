package io.github.lastgood.action;

import io.github.lastgood.decision.Series;
import io.github.lastgood.decision.Series.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;

/// What an alarm compares with its threshold, as `GetMetricData` is asked for it.
///
/// @param queries the metric, or the expression and what goes into it
/// @param id of the query that is compared
/// @param period of one data point
/// @param missingIsNone true when no data point means that nothing was counted
record AlarmMetric(
    List<MetricDataQuery> queries, String id, Duration period, boolean missingIsNone) {
  /// Data points of less than a minute are kept for three hours only.
  private static final int SHORTEST_PERIOD = 60;

  private static final Set<String> COUNTS = Set.of("Sum", "SampleCount");

  /// Empty when the alarm has no single metric: it compares with a band, or is of another type.
  static Optional<AlarmMetric> of(MetricAlarm alarm) {
    if (alarm.thresholdMetricId() != null) {
      return Optional.empty();
    }
    return alarm.metricName() != null
        ? Optional.of(single(alarm))
        : math(alarm.metrics().stream().map(AlarmMetric::longEnough).toList());
  }

  private static AlarmMetric single(MetricAlarm alarm) {
    var period = period(alarm.period());
    var stat = Objects.requireNonNullElse(alarm.statisticAsString(), alarm.extendedStatistic());
    var metric =
        MetricStat.builder()
            .metric(named ->
                named
                    .namespace(alarm.namespace())
                    .metricName(alarm.metricName())
                    .dimensions(alarm.dimensions()))
            .period(period)
            .stat(stat)
            .unit(alarm.unit())
            .build();
    var query = MetricDataQuery.builder().id("m1").metricStat(metric).returnData(true).build();
    return new AlarmMetric(
        List.of(query),
        query.id(),
        Duration.ofSeconds(period),
        COUNTS.contains(stat) && "notBreaching".equals(alarm.treatMissingData()));
  }

  private static Optional<AlarmMetric> math(List<MetricDataQuery> queries) {
    var period = queries.stream().mapToInt(AlarmMetric::period).max().orElse(SHORTEST_PERIOD);
    return queries.stream()
        .filter(query -> !Boolean.FALSE.equals(query.returnData()))
        .findFirst()
        .map(query -> new AlarmMetric(queries, query.id(), Duration.ofSeconds(period), false));
  }

  private static int period(MetricDataQuery query) {
    return query.metricStat() == null
        ? period(query.period())
        : period(query.metricStat().period());
  }

  private static int period(@Nullable Integer seconds) {
    return seconds == null ? SHORTEST_PERIOD : Math.max(seconds, SHORTEST_PERIOD);
  }

  private static MetricDataQuery longEnough(MetricDataQuery query) {
    var stat = query.metricStat();
    return stat == null
        ? query
        : query.toBuilder()
            .metricStat(stat.toBuilder().period(period(stat.period())).build())
            .build();
  }

  /// Many services report a count only when there was something to count. Then a point that is
  /// missing before the last one is a zero.
  Series complete(Series read, Instant from) {
    if (!missingIsNone || read.points().isEmpty()) {
      return read;
    }
    var points = new ArrayList<>(read.points());
    var there = new HashSet<>(points.stream().map(Point::at).toList());
    var last = points.getLast().at();
    for (var at = last; !at.isBefore(from); at = at.minus(period)) {
      if (!there.contains(at)) {
        points.add(new Point(at, 0));
      }
    }
    return new Series(period, points);
  }
}
