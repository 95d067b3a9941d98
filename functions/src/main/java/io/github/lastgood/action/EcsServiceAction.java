package io.github.lastgood.action;

import io.github.lastgood.target.Candidate;
import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Resource.EcsService;
import io.github.lastgood.target.ResourceForm;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Rollback;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentRequest;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentStopType;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/// ECS services whose deployments ECS itself runs: rolling, blue/green, linear and canary.
///
/// While a deployment is in flight, which for the last three includes the time that both revisions
/// bake side by side, `StopServiceDeployment(ROLLBACK)` is the quick way, but it goes to the source
/// service revision, not to one that the caller names; so it is used only when that is the last
/// known good one. Otherwise, and after the deployment, `UpdateService` with the full ARN of the
/// good definition. `desiredCount` is never sent: scaling belongs to others.
public final class EcsServiceAction implements KindAction<ResourceForm.EcsService, EcsService> {
  private final EcsClient ecs;
  private final EcsDeployments deployments;
  private final TaskDefinitions definitions;

  public EcsServiceAction(EcsClient ecs, Images images, Parallel parallel) {
    this.ecs = ecs;
    this.deployments = new EcsDeployments(ecs);
    this.definitions = new TaskDefinitions(ecs, images, parallel);
  }

  /// A cluster that does not exist is an error of its own; a service that does not is a `failure`.
  @Override
  public Optional<EcsService> find(ResourceForm.EcsService form) {
    try {
      return describe(form.cluster(), form.service())
          .map(found ->
              new EcsService(
                  found.serviceArn(), form.cluster(), found.serviceName(), form.taskRoles()));
    } catch (ClusterNotFoundException e) {
      return Optional.empty();
    }
  }

  private Optional<Service> describe(String cluster, String service) {
    var request = DescribeServicesRequest.builder().cluster(cluster).services(service).build();
    return ecs.describeServices(request).services().stream().findFirst();
  }

  @Override
  public LiveState observe(EcsService service, @Nullable Rollback open) {
    return describe(service.cluster(), service.service())
        .map(described -> live(service, described))
        .orElseGet(() -> new LiveState.Unusable(service.label() + " does not exist."));
  }

  private static LiveState live(EcsService service, Service described) {
    if (!"ACTIVE".equals(described.status())) {
      return new LiveState.Unusable(
          service.label() + " is " + described.status() + ", not ACTIVE.");
    }
    var controller = described.deploymentController();
    if (controller != null && !"ECS".equals(controller.typeAsString())) {
      return new LiveState.Unusable(
          service.label()
              + " has the deployment controller "
              + controller.typeAsString()
              + "; only ECS is supported.");
    }
    var strategy = EcsRollout.strategy(described.deploymentConfiguration());
    if (!EcsRollout.STRATEGIES.contains(strategy)) {
      return new LiveState.Unusable(
          service.label() + " has the deployment strategy " + strategy + ", which is not known.");
    }
    return EcsDeployments.primary(described)
        .orElseGet(() -> new LiveState.Unusable(service.label() + " has no PRIMARY deployment."));
  }

  @Override
  public Deployment resolve(EcsService service, Deployment seen) {
    return deployments.resolve(service, seen);
  }

  @Override
  public boolean isBarrier(Revision revision) {
    return definitions.isBarrier(revision);
  }

  @Override
  public Map<String, String> progressOf(LiveState.Running running) {
    return running.isInFlight() ? deployments.progressOf(running.deployment()) : Map.of();
  }

  @Override
  public Candidate check(EcsService service, Revision revision) {
    return definitions.check(revision);
  }

  @Override
  public Optional<String> definitionOf(EcsService service, Revision revision) {
    return definitions.definitionOf(revision);
  }

  @Override
  public String registerCopy(EcsService service, Rollback rollback, String definition) {
    return definitions.registerCopy(rollback, definition);
  }

  @Override
  public List<String> rolesOf(String definition) {
    return TaskDefinitions.rolesOf(definition);
  }

  @Override
  public Moved move(
      EcsService service,
      Rollback rollback,
      LiveState.Running live,
      Deployment deployment,
      Supplier<Optional<String>> definition) {
    var meanwhile = Moved.meanwhile(rollback, live.deployment());
    if (meanwhile.isPresent()) {
      return meanwhile.get();
    }
    try {
      return switch (rollback.method()) {
        case STOP_SERVICE_DEPLOYMENT -> stop(service, rollback, live, deployment);
        case UPDATE_SERVICE, REGISTER_COPY -> update(service, rollback);
        case BY_AWS -> new Moved.Accepted(null);
        case STOP_DEPLOYMENT,
            CREATE_DEPLOYMENT,
            ROLLBACK_INSTANCE_REFRESH,
            START_INSTANCE_REFRESH,
            COPY_TEMPLATE_VERSION,
            SHIFT_TRAFFIC ->
            throw new IllegalStateException(rollback.method() + " is no move of an ECS service");
      };
    } catch (EcsException e) {
      if (AwsErrors.isFinal(e)) {
        return new Moved.Refused("ECS refused to roll back: " + AwsErrors.words(e));
      }
      throw e;
    }
  }

  /// A deployment that ended meanwhile cannot be stopped any more; which error that gives is not
  /// documented, so after any refusal the good revision is simply deployed.
  private Moved stop(
      EcsService service, Rollback rollback, LiveState.Running live, Deployment deployment) {
    var shown = live.deployment().controlId();
    var controlId = shown != null ? shown : deployment.controlId();
    if (controlId == null || !live.isInFlight() || live.failed()) {
      return update(service, rollback);
    }
    try {
      ecs.stopServiceDeployment(
          StopServiceDeploymentRequest.builder()
              .serviceDeploymentArn(controlId)
              .stopType(StopServiceDeploymentStopType.ROLLBACK)
              .build());
      return new Moved.Accepted(deployment.sourceId());
    } catch (EcsException e) {
      if (AwsErrors.isFinal(e)) {
        return update(service, rollback);
      }
      throw e;
    }
  }

  private Moved update(EcsService service, Rollback rollback) {
    var reply =
        ecs.updateService(
            UpdateServiceRequest.builder()
                .cluster(service.cluster())
                .service(service.service())
                .taskDefinition(rollback.deploys())
                .build());
    return new Moved.Accepted(newDeployment(reply.service(), rollback));
  }

  /// The deployment that the update started; null when the reply shows the old one still.
  private static @Nullable String newDeployment(@Nullable Service updated, Rollback rollback) {
    if (updated == null) {
      return null;
    }
    return updated.deployments().stream()
        .filter(deployment -> "PRIMARY".equals(deployment.status()))
        .map(software.amazon.awssdk.services.ecs.model.Deployment::id)
        .filter(id -> !id.equals(rollback.deploymentId()))
        .findFirst()
        .orElse(null);
  }
}
