package io.github.lastgood.account.ecs;

import io.github.lastgood.account.setting.Ids;
import io.github.lastgood.account.setting.Place;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerImage;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/// Makes service revisions and hands their rollouts to the engine. Image tags are resolved to
/// digests here, once, as ECS's version consistency does.
final class Deployer {
  private final Place place;
  private final Ids ids;
  private final InstantSource clock;
  private final ImageRegistry registry;
  private final RolloutEngine engine;

  Deployer(
      Place place, Ids ids, InstantSource clock, ImageRegistry registry, RolloutEngine engine) {
    this.place = place;
    this.ids = ids;
    this.clock = clock;
    this.registry = registry;
    this.engine = engine;
  }

  /// A service that has been running since `spec.since()`, its first deployment long completed.
  ServiceState settled(ServiceSpec spec, TaskDefinition definition) {
    ServiceState service = new ServiceState(place.serviceArn(spec.cluster(), spec.name()), spec);
    DeploymentState deployment = deployment(service, definition, spec.since());
    String id = deployment.revision.deploymentId();
    deployment.run(spec.desiredCount(), spec.since());
    deployment.turn(
        DeploymentRolloutState.COMPLETED, "ECS deployment " + id + " completed.", spec.since());
    service.makePrimary(deployment);
    service.lastCompleted = deployment;
    ServiceDeploymentState rollout = rollout(service, List.of(), deployment.revision, spec.since());
    rollout.turn(ServiceDeploymentStatus.IN_PROGRESS, spec.since());
    rollout.turn(ServiceDeploymentStatus.SUCCESSFUL, spec.since());
    service.rollouts.add(rollout);
    return service;
  }

  void deploy(ServiceState service, TaskDefinition definition) {
    List<ServiceRevisionState> sources = service.runningRevisions();
    DeploymentState deployment = deployment(service, definition, clock.instant());
    engine.start(
        service, rollout(service, sources, deployment.revision, clock.instant()), deployment);
  }

  private DeploymentState deployment(
      ServiceState service, TaskDefinition definition, Instant since) {
    String number = ids.deploymentNumber();
    ServiceRevisionState revision =
        new ServiceRevisionState(
            number,
            place.serviceRevisionArn(service.cluster, service.name, number),
            definition.taskDefinitionArn(),
            definition.containerDefinitions().stream().map(this::resolved).toList(),
            since);
    service.revisions.put(revision.arn(), revision);
    return new DeploymentState(revision, since);
  }

  private ContainerImage resolved(ContainerDefinition container) {
    return ContainerImage.builder()
        .containerName(container.name())
        .image(container.image())
        .imageDigest(registry.digestOf(container.image()).orElse(null))
        .build();
  }

  private ServiceDeploymentState rollout(
      ServiceState service,
      List<ServiceRevisionState> sources,
      ServiceRevisionState target,
      Instant since) {
    String arn =
        place.serviceDeploymentArn(service.cluster, service.name, ids.serviceDeploymentId());
    return new ServiceDeploymentState(arn, sources, target, service.configuration, since);
  }
}
