package io.github.lastgood.account.cloudwatch;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/// The metrics behind the alarms, as GetMetricData shows them: by the minute, of the metrics and
/// expressions that an alarm of the account compares. Of alarms on the same metric the highest
/// value is shown.
record MetricData(Collection<AlarmState> alarms) {

  List<MetricDataResult> answer(GetMetricDataRequest request) {
    return request.metricDataQueries().stream()
        .filter(query -> !Boolean.FALSE.equals(query.returnData()))
        .map(query -> answer(query, request))
        .toList();
  }

  private MetricDataResult answer(MetricDataQuery query, GetMetricDataRequest request) {
    TreeMap<Instant, Double> shown = new TreeMap<>();
    for (AlarmState alarm : alarms) {
      if (alarm instanceof MetricAlarmState metric && isOf(metric, query)) {
        metric
            .shown(request.startTime(), request.endTime())
            .forEach((minute, value) -> shown.merge(minute, value, Math::max));
      }
    }
    List<Instant> minutes =
        request.scanBy() == ScanBy.TIMESTAMP_ASCENDING
            ? List.copyOf(shown.sequencedKeySet())
            : List.copyOf(shown.sequencedKeySet().reversed());
    return MetricDataResult.builder()
        .id(query.id())
        .label(Objects.requireNonNullElse(query.label(), query.id()))
        .timestamps(minutes)
        .values(minutes.stream().map(shown::get).toList())
        .statusCode(StatusCode.COMPLETE)
        .build();
  }

  private static boolean isOf(MetricAlarmState alarm, MetricDataQuery query) {
    return alarm.spec.metrics().stream()
        .filter(MetricDataQuery::returnData)
        .anyMatch(own ->
            query.expression() == null
                ? isSame(own, query)
                : query.expression().equals(own.expression()));
  }

  private static boolean isSame(MetricDataQuery own, MetricDataQuery query) {
    return own.metricStat() != null
        && own.metricStat().metric().equals(query.metricStat().metric())
        && own.metricStat().stat().equals(query.metricStat().stat());
  }
}
