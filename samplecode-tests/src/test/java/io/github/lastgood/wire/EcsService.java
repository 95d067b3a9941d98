package io.github.lastgood.wire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A service of the rolling controller and its deployments, newest first. A deployment ends when
/// the test says so; nothing here has a clock.
final class EcsService {

  static final int DESIRED_COUNT = 2;

  private final String cluster;
  private final String name;
  private final List<EcsDeployment> deployments = new ArrayList<>();

  EcsService(String cluster, String name) {
    this.cluster = cluster;
    this.name = name;
  }

  String cluster() {
    return cluster;
  }

  String name() {
    return name;
  }

  String arn() {
    return Arns.service(cluster, name);
  }

  synchronized List<EcsDeployment> deployments() {
    return List.copyOf(deployments);
  }

  EcsDeployment newest() {
    return deployments().getFirst();
  }

  /// The deployment whose revision the service runs or is going to run.
  EcsDeployment primary() {
    EcsDeployment newest = newest();
    return newest.rolledBack() ? numbered(newest.source().orElseThrow()).orElseThrow() : newest;
  }

  Optional<EcsDeployment> numbered(String number) {
    return deployments().stream().filter(d -> d.number().equals(number)).findFirst();
  }

  /// Begins a deployment. One that still runs is stopped, as ECS does.
  synchronized void deploy(String number, String taskDefinition, Instant at) {
    Optional<String> source =
        deployments.isEmpty() ? Optional.empty() : Optional.of(primary().number());
    if (!deployments.isEmpty() && newest().running()) {
      replaceNewest(d -> d.finished("STOPPED", at));
    }
    deployments.addFirst(EcsDeployment.started(number, taskDefinition, source, at));
  }

  /// Ends what runs: a deployment succeeds, a rollback arrives.
  synchronized void settle(Instant at) {
    if (newest().running()) {
      replaceNewest(d -> d.finished(d.rolledBack() ? "ROLLBACK_SUCCESSFUL" : "SUCCESSFUL", at));
    }
  }

  /// Turns the running deployment back to its source.
  synchronized void rollBackRunning() {
    replaceNewest(d -> d.in("ROLLBACK_IN_PROGRESS"));
  }

  private void replaceNewest(UnaryOperator<EcsDeployment> change) {
    deployments.set(0, change.apply(deployments.getFirst()));
  }
}
