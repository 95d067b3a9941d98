package io.github.lastgood.account.ecs;

import io.github.lastgood.account.setting.Agenda;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentRollbackMonitorsStatus;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/// Lets the primary deployment go on in time: launch → healthy → old tasks stopped → bake →
/// completed.
///
/// Old tasks are stopped only when the new ones are healthy, so a deployment whose tasks never come
/// up leaves the old ones running. Every step hangs on the service's course: a newer deployment or
/// a rollback changes it, and what the old course had put down is void. AWS does not say whether a
/// rollback bakes; here it does not.
final class RolloutSteps {
  private final Agenda agenda;
  private final RolloutTiming timing;
  private final Workloads workloads;
  private final DeploymentEvents events;
  private final FailureDetection detection;
  private final RolloutEngine engine;

  RolloutSteps(
      Agenda agenda,
      RolloutTiming timing,
      Workloads workloads,
      DeploymentEvents events,
      FailureDetection detection,
      RolloutEngine engine) {
    this.agenda = agenda;
    this.timing = timing;
    this.workloads = workloads;
    this.events = events;
    this.detection = detection;
    this.engine = engine;
  }

  void launch(ServiceState service, int course, ServiceDeploymentState rollout) {
    DeploymentState primary = service.primary();
    if (primary.running >= service.desiredCount) {
      after(service, course, timing.healthy(), () -> healthy(service, course, rollout));
    } else if (workloads.comeUp(primary.revision)) {
      primary.pending = service.desiredCount - primary.running;
      after(
          service,
          course,
          timing.start(),
          () -> {
            primary.run(service.desiredCount, agenda.now());
            after(service, course, timing.healthy(), () -> healthy(service, course, rollout));
          });
    } else {
      primary.pending = service.desiredCount - primary.running;
      after(service, course, timing.failure(), () -> taskFailed(service, course, rollout));
    }
  }

  private void taskFailed(ServiceState service, int course, ServiceDeploymentState rollout) {
    DeploymentState primary = service.primary();
    primary.failed++;
    primary.updatedAt = agenda.now();
    rollout.failures++;
    detection.noteTaskFailure(service, workloads.canBePulled(primary.revision));
    if (!detection.breakerTripped(engine, service, rollout)) {
      launch(service, course, rollout);
    }
  }

  private void healthy(ServiceState service, int course, ServiceDeploymentState rollout) {
    after(service, course, timing.drain(), () -> oldTasksStopped(service, course, rollout));
  }

  private void oldTasksStopped(ServiceState service, int course, ServiceDeploymentState rollout) {
    DeploymentState primary = service.primary();
    service.deployments.stream()
        .filter(deployment -> deployment != primary)
        .forEach(old -> old.stopTasks(agenda.now()));
    service.deployments.removeIf(deployment -> deployment != primary);
    Duration bake =
        rollout.isRollingBack() ? Duration.ZERO : detection.bakeTime(rollout.configuration);
    after(service, course, bake, () -> complete(service, rollout));
  }

  void complete(ServiceState service, ServiceDeploymentState rollout) {
    service.course++;
    DeploymentState primary = service.primary();
    String reason = "ECS deployment " + primary.revision.deploymentId() + " completed.";
    primary.turn(DeploymentRolloutState.COMPLETED, reason, agenda.now());
    service.lastCompleted = primary;
    if (rollout.alarmsStatus == ServiceDeploymentRollbackMonitorsStatus.MONITORING) {
      rollout.alarmsStatus = ServiceDeploymentRollbackMonitorsStatus.MONITORING_COMPLETE;
    }
    rollout.turn(
        rollout.isRollingBack()
            ? ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL
            : ServiceDeploymentStatus.SUCCESSFUL,
        agenda.now());
    events.completed(service, primary);
  }

  Instant now() {
    return agenda.now();
  }

  /// Puts down a step that is void when the service has changed its course by then.
  void after(ServiceState service, int course, Duration delay, Runnable step) {
    agenda.after(
        delay,
        () -> {
          if (service.course == course) {
            step.run();
          }
        });
  }
}
