package io.github.lastgood.action;

import static io.github.lastgood.target.Orders.ALARM;
import static io.github.lastgood.target.Orders.NOW;
import static io.github.lastgood.target.Orders.RED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.github.lastgood.target.AlarmState;
import io.github.lastgood.target.AlarmStatus;
import io.github.lastgood.target.Orders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

class AlarmsTest {
  private static final String COMPOSITE = Orders.alarmArn("orders-api-bad-deploy");

  private final CloudWatchClient cloudWatch = mock(CloudWatchClient.class);
  private final Alarms alarms = new Alarms(cloudWatch);

  private static MetricAlarm.Builder metric(String state) {
    return MetricAlarm.builder()
        .alarmArn(ALARM)
        .stateValue(state)
        .stateTransitionedTimestamp(RED)
        .stateUpdatedTimestamp(NOW);
  }

  private void cloudWatchShows(DescribeAlarmsResponse first, DescribeAlarmsResponse... more) {
    when(cloudWatch.describeAlarms(any(DescribeAlarmsRequest.class))).thenReturn(first, more);
  }

  private void cloudWatchShows(MetricAlarm.Builder alarm) {
    cloudWatchShows(DescribeAlarmsResponse.builder().metricAlarms(alarm.build()).build());
  }

  @Test
  void bothTypesAreAskedForOrCompositeAlarmsWouldBeLeftOut() {
    cloudWatchShows(
        DescribeAlarmsResponse.builder()
            .metricAlarms(metric("ALARM").build())
            .compositeAlarms(
                CompositeAlarm.builder()
                    .alarmArn(COMPOSITE)
                    .stateValue("OK")
                    .stateTransitionedTimestamp(RED)
                    .build())
            .build());

    assertThat(alarms.read(List.of(ALARM, COMPOSITE)))
        .isEqualTo(
            Map.of(
                ALARM,
                AlarmStatus.of(AlarmState.ALARM, RED),
                COMPOSITE,
                AlarmStatus.of(AlarmState.OK, RED)));
    verify(cloudWatch)
        .describeAlarms(
            DescribeAlarmsRequest.builder()
                .alarmNames("orders-api-5xx", "orders-api-bad-deploy")
                .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM)
                .maxRecords(100)
                .build());
  }

  @Test
  void anAlarmOfTheSameNameInAnotherAccountIsNotTheOneThatWasAskedFor() {
    cloudWatchShows(metric("OK").alarmArn(ALARM.replace("111122223333", "444455556666")));

    assertThat(alarms.read(List.of(ALARM))).isEmpty();
  }

  @Test
  void hundredNamesAreAskedForAtATime() {
    cloudWatchShows(DescribeAlarmsResponse.builder().build());
    var arns = IntStream.range(0, 201).mapToObj(n -> Orders.alarmArn("alarm-" + n)).toList();

    alarms.read(arns);

    var asked = ArgumentCaptor.forClass(DescribeAlarmsRequest.class);
    verify(cloudWatch, times(3)).describeAlarms(asked.capture());
    assertThat(asked.getAllValues())
        .extracting(r -> r.alarmNames().size())
        .containsExactly(100, 100, 1);
  }

  @Test
  void everyPageIsRead() {
    cloudWatchShows(
        DescribeAlarmsResponse.builder().nextToken("more").build(),
        DescribeAlarmsResponse.builder().metricAlarms(metric("OK").build()).build());

    assertThat(alarms.byName(List.of("orders-api-5xx"))).containsOnlyKeys(ALARM);
    var asked = ArgumentCaptor.forClass(DescribeAlarmsRequest.class);
    verify(cloudWatch, times(2)).describeAlarms(asked.capture());
    assertThat(asked.getValue().nextToken()).isEqualTo("more");
  }

  @Test
  void nothingIsAskedForNoAlarm() {
    assertThat(alarms.read(List.of())).isEmpty();
    verifyNoInteractions(cloudWatch);
  }

  @Test
  void aStateThatIsNotKnownIsNoData() {
    cloudWatchShows(metric("FLAPPING"));

    assertThat(alarms.read(List.of(ALARM)).get(ALARM))
        .isEqualTo(AlarmStatus.of(AlarmState.INSUFFICIENT_DATA, RED));
  }

  @Test
  void aMissingStateIsNoData() {
    cloudWatchShows(MetricAlarm.builder().alarmArn(ALARM));

    assertThat(alarms.read(List.of(ALARM)).get(ALARM))
        .isEqualTo(AlarmStatus.of(AlarmState.INSUFFICIENT_DATA, Instant.EPOCH));
  }

  @Test
  void whereTheTransitionIsNotSaidTheUpdateCounts() {
    cloudWatchShows(
        MetricAlarm.builder().alarmArn(ALARM).stateValue("OK").stateUpdatedTimestamp(NOW));

    assertThat(alarms.read(List.of(ALARM)).get(ALARM))
        .isEqualTo(AlarmStatus.of(AlarmState.OK, NOW));
  }

  @Test
  void aSuppressedCompositeAlarmIsSilencedForAsLongAsItIsShownSo() {
    cloudWatchShows(
        DescribeAlarmsResponse.builder()
            .compositeAlarms(
                CompositeAlarm.builder()
                    .alarmArn(COMPOSITE)
                    .stateValue("ALARM")
                    .stateTransitionedTimestamp(RED)
                    .actionsSuppressedBy("Alarm")
                    .build())
            .build());

    assertThat(alarms.read(List.of(COMPOSITE)).get(COMPOSITE))
        .satisfies(status -> assertThat(status.isRed()).isTrue())
        .satisfies(status -> assertThat(status.isSilenced(NOW.plusSeconds(9_999_999))).isTrue());
  }
}
