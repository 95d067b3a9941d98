package io.github.lastgood.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/// What drives an alarm is what GetMetricData shows.
class MetricDataTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final World world = World.create();
  private final Instant start = world.account().now();
  private final CloudWatchClient cloudWatch = world.account().clients().cloudWatch();

  private MetricAlarm alarm(String name) {
    return cloudWatch.describeAlarms(r -> r.alarmNames(name)).metricAlarms().getFirst();
  }

  /// The metric that an alarm on a single one compares.
  private static MetricDataQuery query(MetricAlarm alarm) {
    return MetricDataQuery.builder()
        .id("m1")
        .metricStat(stat ->
            stat.metric(metric ->
                    metric
                        .namespace(alarm.namespace())
                        .metricName(alarm.metricName())
                        .dimensions(alarm.dimensions()))
                .stat(alarm.statisticAsString())
                .period(alarm.period()))
        .build();
  }

  private MetricDataResult read(List<MetricDataQuery> queries, Instant from, Instant to) {
    return cloudWatch
        .getMetricData(r ->
            r.metricDataQueries(queries)
                .startTime(from)
                .endTime(to)
                .scanBy(ScanBy.TIMESTAMP_ASCENDING))
        .metricDataResults()
        .getFirst();
  }

  @Test
  void beforeTheWorldBeganItWasQuietAndAfterwardsItFollowsTheSymptom() {
    world.deploy(Release.BAD_AT_ONCE);
    world.advance(Duration.ofMinutes(10));

    var read =
        read(
            List.of(query(alarm(World.ALARM_5XX))),
            start.minus(Duration.ofHours(1)),
            world.account().now());

    assertThat(read.timestamps()).hasSize(70).isSorted();
    assertThat(read.values().subList(0, 61)).containsOnly(0.0);
    assertThat(read.values().getLast()).isGreaterThan(25);
  }

  @Test
  void metricMathIsReadByItsExpression() {
    world.deploy(Release.BAD_AT_ONCE);
    world.advance(Duration.ofMinutes(10));

    var read = read(alarm(World.ALARM_P99).metrics(), start, world.account().now());

    assertThat(read.id()).isEqualTo("e1");
    assertThat(read.values().getLast()).isGreaterThan(1.5);
  }

  @Test
  void aStoryMaySayTheNumbersAndTheAlarmFollowsThem() {
    world.account().alarms().level(World.ALARM_5XX, minute -> minute.isBefore(start) ? 3 : 26);
    world.advance(MINUTE.multipliedBy(3));

    assertThat(world.account().alarms().stateOf(World.ALARM_5XX)).isEqualTo(StateValue.ALARM);
    var read =
        read(
            List.of(query(alarm(World.ALARM_5XX))),
            start.minus(MINUTE),
            start.plus(MINUTE.multipliedBy(2)));
    assertThat(read.values()).containsExactly(3.0, 26.0, 26.0);
  }

  @Test
  void anAlarmThatIsHeldHasAMetricThatFits() {
    world.account().alarms().hold(World.ALARM_5XX, StateValue.ALARM);
    world.advance(MINUTE.multipliedBy(2));

    var read =
        read(List.of(query(alarm(World.ALARM_5XX))), start, start.plus(MINUTE.multipliedBy(2)));
    assertThat(read.values()).allSatisfy(value -> assertThat(value).isGreaterThan(25));
  }

  @Test
  void aSpanThatEndsBeforeItBeginsIsRefused() {
    assertThatThrownBy(() -> read(List.of(query(alarm(World.ALARM_5XX))), start, start))
        .isInstanceOf(CloudWatchException.class);
  }
}
