package io.github.lastgood.handler;

import static io.github.lastgood.target.Orders.ALARM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.target.AlarmState;
import io.github.lastgood.target.AlarmStatus;
import io.github.lastgood.target.Mode;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.Policy;
import io.github.lastgood.target.Resource;
import io.github.lastgood.target.Target;
import io.github.lastgood.target.TargetState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

class AlarmHandlerTest {
  private static final UpdateServiceRequest TO_GOOD =
      UpdateServiceRequest.builder()
          .cluster("prod")
          .service("orders-api")
          .taskDefinition(Orders.GOOD.id())
          .build();

  private final Bench bench = new Bench();

  @BeforeEach
  void theTargetIsRegistered() {
    bench.given(Orders.state());
  }

  private static List<String> reasons(JsonNode answer) {
    var reasons = new ArrayList<String>();
    answer.path("answers").forEach(one -> reasons.add(one.path("reason").asText()));
    return reasons;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cloudwatch/metric-alarm.json",
        "cloudwatch-lambda-action/metric-alarm.json",
        "sns/metric-alarm.json"
      })
  void everyShapeOfTheAlarmRollsTheServiceBack(String file) {
    var answer = bench.alarmFile(file).path("answers").path(0);

    assertThat(answer.path("decision").asText()).isEqualTo("ROLL_BACK");
    assertThat(answer.path("target").asText()).isEqualTo("orders-api");
    assertThat(answer.path("from").asText()).isEqualTo(Orders.BAD.id());
    assertThat(answer.path("to").asText()).isEqualTo(Orders.GOOD.id());
    assertThat(answer.path("method").asText()).isEqualTo("UPDATE_SERVICE");
    assertThat(answer.path("rollbackId").asText()).isEqualTo("orders-api.9313423515462893900");
    verify(bench.ecs).updateService(TO_GOOD);
    assertThat(bench.notices).containsExactly("Rolling back orders-api to orders-api:41");
    assertThat(bench.measured)
        .containsExactly("decided ROLL_BACK ALARM_AFTER_DEPLOYMENT", "moved after 2000 ms");
  }

  @Test
  void aSecondDeliveryGetsTheSameAnswerAndMovesNothing() {
    var first = bench.alarmFile("cloudwatch/metric-alarm.json");
    var second = bench.alarmFile("cloudwatch/metric-alarm.json");

    assertThat(second).isEqualTo(first);
    verify(bench.ecs, times(1)).updateService(any(UpdateServiceRequest.class));
    assertThat(bench.notices).hasSize(1);
  }

  @Test
  void theSameAlarmByAnotherChannelIsIgnored() {
    bench.alarmFile("cloudwatch/metric-alarm.json");

    assertThat(reasons(bench.alarmFile("sns/metric-alarm.json")))
        .containsExactly("ROLLBACK_EXISTS");
    verify(bench.ecs, times(1)).updateService(any(UpdateServiceRequest.class));
  }

  @Test
  void anAlarmOfNoTargetIsIgnored() {
    assertThat(reasons(bench.alarmFile("cloudwatch/metric-alarm-unknown-alarm.json")))
        .containsExactly("UNKNOWN_ALARM");
  }

  @Test
  void eachRecordGetsItsOwnAnswer() {
    assertThat(reasons(bench.alarmFile("sns/alarm-beside-something-else.json")))
        .containsExactly("NOT_AN_ALARM", "ALARM_AFTER_DEPLOYMENT");
  }

  @Test
  void theSecondAlarmOfOneEventJoinsTheEvidence() {
    assertThat(reasons(bench.alarmFile("sns/several-alarms-one-target.json")))
        .containsExactly("ALARM_AFTER_DEPLOYMENT", "ROLLBACK_EXISTS");
    assertThat(bench.state().rollback())
        .satisfies(open -> assertThat(open).isNotNull())
        .extracting(open -> open == null ? List.of() : open.alarms())
        .isEqualTo(List.of(ALARM, Orders.OTHER_ALARM));
  }

  @Test
  void recordsThatAreNoListAreRefused() {
    assertThat(bench.alarm(Events.parse("{\"Records\":{}}")).path("error").asText())
        .isEqualTo("WRONG_TYPE");
  }

  @Test
  void oneAlarmMaySpeakForSeveralTargets() {
    bench.given(billing());

    assertThat(bench.alarmFile("cloudwatch/metric-alarm.json").path("answers"))
        .extracting(answer -> answer.path("target").asText() + " " + answer.path("reason").asText())
        .containsExactly("billing-api NO_RECENT_DEPLOYMENT", "orders-api ALARM_AFTER_DEPLOYMENT");
  }

  private static TargetState billing() {
    var service =
        new Resource.EcsService(
            "arn:aws:ecs:eu-west-1:111122223333:service/prod/billing-api",
            "prod",
            "billing-api",
            null);
    return TargetState.registered(
        new Target("billing-api", service, List.of(ALARM), Policy.of(Mode.AUTO)));
  }

  @Test
  void aTargetThatCannotBeHandledDoesNotCostTheOtherAndTheEventIsRetried() {
    bench.given(billing());
    when(bench.ecs.describeServices(
            DescribeServicesRequest.builder().cluster("prod").services("billing-api").build()))
        .thenThrow(SdkClientException.create("ECS does not answer."));

    assertThatThrownBy(() -> bench.alarmFile("cloudwatch/metric-alarm.json"))
        .hasMessage("ECS does not answer.");
    verify(bench.ecs).updateService(TO_GOOD);
  }

  @Test
  void aTickLooksAtEveryTargetAndFindsALostAlarm() {
    bench.alarms.put(ALARM, AlarmStatus.of(AlarmState.ALARM, Orders.RED));
    var tick = bench.alarmFile("watch/tick.json");

    assertThat(tick.path("targets").asInt()).isEqualTo(1);
    assertThat(reasons(tick)).containsExactly("ALARM_AFTER_DEPLOYMENT");
    verify(bench.ecs).updateService(TO_GOOD);
  }

  @Test
  void ticksSeeARollbackThroughToItsEnd() {
    bench.alarmFile("cloudwatch/metric-alarm.json");
    bench.now = bench.now.plusSeconds(60);
    bench.alarmFile("watch/tick.json");

    assertThat(bench.state().rollback()).isNull();
    assertThat(bench.measured).contains("ended RECOVERED");
    assertThat(bench.notices).contains("orders-api recovered on orders-api:41");
  }

  @Test
  void everyTickMeasuresHowManyRollbacksAreOpen() {
    bench.tick();
    bench.alarmFile("cloudwatch/metric-alarm.json");
    bench.now = bench.now.plusSeconds(60);
    bench.tick();
    bench.now = bench.now.plusSeconds(60);
    bench.tick();

    assertThat(bench.measured)
        .filteredOn(line -> line.endsWith(" open"))
        .containsExactly("0 open", "1 open", "0 open");
  }

  @Test
  void aTickThatCannotLookAtATargetSaysSoAndLooksAtTheOthers() {
    bench.given(billing());
    when(bench.ecs.describeServices(
            DescribeServicesRequest.builder().cluster("prod").services("billing-api").build()))
        .thenThrow(SdkClientException.create("ECS does not answer."));
    bench.alarms.put(ALARM, AlarmStatus.of(AlarmState.ALARM, Orders.RED));

    var tick = bench.tick();

    assertThat(tick.path("unseen")).extracting(JsonNode::asText).containsExactly("billing-api");
    assertThat(tick.path("targets").asInt()).isEqualTo(1);
    assertThat(reasons(tick)).containsExactly("ALARM_AFTER_DEPLOYMENT");
    assertThat(bench.measured).contains("1 unseen");
    verify(bench.ecs).updateService(TO_GOOD);
  }

  @Test
  void everyTickMeasuresHowManyTargetsItCouldNotLookAt() {
    var tick = bench.tick();

    assertThat(tick.path("unseen").isArray()).isTrue();
    assertThat(tick.path("unseen")).isEmpty();
    assertThat(bench.measured).contains("0 unseen");
  }

  @Test
  void aTickThatCanSeeNothingAtAllFails() {
    when(bench.cloudWatch.describeAlarms(any(DescribeAlarmsRequest.class)))
        .thenThrow(SdkClientException.create("CloudWatch does not answer."));

    assertThatThrownBy(bench::tick).hasMessage("CloudWatch does not answer.");
    assertThat(bench.measured).noneMatch(line -> line.endsWith(" unseen"));
  }

  @Test
  void aMutedAlarmMovesNothing() {
    assertThat(reasons(bench.alarmFile("cloudwatch/metric-alarm-muted.json")))
        .containsExactly("ALARM_MUTED");
    verify(bench.ecs, never()).updateService(any(UpdateServiceRequest.class));
  }
}
