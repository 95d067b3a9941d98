package io.github.lastgood.account.autoscaling;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.RollbackDetails;

/// Groups and refreshes as the Describe operations show them.
final class GroupShapes {
  AutoScalingGroup shape(GroupState group) {
    return AutoScalingGroup.builder()
        .autoScalingGroupName(group.name)
        .autoScalingGroupARN(group.arn)
        .launchTemplate(group.saved.launchTemplate())
        .mixedInstancesPolicy(group.saved.mixed())
        .minSize(group.minSize)
        .maxSize(group.maxSize)
        .desiredCapacity(group.desiredCapacity)
        .createdTime(group.createdAt)
        .availabilityZones("eu-west-1a")
        .healthCheckType("ELB")
        .instances(group.instances.stream().map(this::shape).toList())
        .build();
  }

  private Instance shape(InstanceState instance) {
    return Instance.builder()
        .instanceId(instance.id())
        .availabilityZone("eu-west-1a")
        .lifecycleState(LifecycleState.IN_SERVICE)
        .healthStatus("Healthy")
        .launchTemplate(template ->
            template
                .launchTemplateId(instance.templateId())
                .launchTemplateName(instance.templateName())
                .version(instance.version()))
        .protectedFromScaleIn(false)
        .build();
  }

  InstanceRefresh shape(GroupState group, RefreshState refresh) {
    return InstanceRefresh.builder()
        .instanceRefreshId(refresh.id)
        .autoScalingGroupName(group.name)
        .status(refresh.status)
        .statusReason(refresh.reason)
        .startTime(refresh.startedAt)
        .endTime(refresh.endedAt)
        .percentageComplete(refresh.percentage())
        .instancesToUpdate(refresh.toReplace - refresh.replaced)
        .preferences(refresh.preferences)
        .desiredConfiguration(refresh.desired.orElse(null))
        .rollbackDetails(rollback(refresh))
        .build();
  }

  private static @Nullable RollbackDetails rollback(RefreshState refresh) {
    return refresh.rollbackStartedAt == null
        ? null
        : RollbackDetails.builder()
            .rollbackReason(refresh.rollbackReason)
            .rollbackStartTime(refresh.rollbackStartedAt)
            .percentageCompleteOnRollback(refresh.percentage())
            .build();
  }

  List<InstanceRefresh> shapes(GroupState group) {
    return group.refreshes.stream().map(refresh -> shape(group, refresh)).toList();
  }
}
