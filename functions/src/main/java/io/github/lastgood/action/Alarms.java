package io.github.lastgood.action;

import io.github.lastgood.signal.Signal.AlarmChange;
import io.github.lastgood.target.AlarmState;
import io.github.lastgood.target.AlarmStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/// Reads alarms. `DescribeAlarms` takes at most 100 names a call and, unless both types are asked
/// for, leaves composite alarms out.
public final class Alarms {
  private static final int NAMES_A_CALL = 100;

  private final CloudWatchClient cloudWatch;

  public Alarms(CloudWatchClient cloudWatch) {
    this.cloudWatch = cloudWatch;
  }

  /// What the alarms say now, by ARN. One that AWS does not show (deleted, another account's, a
  /// type this SDK does not know) is missing.
  public Map<String, AlarmStatus> read(Collection<String> arns) {
    var names = arns.stream().map(AlarmChange::nameOf).distinct().sorted().toList();
    var read = new TreeMap<>(byName(names));
    read.keySet().retainAll(arns);
    return read;
  }

  /// The ARNs and states of the alarms of these names in this account and region.
  public Map<String, AlarmStatus> byName(List<String> names) {
    var read = new TreeMap<String, AlarmStatus>();
    for (int from = 0; from < names.size(); from += NAMES_A_CALL) {
      var some = names.subList(from, Math.min(names.size(), from + NAMES_A_CALL));
      var request =
          DescribeAlarmsRequest.builder()
              .alarmNames(some)
              .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM)
              .maxRecords(NAMES_A_CALL)
              .build();
      for (var page : pages(request)) {
        page.metricAlarms().forEach(alarm -> read.put(alarm.alarmArn(), status(alarm)));
        page.compositeAlarms().forEach(alarm -> read.put(alarm.alarmArn(), status(alarm)));
      }
    }
    return read;
  }

  private List<DescribeAlarmsResponse> pages(DescribeAlarmsRequest first) {
    var pages = new ArrayList<DescribeAlarmsResponse>();
    @Nullable String token = null;
    do {
      var page = cloudWatch.describeAlarms(first.toBuilder().nextToken(token).build());
      pages.add(page);
      token = page.nextToken();
    } while (token != null);
    return pages;
  }

  private static AlarmStatus status(MetricAlarm alarm) {
    return new AlarmStatus(
        state(alarm.stateValueAsString()),
        since(alarm.stateTransitionedTimestamp(), alarm.stateUpdatedTimestamp()),
        null);
  }

  private static AlarmStatus status(CompositeAlarm alarm) {
    return new AlarmStatus(
        state(alarm.stateValueAsString()),
        since(alarm.stateTransitionedTimestamp(), alarm.stateUpdatedTimestamp()),
        alarm.actionsSuppressedByAsString() == null ? null : Instant.MAX);
  }

  /// A state that is not known yet is no proof of anything, like missing data.
  private static AlarmState state(@Nullable String value) {
    if (value == null) {
      return AlarmState.INSUFFICIENT_DATA;
    }
    return switch (value) {
      case "OK" -> AlarmState.OK;
      case "ALARM" -> AlarmState.ALARM;
      default -> AlarmState.INSUFFICIENT_DATA;
    };
  }

  /// `StateUpdatedTimestamp` moves with every evaluation; the transition is what counts.
  private static Instant since(@Nullable Instant transitioned, @Nullable Instant updated) {
    if (transitioned != null) {
      return transitioned;
    }
    return updated == null ? Instant.EPOCH : updated;
  }
}
