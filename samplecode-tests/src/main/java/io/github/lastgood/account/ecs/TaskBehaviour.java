package io.github.lastgood.account.ecs;

import java.time.Duration;

/// How the tasks of an image behave once ECS tries to run them.
public sealed interface TaskBehaviour {

  /// Starts, passes its health checks, serves.
  record Healthy() implements TaskBehaviour {}

  /// Never becomes healthy: every start is a failed task, which is what trips the circuit breaker.
  record Crashing() implements TaskBehaviour {}

  /// Starts and passes its health checks, but hurts its users from `delay` after its first task
  /// runs.
  record RedAfter(Duration delay) implements TaskBehaviour {}
}
