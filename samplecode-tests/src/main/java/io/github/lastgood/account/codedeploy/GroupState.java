package io.github.lastgood.account.codedeploy;

import io.github.lastgood.account.ecs.TaskBehaviour;
import io.github.lastgood.account.ecs.TaskBehaviour.Crashing;
import io.github.lastgood.account.ecs.TaskBehaviour.Healthy;
import io.github.lastgood.account.ecs.TaskBehaviour.RedAfter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;

/// A deployment group: its deployments, and which revision serves its users.
final class GroupState {
  final DeploymentGroupSpec spec;

  /// Oldest first.
  final List<DeploymentState> deployments = new ArrayList<>();

  private final Map<String, TaskBehaviour> behaviours = new HashMap<>();
  private RevisionLocation serving;
  private Instant servingSince;

  GroupState(DeploymentGroupSpec spec, DeploymentState first) {
    this.spec = spec;
    this.serving = first.revision;
    this.servingSince = spec.since();
    deployments.add(first);
  }

  void behave(RevisionLocation revision, TaskBehaviour behaviour) {
    behaviours.put(Revisions.key(revision), behaviour);
  }

  TaskBehaviour behaviourOf(RevisionLocation revision) {
    return behaviours.getOrDefault(Revisions.key(revision), new Healthy());
  }

  /// Users reach this revision from now on.
  void serve(RevisionLocation revision, Instant now) {
    if (!Revisions.key(revision).equals(Revisions.key(serving))) {
      serving = revision;
      servingSince = now;
    }
  }

  RevisionLocation serving() {
    return serving;
  }

  boolean hurts(Instant now) {
    return switch (behaviourOf(serving)) {
      case Healthy() -> false;
      case Crashing() -> true;
      case RedAfter(var delay) -> !now.isBefore(servingSince.plus(delay));
    };
  }

  Optional<DeploymentState> running() {
    return deployments.stream().filter(deployment -> !deployment.isOver()).findFirst();
  }

  Optional<DeploymentState> find(String deploymentId) {
    return deployments.stream()
        .filter(deployment -> deployment.id.equals(deploymentId))
        .findFirst();
  }

  DeploymentState lastAttempted() {
    return deployments.getLast();
  }

  @Nullable DeploymentState lastSuccessful() {
    return deployments.reversed().stream()
        .filter(deployment -> deployment.status == DeploymentStatus.SUCCEEDED)
        .findFirst()
        .orElse(null);
  }
}
