package io.github.lastgood.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.Answer;
import io.github.lastgood.Lastgood;
import io.github.lastgood.Refusal;
import io.github.lastgood.Refusal.Code;
import io.github.lastgood.signal.Signal.AlarmChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears of alarms, by EventBridge, by the alarm's own Lambda action or by SNS, and of the watch
/// tick. Answers `{"answers": [...]}`, one for each alarm and target.
public final class AlarmHandler extends JsonFunction {
  private static final Logger log = LoggerFactory.getLogger(AlarmHandler.class);

  /// How far CloudWatch's clock may be ahead of this one.
  private static final Duration AHEAD = Duration.ofMinutes(5);

  /// For Lambda.
  public AlarmHandler() {
    this(Wiring.lastgood());
    SnapshotPriming.register(lastgood.priming());
  }

  public AlarmHandler(Lastgood lastgood) {
    super(lastgood);
  }

  @Override
  Object handle(JsonNode event, Context context) {
    var fields = Fields.of(event, "event");
    if (fields.has("lastgood")) {
      return tick(fields);
    }
    if (fields.has("Records")) {
      return Map.of("answers", records(event.path("Records")));
    }
    if (fields.has("alarmData")) {
      return Map.of("answers", answer(AlarmEvents.fromLambdaAction(fields)));
    }
    if (fields.text("source").filter("aws.cloudwatch"::equals).isPresent()) {
      return Map.of("answers", answer(AlarmEvents.fromEventBridge(fields)));
    }
    throw new Refusal(
        Code.WRONG_SHAPE,
        "The event is neither an alarm from EventBridge, SNS or an alarm's Lambda action nor the"
            + " watch tick; see events/cloudwatch for one that works.");
  }

  private Object tick(Fields fields) {
    if (!fields.required("lastgood").equals("watch")) {
      throw new Refusal(
          Code.BAD_VALUE, "The event's lastgood must be watch: {\"lastgood\":\"watch\"}.");
    }
    correlate("watch");
    return lastgood.watch().tick();
  }

  /// One record never costs another: a bad one is answered with what is wrong, and when one cannot
  /// be handled the others still are, before the event is given back for a retry.
  private List<Object> records(JsonNode records) {
    if (!records.isArray()) {
      throw new Refusal(
          Code.WRONG_TYPE,
          "The event's Records must be a list; see events/sns for one that works.");
    }
    var answers = new ArrayList<Object>();
    var failures = new ArrayList<RuntimeException>();
    for (var entry : records) {
      try {
        AlarmEvents.fromSns(Fields.of(entry, "SNS record"))
            .ifPresentOrElse(
                alarm -> answers.addAll(answer(alarm)), () -> answers.add(notAnAlarm()));
      } catch (Refusal refusal) {
        answers.add(refused(refusal));
      } catch (RuntimeException e) {
        failures.add(e);
      }
    }
    rethrow(failures);
    return answers;
  }

  /// One alarm may speak for several targets; one of them never costs another.
  private List<Answer> answer(AlarmChange alarm) {
    correlate(alarm.eventId());
    var hints = lastgood.ledger().targetsOfAlarm(alarm.alarmArn());
    if (hints.isEmpty()) {
      log.info("No target has the alarm {}", alarm.alarmName());
      return List.of(
          Answer.ofNoTarget("UNKNOWN_ALARM", "No target has the alarm " + alarm.alarmName() + "."));
    }
    refuseTimeToCome(alarm);
    var answers = new ArrayList<Answer>();
    var failures = new ArrayList<RuntimeException>();
    for (var hint : hints) {
      try {
        lastgood.pipeline().handle(hint, alarm).ifPresent(answers::add);
      } catch (RuntimeException e) {
        log.error("Could not handle {} for {}", alarm.alarmName(), hint.target(), e);
        failures.add(e);
      }
    }
    rethrow(failures);
    return answers;
  }

  /// The newest word about an alarm stands in the ledger until a newer one comes: one of a time to
  /// come would stand there for as long, and what the alarm really says would be taken for old.
  private void refuseTimeToCome(AlarmChange alarm) {
    var latest = lastgood.clock().instant().plus(AHEAD);
    if (alarm.at().isAfter(latest) || alarm.since().isAfter(latest)) {
      throw new Refusal(
          Code.BAD_VALUE,
          "The state of the alarm is of a time that is still to come; CloudWatch sends none such.");
    }
  }

  private static Answer notAnAlarm() {
    return Answer.ofNoTarget("NOT_AN_ALARM", "The SNS message is no CloudWatch alarm.");
  }

  private static void rethrow(List<RuntimeException> failures) {
    if (!failures.isEmpty()) {
      var first = failures.getFirst();
      failures.stream().skip(1).forEach(first::addSuppressed);
      throw first;
    }
  }
}
