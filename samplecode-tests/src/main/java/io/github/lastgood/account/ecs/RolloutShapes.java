package io.github.lastgood.account.ecs;

import io.github.lastgood.account.setting.Place;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentAlarms;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentRollbackMonitorsStatus;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionSummary;

/// Service deployments and service revisions as the Describe and List calls show them.
final class RolloutShapes {
  private final Place place;

  RolloutShapes(Place place) {
    this.place = place;
  }

  ServiceDeploymentBrief brief(ServiceState service, ServiceDeploymentState rollout) {
    return ServiceDeploymentBrief.builder()
        .serviceDeploymentArn(rollout.arn)
        .serviceArn(service.arn)
        .clusterArn(place.clusterArn(service.cluster))
        .targetServiceRevisionArn(rollout.target.arn())
        .status(rollout.status)
        .statusReason(rollout.statusReason)
        .createdAt(rollout.createdAt)
        .startedAt(rollout.startedAt)
        .finishedAt(rollout.finishedAt)
        .build();
  }

  ServiceDeployment shape(ServiceState service, ServiceDeploymentState rollout) {
    return ServiceDeployment.builder()
        .serviceDeploymentArn(rollout.arn)
        .serviceArn(service.arn)
        .clusterArn(place.clusterArn(service.cluster))
        .sourceServiceRevisions(sources(service, rollout))
        .targetServiceRevision(summary(service, rollout.target, service.desiredCount))
        .status(rollout.status)
        .statusReason(rollout.statusReason)
        .lifecycleStage(rollout.stage)
        .rollback(rollout.rollback)
        .deploymentConfiguration(rollout.configuration)
        .deploymentCircuitBreaker(breaker(service, rollout))
        .alarms(alarms(rollout))
        .createdAt(rollout.createdAt)
        .startedAt(rollout.startedAt)
        .updatedAt(rollout.updatedAt)
        .stoppedAt(rollout.stoppedAt)
        .finishedAt(rollout.finishedAt)
        .build();
  }

  ServiceRevision revision(ServiceState service, ServiceRevisionState revision) {
    return ServiceRevision.builder()
        .serviceRevisionArn(revision.arn())
        .serviceArn(service.arn)
        .clusterArn(place.clusterArn(service.cluster))
        .taskDefinition(revision.taskDefinitionArn())
        .launchType(LaunchType.FARGATE)
        .containerImages(revision.images())
        .createdAt(revision.createdAt())
        .build();
  }

  private static List<ServiceRevisionSummary> sources(
      ServiceState service, ServiceDeploymentState rollout) {
    return rollout.sources.stream().map(source -> summary(service, source, 0)).toList();
  }

  private static ServiceRevisionSummary summary(
      ServiceState service, ServiceRevisionState revision, int requested) {
    Optional<DeploymentState> deployment =
        service.deployments.stream().filter(each -> each.revision.equals(revision)).findFirst();
    int running = deployment.map(each -> each.running).orElse(0);
    return ServiceRevisionSummary.builder()
        .requestedProductionTrafficWeight(deployment.map(each -> each.production).orElse(0.0))
        .arn(revision.arn())
        .requestedTaskCount(requested)
        .runningTaskCount(running)
        .pendingTaskCount(0)
        .build();
  }

  private static ServiceDeploymentCircuitBreaker breaker(
      ServiceState service, ServiceDeploymentState rollout) {
    return ServiceDeploymentCircuitBreaker.builder()
        .status(breakerStatus(rollout))
        .failureCount(rollout.failures)
        .threshold(FailureDetection.threshold(service.desiredCount))
        .build();
  }

  private static ServiceDeploymentRollbackMonitorsStatus breakerStatus(
      ServiceDeploymentState rollout) {
    if (!FailureDetection.breakerEnabled(rollout.configuration)) {
      return ServiceDeploymentRollbackMonitorsStatus.DISABLED;
    }
    if (rollout.breakerTriggered) {
      return ServiceDeploymentRollbackMonitorsStatus.TRIGGERED;
    }
    return rollout.hasEnded()
        ? ServiceDeploymentRollbackMonitorsStatus.MONITORING_COMPLETE
        : ServiceDeploymentRollbackMonitorsStatus.MONITORING;
  }

  private static ServiceDeploymentAlarms alarms(ServiceDeploymentState rollout) {
    ServiceDeploymentAlarms.Builder alarms =
        ServiceDeploymentAlarms.builder().status(rollout.alarmsStatus);
    if (FailureDetection.alarmsEnabled(rollout.configuration)) {
      alarms
          .alarmNames(rollout.configuration.alarms().alarmNames())
          .triggeredAlarmNames(rollout.triggeredAlarms);
    }
    return alarms.build();
  }
}
