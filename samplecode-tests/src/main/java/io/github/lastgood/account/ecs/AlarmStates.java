package io.github.lastgood.account.ecs;

/// What ECS asks CloudWatch while it watches the alarms of a deployment.
@FunctionalInterface
public interface AlarmStates {

  /// Whether the alarm exists and is in ALARM now.
  boolean isRed(String alarmName);
}
