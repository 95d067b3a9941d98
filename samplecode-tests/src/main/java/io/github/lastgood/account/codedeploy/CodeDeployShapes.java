package io.github.lastgood.account.codedeploy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codedeploy.model.Alarm;
import software.amazon.awssdk.services.codedeploy.model.AlarmConfiguration;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackConfiguration;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentTarget;
import software.amazon.awssdk.services.codedeploy.model.DeploymentTargetType;
import software.amazon.awssdk.services.codedeploy.model.ECSService;
import software.amazon.awssdk.services.codedeploy.model.ECSTarget;
import software.amazon.awssdk.services.codedeploy.model.ErrorInformation;
import software.amazon.awssdk.services.codedeploy.model.LastDeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEvent;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventStatus;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;
import software.amazon.awssdk.services.codedeploy.model.RollbackInfo;

/// Groups and deployments as CodeDeploy's answers show them.
final class CodeDeployShapes {
  private CodeDeployShapes() {}

  static DeploymentGroupInfo group(GroupState group) {
    DeploymentGroupSpec spec = group.spec;
    DeploymentGroupInfo.Builder info =
        DeploymentGroupInfo.builder()
            .applicationName(spec.application())
            .deploymentGroupId(spec.id())
            .deploymentGroupName(spec.name())
            .computePlatform(spec.platform())
            .targetRevision(Revisions.withoutContent(group.lastAttempted().revision))
            .alarmConfiguration(
                AlarmConfiguration.builder()
                    .enabled(!spec.alarms().isEmpty())
                    .alarms(
                        spec.alarms().stream()
                            .map(name -> Alarm.builder().name(name).build())
                            .toList())
                    .build())
            .autoRollbackConfiguration(autoRollback(spec))
            .lastAttemptedDeployment(last(group.lastAttempted()));
    DeploymentState good = group.lastSuccessful();
    if (good != null) {
      info.lastSuccessfulDeployment(last(good));
    }
    if (spec.isEcs()) {
      info.ecsServices(
          ECSService.builder().clusterName(spec.cluster()).serviceName(spec.service()).build());
    }
    return info.build();
  }

  private static AutoRollbackConfiguration autoRollback(DeploymentGroupSpec spec) {
    return AutoRollbackConfiguration.builder()
        .enabled(!spec.autoRollback().isEmpty())
        .events(spec.autoRollback())
        .build();
  }

  private static LastDeploymentInfo last(DeploymentState deployment) {
    return LastDeploymentInfo.builder()
        .deploymentId(deployment.id)
        .status(deployment.status)
        .createTime(deployment.createdAt)
        .endTime(deployment.completedAt)
        .build();
  }

  static DeploymentInfo deployment(GroupState group, DeploymentState deployment) {
    RevisionLocation previous = deployment.previous;
    DeploymentInfo.Builder info =
        DeploymentInfo.builder()
            .applicationName(group.spec.application())
            .deploymentGroupName(group.spec.name())
            .deploymentId(deployment.id)
            .computePlatform(group.spec.platform())
            .revision(Revisions.withoutContent(deployment.revision))
            .previousRevision(previous == null ? null : Revisions.withoutContent(previous))
            .status(deployment.status)
            .creator(deployment.creator)
            .description(deployment.description)
            .createTime(deployment.createdAt)
            .startTime(deployment.startedAt)
            .completeTime(deployment.completedAt)
            .autoRollbackConfiguration(autoRollback(group.spec))
            .overrideAlarmConfiguration(deployment.alarms)
            .rollbackInfo(rollbackInfo(deployment));
    if (deployment.errorCode != null && deployment.isOver()) {
      info.errorInformation(
          ErrorInformation.builder()
              .code(deployment.errorCode)
              .message(deployment.message)
              .build());
    }
    return info.build();
  }

  private static @Nullable RollbackInfo rollbackInfo(DeploymentState deployment) {
    return deployment.rollbackId == null && deployment.takesBack == null
        ? null
        : RollbackInfo.builder()
            .rollbackDeploymentId(deployment.rollbackId)
            .rollbackTriggeringDeploymentId(deployment.takesBack)
            .build();
  }

  /// The ECS service as the target of a deployment, with how far its lifecycle is.
  static DeploymentTarget target(GroupState group, DeploymentState deployment) {
    return DeploymentTarget.builder()
        .deploymentTargetType(DeploymentTargetType.ECS_TARGET)
        .ecsTarget(
            ECSTarget.builder()
                .deploymentId(deployment.id)
                .targetId(group.spec.targetId())
                .lifecycleEvents(
                    event("BeforeInstall", deployment.startedAt),
                    event("Install", deployment.shiftedAt),
                    event("AfterInstall", deployment.shiftedAt),
                    event("BeforeAllowTraffic", deployment.shiftedAt),
                    event("AllowTraffic", deployment.shiftedAt),
                    event("AfterAllowTraffic", deployment.shiftedAt))
                .build())
        .build();
  }

  private static LifecycleEvent event(String name, @Nullable Instant doneAt) {
    return LifecycleEvent.builder()
        .lifecycleEventName(name)
        .status(doneAt == null ? LifecycleEventStatus.PENDING : LifecycleEventStatus.SUCCEEDED)
        .endTime(doneAt)
        .build();
  }
}
