package io.github.lastgood.handler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lastgood.Refusal;
import io.github.lastgood.Refusal.Code;
import io.github.lastgood.signal.Signal.AlarmChange;
import io.github.lastgood.signal.Signal.Channel;
import io.github.lastgood.signal.Signal.Silence;
import io.github.lastgood.target.AlarmState;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Alarm events in their three shapes: from EventBridge, from the alarm's own Lambda action, and
/// wrapped by SNS. Only what is needed is read, and what is not known is left aside: CloudWatch
/// adds fields and alarm types.
///
/// Facts: CloudWatch User Guide, "Alarm events and EventBridge", "Invoke a Lambda function from an
/// alarm", "Alarm actions".
final class AlarmEvents {
  private static final ObjectMapper JSON = new ObjectMapper();

  private AlarmEvents() {}

  /// An event from EventBridge.
  static AlarmChange fromEventBridge(Fields event) {
    var detail = event.object("detail");
    var isContributor = detail.has("alarmContributor");
    return change(
        event.required("id"),
        arn(event, detail),
        detail,
        isContributor,
        Channel.EVENTBRIDGE,
        muted(detail));
  }

  /// The alarm's own Lambda action. It has no id; one delivery is known by alarm and state time.
  static AlarmChange fromLambdaAction(Fields event) {
    var data = event.object("alarmData");
    var arn = event.required("alarmArn");
    return change(
        "action." + AlarmChange.nameOf(arn),
        arn,
        data,
        data.has("alarmContributor"),
        Channel.LAMBDA_ACTION,
        null);
  }

  private static AlarmChange change(
      String eventId,
      String arn,
      Fields detail,
      boolean isContributor,
      Channel channel,
      @Nullable Silence muted) {
    var state = detail.object("state");
    var value = state(state, "value");
    var previous = detail.has("previousState") ? detail.object("previousState") : null;
    var previousValue =
        previous == null || !previous.has("value") ? null : state(previous, "value");
    var at = state.time("timestamp");
    return new AlarmChange(
        eventId,
        at,
        arn,
        value,
        since(value, at, previous, previousValue),
        previousValue,
        muted != null ? muted : suppressed(state),
        isContributor,
        channel,
        state.text("reason").orElse(""));
  }

  /// ALARM → ALARM comes when a suppression is lifted: red since the earlier state began.
  private static Instant since(
      AlarmState value, Instant at, @Nullable Fields previous, @Nullable AlarmState previousValue) {
    return previous != null && value == previousValue && previous.has("timestamp")
        ? previous.time("timestamp")
        : at;
  }

  private static @Nullable Silence suppressed(Fields state) {
    return state.text("actionsSuppressedBy").map(Silence.Suppressed::new).orElse(null);
  }

  private static @Nullable Silence muted(Fields detail) {
    if (!detail.has("muteDetail")) {
      return null;
    }
    var mute = detail.object("muteDetail");
    return new Silence.Muted(
        mute.text("mutedByArn").orElse("a mute rule"),
        mute.has("muteWindowEnd") ? mute.time("muteWindowEnd") : null);
  }

  /// `resources[0]` is the alarm; the name alone, with the event's account and region, does as
  /// well.
  private static String arn(Fields event, Fields detail) {
    var resource = event.node().path("resources").path(0);
    if (resource.isTextual()) {
      return resource.textValue();
    }
    return "arn:aws:cloudwatch:"
        + event.required("region")
        + ":"
        + event.required("account")
        + ":alarm:"
        + detail.required("alarmName");
  }

  /// One SNS record; empty when its message is no alarm.
  static Optional<AlarmChange> fromSns(Fields rec) {
    var sns = rec.object("Sns");
    var message = sns.required("Message");
    if (!message.stripLeading().startsWith("{")) {
      return Optional.empty();
    }
    var alarm = Fields.of(parse(message), "SNS message");
    if (!alarm.has("AlarmArn") && !alarm.has("AlarmName")) {
      return Optional.empty();
    }
    var value = state(alarm, "NewStateValue");
    var at = alarm.time("StateChangeTime");
    return Optional.of(
        new AlarmChange(
            "sns." + sns.required("MessageId"),
            at,
            alarm.required("AlarmArn"),
            value,
            at,
            alarm.has("OldStateValue") ? state(alarm, "OldStateValue") : null,
            null,
            alarm.has("AlarmContributorId"),
            Channel.SNS,
            alarm.text("NewStateReason").orElse("")));
  }

  private static JsonNode parse(String message) {
    try {
      return JSON.readTree(message);
    } catch (JsonProcessingException e) {
      throw new Refusal(
          Code.NOT_JSON, "The alarm inside the SNS record's Message is not JSON; send it whole.");
    }
  }

  private static AlarmState state(Fields fields, String name) {
    var value = fields.required(name);
    return switch (value) {
      case "OK" -> AlarmState.OK;
      case "ALARM" -> AlarmState.ALARM;
      case "INSUFFICIENT_DATA" -> AlarmState.INSUFFICIENT_DATA;
      default ->
          throw new Refusal(
              Code.BAD_VALUE,
              "The "
                  + fields.where()
                  + "'s "
                  + name
                  + " is none of OK, ALARM and INSUFFICIENT_DATA.");
    };
  }
}
