package io.github.lastgood.account.autoscaling;

import java.time.Duration;

/// How long the parts of an instance refresh take: with the [#USUAL] ones a refresh of four
/// instances is done after five minutes.
///
/// @param pending from the request to `InProgress`, and from a cancellation to `Cancelled`
/// @param replace to replace one instance: launch, health checks, warm-up
/// @param giveUp how long instances that never get healthy are waited for
/// @param alarmPoll between two looks at the alarms of the refresh
public record RefreshTiming(
    Duration pending, Duration replace, Duration giveUp, Duration alarmPoll) {

  /// A small fleet behind a load balancer.
  public static final RefreshTiming USUAL =
      new RefreshTiming(
          Duration.ofSeconds(20),
          Duration.ofSeconds(70),
          Duration.ofMinutes(10),
          Duration.ofSeconds(15));
}
