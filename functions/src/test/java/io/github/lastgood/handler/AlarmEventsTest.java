package io.github.lastgood.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lastgood.signal.Signal.AlarmChange;
import io.github.lastgood.signal.Signal.Silence;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is read from each file: alarm, state, since when, the state before, what silences it.
class AlarmEventsTest {

  private static String read(AlarmChange alarm) {
    return String.join(
        " | ",
        alarm.alarmName(),
        alarm.state().name(),
        alarm.since().toString().substring(11),
        alarm.previous() == null ? "-" : alarm.previous().name(),
        silence(alarm),
        alarm.contributor() ? "series" : "whole");
  }

  private static String silence(AlarmChange alarm) {
    return switch (alarm.silence()) {
      case null -> "-";
      case Silence.Muted muted -> "muted until " + muted.until();
      case Silence.Suppressed suppressed -> "suppressed by " + suppressed.by();
    };
  }

  private static final String CLOUDWATCH =
      """
      composite-alarm-suppressed-by-alarm.json             : orders-api-bad-deploy | ALARM | 10:15:30.480Z | OK | suppressed by Alarm | whole
      composite-alarm-suppressed-wait-period.json          : orders-api-bad-deploy | ALARM | 10:15:30.480Z | OK | suppressed by WaitPeriod | whole
      composite-alarm-to-alarm-red-before-deployment.json  : orders-api-bad-deploy | ALARM | 09:50:30.480Z | ALARM | - | whole
      composite-alarm-to-alarm-suppression-lifted.json     : orders-api-bad-deploy | ALARM | 10:15:30.480Z | ALARM | - | whole
      composite-alarm.json                                 : orders-api-bad-deploy | ALARM | 10:15:30.480Z | OK | - | whole
      composite-ok.json                                    : orders-api-bad-deploy | OK | 10:24:45.300Z | ALARM | - | whole
      contributor-alarm.json                               : orders-api-by-az | ALARM | 10:15:35.919Z | - | - | series
      contributor-ok.json                                  : orders-api-by-az | OK | 10:24:35.704Z | - | - | series
      log-alarm.json                                       : orders-api-log-query | ALARM | 10:16:00.310Z | OK | - | whole
      metric-alarm-after-rollback.json                     : orders-api-5xx | ALARM | 10:40:30.124Z | OK | - | whole
      metric-alarm-before-deployment.json                  : orders-api-5xx | ALARM | 09:50:30.124Z | OK | - | whole
      metric-alarm-billing-api.json                        : billing-api-5xx | ALARM | 10:15:42.551Z | OK | - | whole
      metric-alarm-extra-fields.json                       : orders-api-5xx | ALARM | 10:15:30.124Z | OK | - | whole
      metric-alarm-hours-old.json                          : orders-api-5xx | ALARM | 04:15:30.124Z | OK | - | whole
      metric-alarm-missing-optional-fields.json            : orders-api-5xx | ALARM | 10:15:30.124Z | - | - | whole
      metric-alarm-muted.json                              : orders-api-5xx | ALARM | 10:15:30.124Z | OK | muted until 2026-11-02T12:00:00Z | whole
      metric-alarm-unknown-alarm.json                      : somebody-elses-alarm | ALARM | 10:15:33.018Z | OK | - | whole
      metric-alarm-web-fleet.json                          : web-5xx | ALARM | 10:15:30.124Z | OK | - | whole
      metric-alarm.json                                    : orders-api-5xx | ALARM | 10:15:30.124Z | OK | - | whole
      metric-insufficient-data.json                        : orders-api-p99 | INSUFFICIENT_DATA | 10:12:45.330Z | OK | - | whole
      metric-math-alarm.json                               : orders-api-p99 | ALARM | 10:16:45.412Z | INSUFFICIENT_DATA | - | whole
      metric-math-ok.json                                  : orders-api-p99 | OK | 10:24:45.120Z | ALARM | - | whole
      metric-ok.json                                       : orders-api-5xx | OK | 10:24:30.101Z | ALARM | - | whole
      multi-series-alarm.json                              : orders-api-by-az | ALARM | 10:15:35.919Z | OK | - | whole
      """;

  private static final String LAMBDA_ACTION =
      """
      composite-alarm.json   : orders-api-bad-deploy | ALARM | 10:15:30.480Z | OK | - | whole
      contributor-alarm.json : orders-api-by-az | ALARM | 10:15:35.919Z | - | - | series
      metric-alarm.json      : orders-api-5xx | ALARM | 10:15:30.124Z | OK | - | whole
      metric-ok.json         : orders-api-5xx | OK | 10:24:30.101Z | ALARM | - | whole
      """;

