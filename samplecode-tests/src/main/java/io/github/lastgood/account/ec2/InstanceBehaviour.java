package io.github.lastgood.account.ec2;

import java.time.Duration;

/// How instances of an AMI behave once they are launched.
public sealed interface InstanceBehaviour {

  /// Passes its health checks, serves.
  record Healthy() implements InstanceBehaviour {}

  /// Never passes its health checks.
  record NeverHealthy() implements InstanceBehaviour {}

  /// Passes its health checks, but hurts its users from `delay` after it is in service.
  record RedAfter(Duration delay) implements InstanceBehaviour {}
}
