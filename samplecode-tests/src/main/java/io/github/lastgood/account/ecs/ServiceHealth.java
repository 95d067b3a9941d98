package io.github.lastgood.account.ecs;

import io.github.lastgood.account.ecs.TaskBehaviour.Crashing;
import io.github.lastgood.account.ecs.TaskBehaviour.Healthy;
import io.github.lastgood.account.ecs.TaskBehaviour.RedAfter;
import java.time.Instant;

/// Whether the users of a service are hurt: what its metrics, and so its alarms, follow.
final class ServiceHealth {
  private final Workloads workloads;

  ServiceHealth(Workloads workloads) {
    this.workloads = workloads;
  }

  /// Red when tasks that hurt are running and get traffic, be it beside good ones, or when none run
  /// that should.
  boolean isRed(ServiceState service, Instant now) {
    boolean none = service.desiredCount > 0 && service.running() == 0;
    return none || service.deployments.stream().anyMatch(each -> hurts(each, now));
  }

  private boolean hurts(DeploymentState deployment, Instant now) {
    Instant running = deployment.firstRunningAt;
    if (running == null || deployment.production == 0) {
      return false;
    }
    return switch (workloads.of(deployment.revision)) {
      case Healthy() -> false;
      case Crashing() -> true;
      case RedAfter(var delay) -> !now.isBefore(running.plus(delay));
    };
  }
}
