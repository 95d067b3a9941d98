package io.github.lastgood.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An event file of the user's choice: what it holds as far as the demo must know it, to let it
/// arrive at a fitting moment in a fitting world. The functions judge it themselves.
///
/// @param file its name, as given
/// @param text what is in it
/// @param json the same parsed; missing when it is no JSON
/// @param kind which function it goes to
/// @param alarms what it says about alarms; empty when nothing that can be understood
/// @param time when it happened; null when it does not say
/// @param at when the user wants it to arrive; null for the fitting moment
record Parcel(
    String file,
    String text,
    JsonNode json,
    Kind kind,
    List<AlarmWord> alarms,
    @Nullable Instant time,
    @Nullable LocalTime at) {

  /// Where an event goes.
  enum Kind {
    ALARM,
    DEPLOYMENT,
    HOOK,
    JOB,
    COMMAND
  }

  private static final Set<String> DELIVERED =
      Set.of(
          "CloudWatch Alarm State Change",
          "CloudWatch Alarm Contributor State Change",
          "ECS Deployment State Change",
          "CodeDeploy Deployment State-change Notification",
          "AWS API Call via CloudTrail");
  private static final String REFRESH = "EC2 Auto Scaling Instance Refresh ";
  private static final Set<String> DEPLOYERS =
      Set.of(
          "aws.ecs",
          "aws.codedeploy",
          "aws.autoscaling",
          "aws.elasticloadbalancing",
          "aws.route53");

  Parcel {
    alarms = List.copyOf(alarms);
  }

  static Wish of(String file, String text, @Nullable LocalTime at) {
    var json = EventWords.json(text);
    if (json.has("RequestType")) {
      return new Wish.Refused(
          file
              + " is a request of CloudFormation; the demo has no stacks. Register the target with"
              + " events/operator/register.json instead.");
    }
    var kind = kind(json);
    var alarms = kind == Kind.ALARM ? AlarmWord.in(json) : List.<AlarmWord>of();
    return new Wish.Feed(new Parcel(file, text, json, kind, alarms, time(json, alarms), at));
  }

  private static Kind kind(JsonNode json) {
    if (json.has("CodePipeline.job")) {
      return Kind.JOB;
    }
    if (json.has("lifecycleStage")) {
      return Kind.HOOK;
    }
    if (DEPLOYERS.contains(json.path("source").asText())) {
      return Kind.DEPLOYMENT;
    }
    var isAlarm =
        json.has("source") || json.has("alarmData") || json.has("Records") || json.has("lastgood");
    return json.isObject() && !json.isEmpty() && !isAlarm ? Kind.COMMAND : Kind.ALARM;
  }

  private static @Nullable Instant time(JsonNode json, List<AlarmWord> alarms) {
    return alarms.stream()
        .map(AlarmWord::at)
        .min(Instant::compareTo)
        .orElseGet(() -> AlarmWord.time(json.path("time")).orElse(null));
  }

  /// Whether it says that an alarm is red.
  boolean isComplaint() {
    return alarms.stream().anyMatch(AlarmWord::isRed);
  }

  /// The detail type of an event that no rule of the stacks delivers; null for any other.
  @Nullable String undelivered() {
    var type = json.path("detail-type");
    return type.isTextual() && !isDelivered(type.textValue()) ? type.textValue() : null;
  }

  private static boolean isDelivered(String type) {
    return DELIVERED.contains(type) || type.startsWith(REFRESH);
  }

  /// What a command `shift` is to do: `start`, `plan`, `halt` or `resume`; empty for anything else.
  String shiftAction() {
    return json.path("command").asText().equals("shift") ? json.path("action").asText("start") : "";
  }

  /// Whether it is a command that changes nothing.
  boolean isQuestion() {
    return switch (json.path("command").asText()) {
      case "plan", "status", "history", "replay" -> true;
      case "shift" -> shiftAction().equals("plan");
      default -> false;
    };
  }
}
