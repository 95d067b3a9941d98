package io.github.lastgood.account.codedeploy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codedeploy.model.AlarmConfiguration;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.ErrorCode;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;

/// One deployment.
final class DeploymentState {
  final String id;
  final RevisionLocation revision;
  final String creator;
  final String description;
  final Instant createdAt;

  /// What ran before the group's newest successful deployment.
  final @Nullable RevisionLocation previous;

  /// Replaces the group's own alarms; null when it does not.
  final @Nullable AlarmConfiguration alarms;

  /// The deployment that this one rolls back; null when it is no rollback of CodeDeploy's.
  final @Nullable String takesBack;

  DeploymentStatus status = DeploymentStatus.CREATED;
  boolean stopRequested;
  @Nullable Instant startedAt;
  @Nullable Instant shiftedAt;
  @Nullable Instant completedAt;
  @Nullable ErrorCode errorCode;
  @Nullable String rollbackId;
  String message = "";

  DeploymentState(
      String id,
      RevisionLocation revision,
      String creator,
      String description,
      Instant createdAt,
      @Nullable RevisionLocation previous,
      @Nullable AlarmConfiguration alarms,
      @Nullable String takesBack) {
    this.id = id;
    this.revision = revision;
    this.creator = creator;
    this.description = description;
    this.createdAt = createdAt;
    this.previous = previous;
    this.alarms = alarms;
    this.takesBack = takesBack;
  }

  boolean isOver() {
    return switch (status) {
      case SUCCEEDED, FAILED, STOPPED -> true;
      case CREATED, QUEUED, IN_PROGRESS, BAKING, READY, UNKNOWN_TO_SDK_VERSION -> false;
    };
  }

  boolean isRollback() {
    return takesBack != null;
  }

  void end(DeploymentStatus end, Instant now) {
    status = end;
    completedAt = now;
  }
}
