package io.github.lastgood.account.ecs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;

/// Everything ECS knows about one service.
final class ServiceState {
  private static final int KEPT_EVENTS = 100;

  final String arn;
  final String name;
  final String cluster;
  final Instant createdAt;
  final DeploymentControllerType controller;
  final Map<String, ServiceRevisionState> revisions = new LinkedHashMap<>();

  /// Newest first.
  final List<ServiceDeploymentState> rollouts = new ArrayList<>();

  /// The primary one first; those without tasks drop out.
  final List<DeploymentState> deployments = new ArrayList<>();

  /// Newest first.
  final List<ServiceEvent> events = new ArrayList<>();

  /// Target groups and listener rules that the service runs.
  List<LoadBalancer> loadBalancers = List.of();

  DeploymentConfiguration configuration;
  String status = "ACTIVE";
  int desiredCount;

  /// What ECS itself can roll back to: absent while a rollback to it has not completed.
  @Nullable DeploymentState lastCompleted;

  /// Counts the changes of course; timers of an older course are void.
  int course;

  ServiceState(String arn, ServiceSpec spec) {
    this.arn = arn;
    this.name = spec.name();
    this.cluster = spec.cluster();
    this.createdAt = spec.since();
    this.controller = spec.controller();
    this.configuration = spec.configuration();
    this.desiredCount = spec.desiredCount();
  }

  DeploymentState primary() {
    return deployments.getFirst();
  }

  Optional<ServiceDeploymentState> newestRollout() {
    return rollouts.stream().findFirst();
  }

  Optional<ServiceDeploymentState> ongoingRollout() {
    return newestRollout().filter(rollout -> !rollout.hasEnded());
  }

  void makePrimary(DeploymentState deployment) {
    deployments.remove(deployment);
    deployments.addFirst(deployment);
  }

  List<ServiceRevisionState> runningRevisions() {
    return deployments.stream()
        .filter(deployment -> deployment.running > 0)
        .map(deployment -> deployment.revision)
        .toList();
  }

  int running() {
    return deployments.stream().mapToInt(deployment -> deployment.running).sum();
  }

  void note(String message, String id, Instant now) {
    events.addFirst(ServiceEvent.builder().id(id).createdAt(now).message(message).build());
    if (events.size() > KEPT_EVENTS) {
      events.removeLast();
    }
  }
}
