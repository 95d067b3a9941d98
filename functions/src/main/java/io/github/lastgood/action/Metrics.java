package io.github.lastgood.action;

import io.github.lastgood.decision.Episode;
import io.github.lastgood.decision.Series;
import io.github.lastgood.decision.Series.Point;
import io.github.lastgood.signal.Signal.AlarmChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;

/// Reads the metric of an alarm, before and after a deployment. It is evidence, so nothing that
/// goes wrong here is thrown: what cannot be read is absent.
public final class Metrics {
  private static final Logger log = LoggerFactory.getLogger(Metrics.class);

  private static final int MOST_ALARMS = 100;

  private final CloudWatchClient cloudWatch;

  public Metrics(CloudWatchClient cloudWatch) {
    this.cloudWatch = cloudWatch;
  }

  /// The data points from a day before the deployment until now, in one `GetMetricData` (and its
  /// further pages).
  ///
  /// @param alarmArns the alarms that complain, at most 100: the first one that has a single metric
  ///   is read. A composite or log alarm has none, nor has one on an anomaly band
  /// @return empty when none has a single metric, when it is of many series, or when CloudWatch
  ///   does not answer
  public Optional<Series> read(List<String> alarmArns, Instant startedAt, Instant now) {
    try {
      return metric(alarmArns)
          .flatMap(metric -> read(metric, Episode.since(startedAt, metric.period()), now));
    } catch (SdkException e) {
      log.warn("No metric of {} could be read: {}", alarmArns, e.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  private Optional<AlarmMetric> metric(List<String> arns) {
    var request =
        DescribeAlarmsRequest.builder()
            .alarmNames(arns.stream().map(AlarmChange::nameOf).toList())
            .alarmTypes(AlarmType.METRIC_ALARM)
            .maxRecords(MOST_ALARMS)
            .build();
    var alarms = cloudWatch.describeAlarms(request).metricAlarms();
    return arns.stream()
        .flatMap(arn -> alarms.stream().filter(alarm -> alarm.alarmArn().equals(arn)))
        .flatMap(alarm -> AlarmMetric.of(alarm).stream())
        .findFirst();
  }

  private Optional<Series> read(AlarmMetric metric, Instant from, Instant to) {
    var request =
        GetMetricDataRequest.builder()
            .metricDataQueries(metric.queries())
            .startTime(from)
            .endTime(to)
            .scanBy(ScanBy.TIMESTAMP_ASCENDING)
            .build();
    var points = new ArrayList<Point>();
    var labels = new HashSet<@Nullable String>();
    for (var result : results(request)) {
      if (result.id().equals(metric.id())) {
        labels.add(result.label());
        points.addAll(points(result));
      }
    }
    return labels.size() > 1
        ? Optional.empty()
        : Optional.of(metric.complete(new Series(metric.period(), points), from));
  }

  private List<MetricDataResult> results(GetMetricDataRequest first) {
    var results = new ArrayList<MetricDataResult>();
    @Nullable String token = null;
    do {
      var page = cloudWatch.getMetricData(first.toBuilder().nextToken(token).build());
      results.addAll(page.metricDataResults());
      token = page.nextToken();
    } while (token != null);
    return results;
  }

  private static List<Point> points(MetricDataResult result) {
    var points = new ArrayList<Point>();
    var most = Math.min(result.timestamps().size(), result.values().size());
    for (int i = 0; i < most; i++) {
      points.add(new Point(result.timestamps().get(i), result.values().get(i)));
    }
    return points;
  }
}
