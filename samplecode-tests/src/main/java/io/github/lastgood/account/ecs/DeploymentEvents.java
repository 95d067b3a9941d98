package io.github.lastgood.account.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lastgood.account.event.EventFeed;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Emits `ECS Deployment State Change` in its documented shape: no task definition, no service
/// revision and no service deployment in it (ECS developer guide, "Amazon ECS service deployment
/// state change events").
final class DeploymentEvents {
  private final EventFeed feed;

  DeploymentEvents(EventFeed feed) {
    this.feed = feed;
  }

  void inProgress(ServiceState service, DeploymentState deployment) {
    emit("INFO", "SERVICE_DEPLOYMENT_IN_PROGRESS", service, deployment);
  }

  void completed(ServiceState service, DeploymentState deployment) {
    emit("INFO", "SERVICE_DEPLOYMENT_COMPLETED", service, deployment);
  }

  void failed(ServiceState service, DeploymentState deployment) {
    emit("ERROR", "SERVICE_DEPLOYMENT_FAILED", service, deployment);
  }

  private void emit(
      String eventType, String eventName, ServiceState service, DeploymentState deployment) {
    Instant updatedAt = deployment.updatedAt.truncatedTo(ChronoUnit.SECONDS);
    ObjectNode detail =
        EventFeed.object()
            .put("eventType", eventType)
            .put("eventName", eventName)
            .put("deploymentId", deployment.revision.deploymentId())
            .put("updatedAt", updatedAt.toString())
            .put("reason", deployment.reason);
    feed.emit("aws.ecs", "ECS Deployment State Change", service.arn, detail);
  }
}
