package io.github.lastgood.action;

import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.Deployment.Origin;
import io.github.lastgood.target.Image;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Resource.EcsService;
import io.github.lastgood.target.Revision;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsRequest;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionSummary;

/// From a deployment id (`ecs-svc/NUMBER`) to the task definition and images it brought.
///
/// The number is also the last part of the service revision's ARN. The revision is asked first;
/// what `DescribeServices` shows may be newer already. Nothing older than 2024-10-25 has a
/// revision, then the definition that `DescribeServices` showed stands, without images.
final class EcsDeployments {
  private final EcsClient ecs;

  EcsDeployments(EcsClient ecs) {
    this.ecs = ecs;
  }

  /// The PRIMARY deployment as `DescribeServices` shows it; empty when there is none.
  static Optional<LiveState> primary(Service service) {
    return service.deployments().stream()
        .filter(deployment -> "PRIMARY".equals(deployment.status()))
        .findFirst()
        .map(primary -> running(service, primary));
  }

  private static LiveState running(
      Service service, software.amazon.awssdk.services.ecs.model.Deployment primary) {
    var deployment =
        new Deployment(
            primary.id(),
            Revision.of(primary.taskDefinition()),
            origin(primary),
            Objects.requireNonNullElse(primary.createdAt(), Instant.EPOCH),
            settledAt(service, primary),
            null,
            service.currentServiceDeployment(),
            null,
            0);
    return new LiveState.Running(
        deployment,
        "FAILED".equals(primary.rolloutStateAsString()),
        EcsRollout.rollsBackItself(service.deploymentConfiguration()),
        EcsRollout.of(service, primary));
  }

  /// ECS says in `rolloutStateReason` that it is rolling back; nothing else tells it from a start.
  private static Origin origin(software.amazon.awssdk.services.ecs.model.Deployment primary) {
    var reason = primary.rolloutStateReason();
    return reason != null && reason.contains("rolling back") ? Origin.AWS : Origin.TEAM;
  }

  /// ECS leaves `rolloutState` out for a service behind a Classic Load Balancer; then the counts
  /// tell. Any state but COMPLETED means that it is not settled.
  private static @Nullable Instant settledAt(
      Service service, software.amazon.awssdk.services.ecs.model.Deployment primary) {
    var state = primary.rolloutStateAsString();
    var settled =
        state == null
            ? service.deployments().size() == 1
                && Objects.equals(primary.runningCount(), primary.desiredCount())
            : state.equals("COMPLETED");
    return settled ? Objects.requireNonNullElse(primary.updatedAt(), Instant.EPOCH) : null;
  }

  Deployment resolve(EcsService service, Deployment seen) {
    var own = serviceDeployment(service, seen);
    var revision =
        revision(revisionArn(service, seen))
            .or(() -> own.flatMap(found -> revision(found.targetServiceRevision().arn())))
            .orElse(seen.revision());
    return seen.withRevision(revision)
        .withWayBack(
            own.map(ServiceDeployment::serviceDeploymentArn).orElse(null),
            own.map(EcsDeployments::source).orElse(null));
  }

  /// The lifecycle stage, the traffic on the new revision and the deployment alarms that complain.
  Map<String, String> progressOf(Deployment seen) {
    var words = new LinkedHashMap<String, String>();
    describe(seen.controlId() == null ? List.of() : List.of(seen.controlId()), seen)
        .ifPresent(found -> {
          if (found.lifecycleStageAsString() != null) {
            words.put("lifecycleStage", found.lifecycleStageAsString());
          }
          var weight = found.targetServiceRevision().requestedProductionTrafficWeight();
          if (weight != null) {
            words.put("productionTraffic", weight + " %");
          }
          if (found.alarms() != null && !found.alarms().triggeredAlarmNames().isEmpty()) {
            words.put("triggeredAlarms", String.join(", ", found.alarms().triggeredAlarmNames()));
          }
        });
    return words;
  }

  /// `arn:…:service/CLUSTER/NAME` becomes `arn:…:service-revision/CLUSTER/NAME/NUMBER`.
  private static String revisionArn(EcsService service, Deployment seen) {
    var prefix = service.serviceArn().substring(0, service.serviceArn().indexOf(":service/"));
    return prefix
        + ":service-revision/"
        + service.cluster()
        + "/"
        + service.service()
        + "/"
        + number(seen.id());
  }

  private static String number(String id) {
    return id.substring(id.lastIndexOf('/') + 1);
  }

  /// Revisions that ECS does not know come as `failures[]`, or as a client error.
  private Optional<Revision> revision(String arn) {
    try {
      var request = DescribeServiceRevisionsRequest.builder().serviceRevisionArns(arn).build();
      return ecs.describeServiceRevisions(request).serviceRevisions().stream()
          .findFirst()
          .map(EcsDeployments::revision);
    } catch (EcsException e) {
      return emptyIfFinal(e);
    }
  }

  private static Revision revision(ServiceRevision described) {
    return new Revision(
        described.taskDefinition(),
        described.containerImages().stream()
            .map(image ->
                new Image(
                    image.containerName(),
                    image.image(),
                    Objects.requireNonNullElse(image.imageDigest(), "")))
            .toList());
  }

  /// The service deployment whose target is this deployment's revision. The one that
  /// `DescribeServices` named is tried first, then the service's newest ones. Any other would be
  /// somebody else's deployment to stop.
  private Optional<ServiceDeployment> serviceDeployment(EcsService service, Deployment seen) {
    return describe(seen.controlId() == null ? List.of() : List.of(seen.controlId()), seen)
        .or(() -> describe(listed(service, seen), seen));
  }

  private Optional<ServiceDeployment> describe(List<String> arns, Deployment seen) {
    if (arns.isEmpty()) {
      return Optional.empty();
    }
    try {
      var request = DescribeServiceDeploymentsRequest.builder().serviceDeploymentArns(arns).build();
      return ecs.describeServiceDeployments(request).serviceDeployments().stream()
          .filter(found -> isOf(found.targetServiceRevision(), seen))
          .findFirst();
    } catch (EcsException e) {
      return emptyIfFinal(e);
    }
  }

  private static boolean isOf(@Nullable ServiceRevisionSummary target, Deployment seen) {
    return target != null && number(target.arn()).equals(number(seen.id()));
  }

  private List<String> listed(EcsService service, Deployment seen) {
    var request =
        ListServiceDeploymentsRequest.builder()
            .cluster(service.cluster())
            .service(service.service())
            .build();
    try {
      return ecs.listServiceDeployments(request).serviceDeployments().stream()
          .filter(brief -> brief.targetServiceRevisionArn() != null)
          .filter(brief -> number(brief.targetServiceRevisionArn()).equals(number(seen.id())))
          .map(ServiceDeploymentBrief::serviceDeploymentArn)
          .limit(1)
          .toList();
    } catch (EcsException e) {
      return EcsDeployments.<String>emptyIfFinal(e).stream().toList();
    }
  }

  /// Where ECS itself would go back to, as a deployment id; null unless it is exactly one.
  private static @Nullable String source(ServiceDeployment deployment) {
    var sources = deployment.sourceServiceRevisions();
    return sources.size() == 1 ? "ecs-svc/" + number(sources.getFirst().arn()) : null;
  }

  private static <T> Optional<T> emptyIfFinal(EcsException e) {
    if (AwsErrors.isFinal(e)) {
      return Optional.empty();
    }
    throw e;
  }
}
