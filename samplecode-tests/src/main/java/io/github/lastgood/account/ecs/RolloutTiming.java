package io.github.lastgood.account.ecs;

import java.time.Duration;

/// How long the parts of a rollout take: with the [#USUAL] ones a deployment of new tasks settles
/// after three minutes and then bakes.
///
/// @param pending from the request to `IN_PROGRESS`, and from a stop or rollback being requested to
///   it being done
/// @param start from a task's launch to RUNNING (pull and start)
/// @param healthy from RUNNING to having passed the health checks
/// @param drain from the new tasks being healthy to the old ones being stopped
/// @param failure between two failed starts of tasks that do not come up
/// @param alarmPoll between two looks at the deployment alarms
public record RolloutTiming(
    Duration pending,
    Duration start,
    Duration healthy,
    Duration drain,
    Duration failure,
    Duration alarmPoll) {

  /// A small Fargate service behind a load balancer.
  public static final RolloutTiming USUAL =
      new RolloutTiming(
          Duration.ofSeconds(5),
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          Duration.ofSeconds(40),
          Duration.ofSeconds(15));
}
