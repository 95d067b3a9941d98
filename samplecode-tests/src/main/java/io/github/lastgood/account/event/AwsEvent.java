package io.github.lastgood.account.event;

import java.time.Instant;

/// One event on the account's default bus.
///
/// @param id the envelope's id: a redelivery keeps it
/// @param time when it happened
/// @param source `aws.ecs`, `aws.autoscaling` or `aws.cloudwatch`
/// @param detailType for example `ECS Deployment State Change`
/// @param json the whole event as a target of a rule receives it
public record AwsEvent(String id, Instant time, String source, String detailType, String json) {

  /// Whether it is a state change of an alarm.
  public boolean isAlarm() {
    return source.equals("aws.cloudwatch");
  }

  /// Whether it is a state change of an ECS deployment.
  public boolean isDeployment() {
    return source.equals("aws.ecs");
  }

  /// Whether it is about an instance refresh.
  public boolean isInstanceRefresh() {
    return source.equals("aws.autoscaling");
  }

  /// Whether its JSON holds `text`: enough for a story to pick one out.
  public boolean mentions(String text) {
    return json.contains(text);
  }
}
