package io.github.lastgood.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.account.cloudwatch.MetricAlarmSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.InvalidNextTokenException;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

class AlarmsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final World world = World.create();
  private final Seen seen = Seen.by(world.account());
  private final CloudWatchClient cloudWatch = world.account().clients().cloudWatch();

  @Test
  void alarmNeedsItsMBreachingMinutesAndOneGoodOneToBeOkAgain() {
    AtomicBoolean red = new AtomicBoolean();
    MetricAlarmSpec spec =
        MetricAlarmSpec.of(
                "three-of-five",
                "",
                MetricAlarmSpec.query("m1", "Shop", "Errors", Map.of(), "Sum", true),
                10,
                Duration.ofSeconds(5))
            .outOf(3, 5);
    world.account().alarms().define(spec, red::get, world.account().now());

    String states = "";
    for (boolean hurts : new boolean[] {true, true, false, true, false, false, false}) {
      red.set(hurts);
      world.advance(MINUTE.plusSeconds(states.isEmpty() ? 5 : 0));
      states += world.account().alarms().isRed("three-of-five") ? "A" : "-";
    }

    assertThat(states).isEqualTo("---AA--");
  }

  @Test
  void heldAlarmStaysUntilItIsReleased() {
    world.account().alarms().hold(World.ALARM_5XX, StateValue.INSUFFICIENT_DATA);
    world.advance(Duration.ofMinutes(5));
    assertThat(world.account().alarms().stateOf(World.ALARM_5XX))
        .isEqualTo(StateValue.INSUFFICIENT_DATA);
    assertThat(world.account().alarms().stateOf(World.ALARM_COMPOSITE)).isEqualTo(StateValue.OK);

    world.account().alarms().release(World.ALARM_5XX);
    world.advance(MINUTE);

    assertThat(world.account().alarms().stateOf(World.ALARM_5XX)).isEqualTo(StateValue.OK);
  }

  @Test
  void compositeAlarmsOnlyComeWhenTheirTypeIsAskedFor() {
    DescribeAlarmsResponse plain =
        cloudWatch.describeAlarms(
            r -> r.alarmNames(World.ALARM_5XX, World.ALARM_COMPOSITE, "somebody-elses-alarm"));
    DescribeAlarmsResponse both =
        cloudWatch.describeAlarms(r ->
            r.alarmNames(World.ALARM_5XX, World.ALARM_COMPOSITE)
                .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM));

    assertThat(plain.metricAlarms()).hasSize(1);
    assertThat(plain.compositeAlarms()).isEmpty();
    assertThat(both.metricAlarms()).hasSize(1);
    assertThat(both.compositeAlarms())
        .singleElement()
        .satisfies(alarm ->
            assertThat(alarm.alarmRule())
                .isEqualTo("ALARM(\"orders-api-5xx\") OR ALARM(\"orders-api-p99\")"));
  }

  @Test
  void describedAlarmTellsSinceWhenItIsInItsState() {
    world.beginOutage();
    world.advance(Duration.ofMinutes(10));

    MetricAlarm alarm =
        cloudWatch.describeAlarms(r -> r.alarmNames(World.ALARM_5XX)).metricAlarms().getFirst();

    assertThat(alarm.stateValue()).isEqualTo(StateValue.ALARM);
    assertThat(alarm.stateTransitionedTimestamp())
        .isEqualTo(Instant.parse("2026-11-02T10:02:30.124Z"));
    assertThat(alarm.stateReason()).startsWith("Threshold Crossed: 2 out of the last 2 datapoints");
    assertThat(alarm.namespace()).isEqualTo("AWS/ApplicationELB");
  }

  @Test
  void alarmsComeInPages() {
    assertThat(cloudWatch.describeAlarmsPaginator(r -> r.maxRecords(1)).metricAlarms())
        .extracting(MetricAlarm::alarmName)
        .containsExactly(
            "billing-api-5xx",
            "orders-api-5xx",
            "orders-api-by-az",
            "orders-api-log-errors",
            "orders-api-p99");
    assertThatThrownBy(() -> cloudWatch.describeAlarms(r -> r.nextToken("made up")))
        .isInstanceOf(InvalidNextTokenException.class);
  }

  @Test
  void moreThanAHundredNamesAreRefused() {
    assertThatThrownBy(
            () -> cloudWatch.describeAlarms(r -> r.alarmNames(Collections.nCopies(101, "alarm"))))
        .isInstanceOfSatisfying(
            CloudWatchException.class,
            refusal ->
                assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("ValidationError"));
  }

  @Test
  void mutedAlarmSaysSoInItsEventWhichComesAllTheSame() {
    world.account().alarms().mute(World.ALARM_5XX, "maintenance", Duration.ofHours(1));
    world.beginOutage();
    world.advance(Duration.ofMinutes(4));

    JsonNode muted =
        seen.all().stream()
            .map(event -> event.get("detail"))
            .filter(detail -> detail.get("alarmName").asText().equals(World.ALARM_5XX))
            .findFirst()
            .orElseThrow();

    assertThat(muted.get("muteDetail").get("mutedByArn").asText())
        .isEqualTo("arn:aws:cloudwatch:eu-west-1:111122223333:alarm-mute-rule:maintenance");
  }

  @Test
  void endOfASuppressionIsAnAlarmToAlarmEvent() {
    world.account().alarms().suppress(World.ALARM_COMPOSITE, "maintenance", "Alarm");
    world.beginOutage();
    world.advance(Duration.ofMinutes(4));
    assertThat(
            cloudWatch
                .describeAlarms(r -> r.alarmTypes(AlarmType.COMPOSITE_ALARM))
                .compositeAlarms())
        .singleElement()
        .satisfies(alarm -> assertThat(alarm.actionsSuppressedByAsString()).isEqualTo("Alarm"));

    world.account().alarms().liftSuppression(World.ALARM_COMPOSITE);
    world.advance(Duration.ofSeconds(1));

    assertThat(seen.alarms()).last().asString().startsWith("orders-api-bad-deploy ALARM -> ALARM");
    JsonNode before = seen.all().getLast().get("detail").get("previousState");
    assertThat(before.get("actionsSuppressedBy").asText()).isEqualTo("Alarm");
  }
}
