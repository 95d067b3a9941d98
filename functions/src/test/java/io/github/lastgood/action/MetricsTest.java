package io.github.lastgood.action;

import static io.github.lastgood.target.Orders.ALARM;
import static io.github.lastgood.target.Orders.NOW;
import static io.github.lastgood.target.Orders.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.lastgood.decision.Series;
import io.github.lastgood.decision.Series.Point;
import io.github.lastgood.target.Orders;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

class MetricsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Instant MINUTE_0 = STARTED.truncatedTo(ChronoUnit.MINUTES);

  private final CloudWatchClient cloudWatch = mock(CloudWatchClient.class);
  private final Metrics metrics = new Metrics(cloudWatch);

  private static MetricAlarm.Builder single() {
    return MetricAlarm.builder()
        .alarmArn(ALARM)
        .namespace("AWS/ApplicationELB")
        .metricName("HTTPCode_Target_5XX_Count")
        .dimensions(Dimension.builder().name("LoadBalancer").value("app/shop/50dc").build())
        .statistic(Statistic.SUM)
        .period(60);
  }

  private void shows(MetricAlarm.Builder alarm) {
    when(cloudWatch.describeAlarms(any(DescribeAlarmsRequest.class)))
        .thenReturn(DescribeAlarmsResponse.builder().metricAlarms(alarm.build()).build());
  }

  private void answers(GetMetricDataResponse first, GetMetricDataResponse... more) {
    when(cloudWatch.getMetricData(any(GetMetricDataRequest.class))).thenReturn(first, more);
  }

  /// A page with these values of the minutes from then on.
  private static GetMetricDataResponse page(
      String id, String label, @Nullable String next, int from, Double... values) {
    var result =
        MetricDataResult.builder()
            .id(id)
            .label(label)
            .timestamps(
                IntStream.range(from, from + values.length)
                    .mapToObj(minute -> MINUTE_0.plus(MINUTE.multipliedBy(minute)))
                    .toList())
            .values(List.of(values))
            .build();
    return GetMetricDataResponse.builder().metricDataResults(result).nextToken(next).build();
  }

  private static Point point(int minute, double value) {
    return new Point(MINUTE_0.plus(MINUTE.multipliedBy(minute)), value);
  }

  private GetMetricDataRequest asked() {
    var asked = ArgumentCaptor.forClass(GetMetricDataRequest.class);
    verify(cloudWatch).getMetricData(asked.capture());
    return asked.getValue();
  }

  @Test
  void theAlarmsMetricIsReadFromADayBeforeTheDeployment() {
    shows(single());
    answers(page("m1", "5xx", null, 0, 1.0, 31.0));

    assertThat(metrics.read(List.of(ALARM), STARTED, NOW))
        .contains(new Series(MINUTE, List.of(point(0, 1), point(1, 31))));
    var request = asked();
    assertThat(request.startTime()).isEqualTo(STARTED.minus(Duration.ofHours(25)));
    assertThat(request.endTime()).isEqualTo(NOW);
    var stat = request.metricDataQueries().getFirst().metricStat();
    assertThat(stat.metric().metricName()).isEqualTo("HTTPCode_Target_5XX_Count");
    assertThat(stat.metric().dimensions()).extracting(Dimension::value).contains("app/shop/50dc");
    assertThat(stat.stat()).isEqualTo("Sum");
    assertThat(stat.period()).isEqualTo(60);
  }

  @Test
  void furtherPagesAreRead() {
    shows(single());
    answers(page("m1", "5xx", "more", 0, 1.0), page("m1", "5xx", null, 1, 2.0));

    assertThat(metrics.read(List.of(ALARM), STARTED, NOW).orElseThrow().points())
        .containsExactly(point(0, 1), point(1, 2));
  }

  @Test
  void aPercentileIsAnExtendedStatistic() {
    shows(single().statistic((Statistic) null).extendedStatistic("p99").period(10));
    answers(page("m1", "p99", null, 0, 1.0));

    assertThat(metrics.read(List.of(ALARM), STARTED, NOW)).isPresent();
    var stat = asked().metricDataQueries().getFirst().metricStat();
    assertThat(stat.stat()).isEqualTo("p99");
    assertThat(stat.period()).as("shorter ones are not kept for a day").isEqualTo(60);
  }

  @Test
  void ofMetricMathTheExpressionIsReadThatIsCompared() {
    var input =
        MetricDataQuery.builder()
            .id("errors")
            .metricStat(stat -> stat.period(300).stat("Sum"))
            .returnData(false)
            .build();
    var rate = MetricDataQuery.builder().id("e1").expression("errors / 10").returnData(true);
    shows(MetricAlarm.builder().alarmArn(ALARM).metrics(input, rate.build()));
    answers(page("e1", "rate", null, 0, 0.1));

    var read = metrics.read(List.of(ALARM), STARTED, NOW).orElseThrow();
    assertThat(read.period()).isEqualTo(Duration.ofMinutes(5));
    assertThat(read.points()).containsExactly(point(0, 0.1));
    assertThat(asked().metricDataQueries()).hasSize(2);
  }

  @Test
  void aCountThatIsNotReportedIsAZeroWhenTheAlarmTakesItForOne() {
    shows(single().treatMissingData("notBreaching"));
    answers(page("m1", "5xx", null, 3, 31.0));

    var read = metrics.read(List.of(ALARM), STARTED, NOW).orElseThrow();
    assertThat(read.points()).hasSizeGreaterThan(25 * 60).contains(point(2, 0), point(-60, 0));
    assertThat(read.points().getLast()).isEqualTo(point(3, 31));
  }

  @Test
  void whatIsMissingOtherwiseStaysMissing() {
    shows(single().treatMissingData("missing"));
    answers(page("m1", "5xx", null, 3, 31.0));
    assertThat(metrics.read(List.of(ALARM), STARTED, NOW).orElseThrow().points()).hasSize(1);

    shows(single().statistic(Statistic.AVERAGE).treatMissingData("notBreaching"));
    assertThat(metrics.read(List.of(ALARM), STARTED, NOW).orElseThrow().points()).hasSize(1);
  }

  @Test
  void anAlarmWithoutAMetricOfItsOwnHasNone() {
    when(cloudWatch.describeAlarms(any(DescribeAlarmsRequest.class)))
        .thenReturn(DescribeAlarmsResponse.builder().build());
    assertThat(metrics.read(List.of(ALARM), STARTED, NOW))
        .as("composite, log or deleted")
        .isEmpty();

    shows(single().metricName(null).thresholdMetricId("ad1"));
    assertThat(metrics.read(List.of(ALARM), STARTED, NOW)).as("anomaly band").isEmpty();
    verify(cloudWatch, never()).getMetricData(any(GetMetricDataRequest.class));
  }

  @Test
  void thenThatOfAnotherRedAlarmIsRead() {
    shows(single());
    answers(page("m1", "5xx", null, 0, 1.0));

    assertThat(metrics.read(List.of(Orders.alarmArn("composite"), ALARM), STARTED, NOW))
        .isPresent();
    verify(cloudWatch)
        .describeAlarms(
            DescribeAlarmsRequest.builder()
                .alarmNames("composite", "orders-api-5xx")
                .alarmTypes(AlarmType.METRIC_ALARM)
                .maxRecords(100)
                .build());
  }

  @Test
  void ofManySeriesNoneIsTheOne() {
    shows(single());
    var one = page("m1", "eu-west-1a", null, 0, 1.0).metricDataResults().getFirst();
    var two = page("m1", "eu-west-1b", null, 0, 1.0).metricDataResults().getFirst();
    answers(GetMetricDataResponse.builder().metricDataResults(one, two).build());

    assertThat(metrics.read(List.of(ALARM), STARTED, NOW)).isEmpty();
  }

  @Test
  void whatCloudWatchRefusesIsAbsent() {
    shows(single());
    when(cloudWatch.getMetricData(any(GetMetricDataRequest.class)))
        .thenThrow(CloudWatchException.builder().statusCode(400).message("Throttling").build())
        .thenThrow(SdkClientException.create("timed out"));
    assertThat(metrics.read(List.of(ALARM), STARTED, NOW)).isEmpty();
    assertThat(metrics.read(List.of(ALARM), STARTED, NOW)).isEmpty();

    when(cloudWatch.describeAlarms(any(DescribeAlarmsRequest.class)))
        .thenThrow(CloudWatchException.builder().statusCode(403).build());
    assertThat(metrics.read(List.of(ALARM), STARTED, NOW)).isEmpty();
  }
}
