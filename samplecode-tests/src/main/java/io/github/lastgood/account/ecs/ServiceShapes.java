package io.github.lastgood.account.ecs;

import io.github.lastgood.account.setting.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentController;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceCurrentRevisionSummary;

/// A service as DescribeServices and UpdateService show it.
final class ServiceShapes {
  private final Place place;

  ServiceShapes(Place place) {
    this.place = place;
  }

  Service shape(ServiceState service) {
    DeploymentState primary = service.primary();
    return Service.builder()
        .serviceArn(service.arn)
        .serviceName(service.name)
        .clusterArn(place.clusterArn(service.cluster))
        .status(service.status)
        .loadBalancers(service.loadBalancers)
        .desiredCount(service.desiredCount)
        .runningCount(service.running())
        .pendingCount(service.deployments.stream().mapToInt(each -> each.pending).sum())
        .launchType(LaunchType.FARGATE)
        .schedulingStrategy(SchedulingStrategy.REPLICA)
        .taskDefinition(primary.revision.taskDefinitionArn())
        .deploymentConfiguration(service.configuration)
        .deploymentController(DeploymentController.builder().type(service.controller).build())
        .deployments(service.deployments.stream().map(each -> deployment(service, each)).toList())
        .currentServiceDeployment(service.newestRollout().map(rollout -> rollout.arn).orElse(null))
        .currentServiceRevisions(currentRevisions(service))
        .events(service.events)
        .createdAt(service.createdAt)
        .build();
  }

  private static Deployment deployment(ServiceState service, DeploymentState deployment) {
    boolean primary = deployment == service.primary();
    boolean rolling = service.controller == DeploymentControllerType.ECS;
    return Deployment.builder()
        .id(deployment.revision.deploymentId())
        .status(primary ? "PRIMARY" : "ACTIVE")
        .taskDefinition(deployment.revision.taskDefinitionArn())
        .desiredCount(primary ? service.desiredCount : 0)
        .runningCount(deployment.running)
        .pendingCount(deployment.pending)
        .failedTasks(deployment.failed)
        .launchType(LaunchType.FARGATE)
        .rolloutState(rolling ? deployment.rolloutState : absent())
        .rolloutStateReason(rolling ? deployment.reason : null)
        .createdAt(deployment.createdAt)
        .updatedAt(deployment.updatedAt)
        .build();
  }

  /// The rollout state is only there for the rolling controller.
  private static @Nullable DeploymentRolloutState absent() {
    return null;
  }

  private static List<ServiceCurrentRevisionSummary> currentRevisions(ServiceState service) {
    return service.deployments.stream()
        .map(each ->
            ServiceCurrentRevisionSummary.builder()
                .arn(each.revision.arn())
                .requestedTaskCount(each == service.primary() ? service.desiredCount : each.running)
                .runningTaskCount(each.running)
                .pendingTaskCount(each.pending)
                .build())
        .toList();
  }
}