  @Test
  void everyEventOfEventBridgeIsReadInItsOwnWords() {
    var read =
        Events.in("cloudwatch").stream()
            .filter(file -> !file.equals("alarm-configuration-change.json"))
            .map(file ->
                line(file, AlarmEvents.fromEventBridge(Events.fields("cloudwatch/" + file))))
            .toList();

    assertThat(read).isEqualTo(lines(CLOUDWATCH));
  }

  @Test
  void everyLambdaActionIsReadInItsOwnWords() {
    var folder = "cloudwatch-lambda-action";
    var read =
        Events.in(folder).stream()
            .map(file ->
                line(file, AlarmEvents.fromLambdaAction(Events.fields(folder + "/" + file))))
            .toList();

    assertThat(read).isEqualTo(lines(LAMBDA_ACTION));
  }

  private static String line(String file, AlarmChange alarm) {
    return file + " : " + read(alarm);
  }

  private static List<String> lines(String table) {
    return table.lines().map(line -> line.replaceFirst(" +: ", " : ")).toList();
  }

  private static List<Optional<AlarmChange>> sns(String file) {
    var records = Events.json("sns/" + file).path("Records");
    return StreamSupport.stream(records.spliterator(), false)
        .map(entry -> AlarmEvents.fromSns(Fields.of(entry, "SNS record")))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "metric-alarm.json;      orders-api-5xx | ALARM | 10:15:30.124Z | OK | - | whole",
        "metric-ok.json;         orders-api-5xx | OK | 10:24:30.101Z | ALARM | - | whole",
        "composite-alarm.json;   orders-api-bad-deploy | ALARM | 10:15:30.480Z | OK | - | whole",
        "contributor-alarm.json; orders-api-by-az | ALARM | 10:15:35.919Z | OK | - | series"
      })
  void anAlarmInsideAnSnsRecordIsReadInItsOwnWords(String file, String expected) {
    assertThat(sns(file))
        .singleElement()
        .satisfies(alarm -> {
          assertThat(read(alarm.orElseThrow())).isEqualTo(expected);
        });
  }

  @Test
  void everyRecordIsReadForItself() {
    assertThat(sns("several-alarms-one-target.json"))
        .extracting(alarm -> alarm.orElseThrow().alarmName())
        .containsExactly("orders-api-5xx", "orders-api-p99");
    assertThat(sns("several-alarms-two-targets.json"))
        .extracting(alarm -> alarm.orElseThrow().alarmName())
        .containsExactly("orders-api-5xx", "billing-api-5xx");
    assertThat(sns("alarm-beside-something-else.json"))
        .extracting(Optional::isPresent)
        .containsExactly(false, true);
    assertThat(sns("not-an-alarm.json")).containsExactly(Optional.empty());
  }

  @Test
  void jsonThatIsNoAlarmIsNoAlarm() {
    var message = Events.parse("{\"Sns\":{\"MessageId\":\"1\",\"Message\":\"{\\\"a\\\":1}\"}}");

    assertThat(AlarmEvents.fromSns(Fields.of(message, "SNS record"))).isEmpty();
  }

  @Test
  void aDeliveryIsKnownByItsEventIdOrWhereThereIsNoneByAlarmAndTime() {
    var event = AlarmEvents.fromEventBridge(Events.fields("cloudwatch/metric-alarm.json"));
    var action =
        AlarmEvents.fromLambdaAction(Events.fields("cloudwatch-lambda-action/metric-alarm.json"));
    var notice = sns("metric-alarm.json").getFirst().orElseThrow();

    assertThat(event.eventId()).isEqualTo("54619b22-" + event.eventId().substring(9));
    assertThat(action.eventId()).isEqualTo("action.orders-api-5xx");
    assertThat(notice.eventId()).startsWith("sns.");
    assertThat(List.of(event.at(), action.at(), notice.at()))
        .as("the same moment by every channel")
        .containsOnly(event.since());
  }

  @Test
  void anAlarmWithoutResourcesIsNamedByItsAccountAndRegion() {
    var event = (ObjectNode) Events.json("cloudwatch/metric-alarm.json");
    event.remove("resources");

    assertThat(AlarmEvents.fromEventBridge(Fields.of(event, "event")).alarmArn())
        .isEqualTo("arn:aws:cloudwatch:eu-west-1:111122223333:alarm:orders-api-5xx");
  }
}
