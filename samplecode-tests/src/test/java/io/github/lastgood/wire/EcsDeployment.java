package io.github.lastgood.wire;

import java.time.Instant;
import java.util.Optional;

/// One deployment of a service.
///
/// @param number of the deployment id `ecs-svc/<number>` and of the service revision it deploys
/// @param taskDefinition ARN
/// @param source number of the revision that ran before; empty for the first
/// @param status in ECS's words for service deployments, for example `SUCCESSFUL`
/// @param startedAt when ECS began
/// @param finishedAt empty while it runs
record EcsDeployment(
    String number,
    String taskDefinition,
    Optional<String> source,
    String status,
    Instant startedAt,
    Optional<Instant> finishedAt) {

  static EcsDeployment started(
      String number, String taskDefinition, Optional<String> source, Instant at) {
    return new EcsDeployment(number, taskDefinition, source, "IN_PROGRESS", at, Optional.empty());
  }

  EcsDeployment in(String newStatus) {
    return new EcsDeployment(number, taskDefinition, source, newStatus, startedAt, finishedAt);
  }

  EcsDeployment finished(String newStatus, Instant at) {
    return new EcsDeployment(number, taskDefinition, source, newStatus, startedAt, Optional.of(at));
  }

  boolean running() {
    return finishedAt.isEmpty();
  }

  /// Whether ECS is going, or went, back from this deployment to its source.
  boolean rolledBack() {
    return status.startsWith("ROLLBACK");
  }
}
