package io.github.lastgood.action;

import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.Deployment.Origin;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackConfiguration;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackEvent;
import software.amazon.awssdk.services.codedeploy.model.DeploymentCreator;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.ErrorCode;
import software.amazon.awssdk.services.codedeploy.model.ErrorInformation;

/// What `GetDeployment` means.
///
/// A deployment on ECS is `InProgress` also while the original task set waits for its termination:
/// the traffic has moved, yet CodeDeploy can still move it back.
final class CodeDeployDeployments {
  /// Begins the description of every deployment that Lastgood creates; the rollback's id follows.
  static final String DESCRIPTION = "Lastgood rollback ";

  private CodeDeployDeployments() {}

  static boolean isOver(DeploymentInfo info) {
    return switch (status(info)) {
      case SUCCEEDED, FAILED, STOPPED -> true;
      case CREATED, QUEUED, IN_PROGRESS, BAKING, READY, UNKNOWN_TO_SDK_VERSION -> false;
    };
  }

  static DeploymentStatus status(DeploymentInfo info) {
    return Objects.requireNonNullElse(info.status(), DeploymentStatus.UNKNOWN_TO_SDK_VERSION);
  }

  /// @param sourceId the deployment whose revision CodeDeploy would go back to; null when none
  ///   succeeded yet
  static LiveState live(DeploymentInfo info, Revision revision, @Nullable String sourceId) {
    var inFlight = !isOver(info);
    var settled = status(info) == DeploymentStatus.SUCCEEDED ? info.completeTime() : null;
    var deployment =
        new Deployment(
            info.deploymentId(),
            revision,
            origin(info),
            Objects.requireNonNullElse(info.createTime(), Instant.EPOCH),
            settled,
            null,
            inFlight ? info.deploymentId() : null,
            inFlight ? sourceId : null,
            0);
    return new LiveState.Running(deployment, failed(info), rollsBackItself(info));
  }

  /// A deployment that an alarm stopped has failed; one that a person stopped has not.
  private static boolean failed(DeploymentInfo info) {
    return status(info) == DeploymentStatus.FAILED
        || (status(info) == DeploymentStatus.STOPPED && isStoppedByAlarm(info));
  }

  private static boolean isStoppedByAlarm(DeploymentInfo info) {
    @Nullable ErrorInformation error = info.errorInformation();
    return error != null && error.code() == ErrorCode.ALARM_ACTIVE;
  }

  static boolean rollsBackItself(DeploymentInfo info) {
    @Nullable AutoRollbackConfiguration configuration = info.autoRollbackConfiguration();
    return configuration != null
        && Boolean.TRUE.equals(configuration.enabled())
        && configuration
            .events()
            .contains(
                isStoppedByAlarm(info)
                    ? AutoRollbackEvent.DEPLOYMENT_STOP_ON_ALARM
                    : AutoRollbackEvent.DEPLOYMENT_FAILURE);
  }

  private static Origin origin(DeploymentInfo info) {
    if (isLastgoods(info)) {
      return Origin.LASTGOOD;
    }
    return isRollback(info) ? Origin.AWS : Origin.TEAM;
  }

  static boolean isLastgoods(DeploymentInfo info) {
    return info.description() != null && info.description().startsWith(DESCRIPTION);
  }

  static boolean isRollback(DeploymentInfo info) {
    return List.of(
            DeploymentCreator.CODE_DEPLOY_ROLLBACK, DeploymentCreator.CLOUD_FORMATION_ROLLBACK)
        .contains(info.creator());
  }

  /// CodeDeploy's own rollback of it; null when there is none (yet).
  static @Nullable String rollbackOf(DeploymentInfo info) {
    return info.rollbackInfo() == null ? null : info.rollbackInfo().rollbackDeploymentId();
  }
}
