package io.github.lastgood.account.cloudwatch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lastgood.account.cloudwatch.MetricAlarmState.Datapoint;
import io.github.lastgood.account.event.EventFeed;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Reason and reason data of a state in CloudWatch's wording.
final class Reasons {
  /// CloudWatch's time stamps: milliseconds, and an offset without a colon.
  static final DateTimeFormatter TIMESTAMP = utc("yyyy-MM-dd'T'HH:mm:ss.SSSZ");

  private static final DateTimeFormatter DATAPOINT = utc("dd/MM/yy HH:mm:ss");
  private static final DateTimeFormatter TRANSITION = utc("EEEE dd MMMM, yyyy HH:mm:ss 'UTC'");

  /// The metrics are read this long before the state changes.
  private static final Duration QUERY_TO_STATE = Duration.ofMillis(4);

  private Reasons() {}

  private static DateTimeFormatter utc(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
  }

  static String thresholdCrossed(MetricAlarmState alarm, boolean red) {
    List<Datapoint> points =
        alarm.newestFirst().stream()
            .filter(point -> alarm.breaches(point) == red)
            .limit(red ? alarm.spec.evaluationPeriods() : 1)
            .toList();
    String shown =
        points.stream()
            .map(point -> point.value() + " (" + DATAPOINT.format(point.minute()) + ")")
            .collect(Collectors.joining(", "));
    int least = red ? alarm.spec.datapointsToAlarm() : 1;
    return "Threshold Crossed: %d out of the last %d datapoints [%s] %s (%s) (minimum %d %s for %s transition)."
        .formatted(
            points.size(),
            red ? alarm.spec.evaluationPeriods() : points.size(),
            shown,
            red ? "were greater than the threshold" : "was not greater than the threshold",
            alarm.spec.threshold(),
            least,
            least == 1 ? "datapoint" : "datapoints",
            red ? "OK -> ALARM" : "ALARM -> OK");
  }

  static String metricData(MetricAlarmState alarm, Instant now) {
    List<Datapoint> points = alarm.newestFirst().reversed();
    ObjectNode data = EventFeed.object().put("version", "1.0");
    data.put("queryDate", TIMESTAMP.format(now.minus(QUERY_TO_STATE)));
    if (!points.isEmpty()) {
      data.put("startDate", TIMESTAMP.format(points.getFirst().minute()));
    }
    if (!alarm.spec.isMath()) {
      data.put("statistic", alarm.spec.metrics().getFirst().metricStat().stat());
    }
    ArrayNode recent = data.put("period", 60).putArray("recentDatapoints");
    points.forEach(point -> recent.add(point.value()));
    return EventFeed.text(data.put("threshold", alarm.spec.threshold()));
  }

  static String childTransitioned(AlarmState child) {
    return "%s transitioned to %s at %s"
        .formatted(child.arn, child.state.value(), TRANSITION.format(child.state.since()));
  }

  static String compositeData(List<AlarmState> children) {
    ObjectNode data = EventFeed.object();
    ArrayNode triggering = data.putArray("triggeringAlarms");
    for (AlarmState child : children) {
      triggering
          .addObject()
          .put("arn", child.arn)
          .putObject("state")
          .put("value", child.state.value().toString())
          .put("timestamp", TIMESTAMP.format(child.state.since()));
    }
    return EventFeed.text(data);
  }
}
