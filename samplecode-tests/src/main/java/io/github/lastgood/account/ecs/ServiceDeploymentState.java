package io.github.lastgood.account.ecs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.Rollback;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentRollbackMonitorsStatus;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/// A service deployment: one rollout from its source revisions to its target, with whatever
/// rollback it ends in.
final class ServiceDeploymentState {
  final String arn;
  final List<ServiceRevisionState> sources;
  final ServiceRevisionState target;
  final DeploymentConfiguration configuration;
  final Instant createdAt;
  final List<String> triggeredAlarms = new ArrayList<>();
  ServiceDeploymentStatus status = ServiceDeploymentStatus.PENDING;
  ServiceDeploymentRollbackMonitorsStatus alarmsStatus =
      ServiceDeploymentRollbackMonitorsStatus.DISABLED;
  Instant updatedAt;
  int failures;

  /// How far a deployment that shifts traffic is; null for a rolling update.
  @Nullable String stage;

  boolean breakerTriggered;
  @Nullable String statusReason;
  @Nullable Instant startedAt;
  @Nullable Instant finishedAt;
  @Nullable Instant stoppedAt;
  @Nullable Rollback rollback;

  ServiceDeploymentState(
      String arn,
      List<ServiceRevisionState> sources,
      ServiceRevisionState target,
      DeploymentConfiguration configuration,
      Instant now) {
    this.arn = arn;
    this.sources = List.copyOf(sources);
    this.target = target;
    this.configuration = configuration;
    this.createdAt = now;
    this.updatedAt = now;
  }

  void turn(ServiceDeploymentStatus next, Instant now) {
    status = next;
    updatedAt = now;
    if (next == ServiceDeploymentStatus.IN_PROGRESS) {
      startedAt = now;
    }
    if (next == ServiceDeploymentStatus.STOPPED) {
      stoppedAt = now;
    }
    if (hasEnded()) {
      finishedAt = now;
    }
  }

  boolean hasEnded() {
    return switch (status) {
      case SUCCESSFUL, STOPPED, ROLLBACK_SUCCESSFUL, ROLLBACK_FAILED -> true;
      case PENDING,
          IN_PROGRESS,
          STOP_REQUESTED,
          ROLLBACK_REQUESTED,
          ROLLBACK_IN_PROGRESS,
          UNKNOWN_TO_SDK_VERSION ->
          false;
    };
  }

  boolean isRollingBack() {
    return status == ServiceDeploymentStatus.ROLLBACK_REQUESTED
        || status == ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS;
  }
}
