package io.github.lastgood.account.ecs;

import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentRequest;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentStopType;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/// UpdateService and StopServiceDeployment: what they refuse, and whether they start anything.
final class ServiceUpdates {
  private final ServiceCatalog catalog;
  private final TaskDefinitions definitions;
  private final Deployer deployer;
  private final RolloutEngine engine;
  private final FailureDetection detection;
  private final InstantSource clock;

  ServiceUpdates(
      ServiceCatalog catalog,
      TaskDefinitions definitions,
      Deployer deployer,
      RolloutEngine engine,
      FailureDetection detection,
      InstantSource clock) {
    this.catalog = catalog;
    this.definitions = definitions;
    this.deployer = deployer;
    this.engine = engine;
    this.detection = detection;
    this.clock = clock;
  }

  /// The same task definition without force is no new deployment; desired count and deployment
  /// configuration alone are none either.
  ServiceState update(UpdateServiceRequest request) {
    ServiceState service = catalog.get(request.cluster(), request.service());
    if (!service.status.equals("ACTIVE")) {
      throw EcsRefusals.serviceNotActive();
    }
    boolean forced = Boolean.TRUE.equals(request.forceNewDeployment());
    boolean deploys = request.taskDefinition() != null || forced;
    if (deploys && service.controller == DeploymentControllerType.CODE_DEPLOY) {
      throw EcsRefusals.codeDeployController();
    }
    String current = service.primary().revision.taskDefinitionArn();
    TaskDefinition wanted =
        deployable(Optional.ofNullable(request.taskDefinition()).orElse(current), deploys);
    if (request.deploymentConfiguration() != null) {
      service.configuration = request.deploymentConfiguration();
    }
    if (request.desiredCount() != null) {
      scale(service, request.desiredCount());
    }
    if (forced || !wanted.taskDefinitionArn().equals(current)) {
      deployer.deploy(service, wanted);
    }
    return service;
  }

  private TaskDefinition deployable(String name, boolean deploys) {
    TaskDefinition definition =
        definitions.find(name).orElseThrow(() -> EcsRefusals.client("TaskDefinition not found."));
    if (deploys && definition.status() != TaskDefinitionStatus.ACTIVE) {
      throw EcsRefusals.client("TaskDefinition is inactive");
    }
    return definition;
  }

  private void scale(ServiceState service, int count) {
    service.desiredCount = count;
    if (service.primary().running > 0) {
      service.primary().run(count, clock.instant());
    }
  }

  /// Accepted while the service deployment has not ended; when it is stopping or rolling back
  /// already nothing changes (ECS developer guide, "Stopping Amazon ECS service deployments").
  String stop(StopServiceDeploymentRequest request) {
    if (request.stopType() == StopServiceDeploymentStopType.ABORT) {
      throw EcsRefusals.invalidParameter("The stop type ABORT is not supported.");
    }
    for (ServiceState service : catalog.all()) {
      for (ServiceDeploymentState rollout : service.rollouts) {
        if (rollout.arn.equals(request.serviceDeploymentArn())) {
          stop(service, rollout);
          return rollout.arn;
        }
      }
    }
    throw EcsRefusals.serviceDeploymentNotFound();
  }

  private void stop(ServiceState service, ServiceDeploymentState rollout) {
    if (rollout.hasEnded()) {
      throw EcsRefusals.serviceDeploymentEnded(rollout);
    }
    if (rollout.status != ServiceDeploymentStatus.PENDING
        && rollout.status != ServiceDeploymentStatus.IN_PROGRESS) {
      return;
    }
    Optional<DeploymentState> source = source(service, rollout);
    if (source.isEmpty()) {
      throw EcsRefusals.client("No rollback candidate was found to run the rollback.");
    }
    rollout.statusReason = "Service deployment rolled back by a user request.";
    detection.rollBack(engine, service, rollout, source.get(), "Service deployment stopped: ");
  }

  /// The last completed revision, else the newest source of the rollout.
  private Optional<DeploymentState> source(ServiceState service, ServiceDeploymentState rollout) {
    if (service.lastCompleted != null) {
      return Optional.of(service.lastCompleted);
    }
    return rollout.sources.stream()
        .findFirst()
        .map(revision ->
            service.deployments.stream()
                .filter(deployment -> deployment.revision.equals(revision))
                .findFirst()
                .orElseGet(() -> new DeploymentState(revision, revision.createdAt())));
  }
}
