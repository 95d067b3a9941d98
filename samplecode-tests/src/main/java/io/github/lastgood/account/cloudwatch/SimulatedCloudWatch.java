package io.github.lastgood.account.cloudwatch;

import io.github.lastgood.account.call.AwsErrors;
import io.github.lastgood.account.event.EventFeed;
import io.github.lastgood.account.setting.Agenda;
import io.github.lastgood.account.setting.Place;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.InvalidNextTokenException;

/// The CloudWatch client of the simulated account: DescribeAlarms and GetMetricData.
///
/// As in AWS, composite alarms are only returned when `alarmTypes` asks for them, and names that do
/// not exist are left out silently.
public final class SimulatedCloudWatch implements CloudWatchClient {
  private static final int DEFAULT_PAGE = 50;
  private static final int MOST_NAMES = 100;
  private static final String TOKEN_PREFIX = "after-";

  private final Alarms alarms;

  /// A CloudWatch without alarms.
  public SimulatedCloudWatch(Place place, Agenda agenda, EventFeed feed) {
    this.alarms = new Alarms(place, agenda, feed);
  }

  /// The alarms, for what a story does to them.
  public Alarms alarms() {
    return alarms;
  }

  @Override
  public DescribeAlarmsResponse describeAlarms(DescribeAlarmsRequest request) {
    checkNames(request);
    List<AlarmState> matching =
        alarms.all().stream().filter(alarm -> matches(request, alarm)).toList();
    int from = start(request.nextToken());
    int size = Optional.ofNullable(request.maxRecords()).orElse(DEFAULT_PAGE);
    int to = Math.min(matching.size(), from + size);
    List<AlarmState> page = matching.subList(Math.min(from, to), to);
    return DescribeAlarmsResponse.builder()
        .metricAlarms(
            page.stream()
                .filter(MetricAlarmState.class::isInstance)
                .map(alarm -> AlarmShapes.metric((MetricAlarmState) alarm))
                .toList())
        .compositeAlarms(
            page.stream()
                .filter(CompositeAlarmState.class::isInstance)
                .map(alarm -> AlarmShapes.composite((CompositeAlarmState) alarm))
                .toList())
        .nextToken(to < matching.size() ? TOKEN_PREFIX + to : null)
        .build();
  }

  @Override
  public GetMetricDataResponse getMetricData(GetMetricDataRequest request) {
    if (!request.startTime().isBefore(request.endTime())) {
      throw invalid("The parameter StartTime must be less than the parameter EndTime.");
    }
    return GetMetricDataResponse.builder()
        .metricDataResults(new MetricData(alarms.all()).answer(request))
        .build();
  }

  private static void checkNames(DescribeAlarmsRequest request) {
    if (request.hasAlarmNames() && request.alarmNamePrefix() != null) {
      throw invalid("AlarmNames and AlarmNamePrefix cannot be specified together.");
    }
    if (request.alarmNames().size() > MOST_NAMES) {
      throw invalid("AlarmNames can have at most " + MOST_NAMES + " items.");
    }
  }

  private static RuntimeException invalid(String message) {
    return AwsErrors.refusal(CloudWatchException.builder(), "ValidationError", message);
  }

  private static int start(@Nullable String token) {
    if (token == null) {
      return 0;
    }
    if (!token.matches(TOKEN_PREFIX + "[0-9]{1,9}")) {
      throw AwsErrors.refusal(
          InvalidNextTokenException.builder(), "InvalidNextToken", "The next token is invalid.");
    }
    return Integer.parseInt(token.substring(TOKEN_PREFIX.length()));
  }

  private static boolean matches(DescribeAlarmsRequest request, AlarmState alarm) {
    AlarmType type =
        alarm instanceof MetricAlarmState ? AlarmType.METRIC_ALARM : AlarmType.COMPOSITE_ALARM;
    List<AlarmType> types =
        request.alarmTypes().isEmpty() ? List.of(AlarmType.METRIC_ALARM) : request.alarmTypes();
    String prefix = Optional.ofNullable(request.alarmNamePrefix()).orElse("");
    return types.contains(type)
        && (request.alarmNames().isEmpty() || request.alarmNames().contains(alarm.name()))
        && alarm.name().startsWith(prefix)
        && (request.stateValue() == null || request.stateValue() == alarm.state.value());
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
