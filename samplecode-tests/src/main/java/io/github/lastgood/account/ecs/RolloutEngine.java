package io.github.lastgood.account.ecs;

import io.github.lastgood.account.setting.Agenda;
import java.time.Duration;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentRollbackMonitorsStatus;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/// Lets deployments go on in time: launch → healthy → old tasks stopped → bake → completed.
///
/// Old tasks are stopped only when the new ones are healthy, so a deployment whose tasks never come
/// up leaves the old ones running. Every step hangs on the service's course: a newer deployment or
/// a rollback changes it, and what the old course had put down is void.
final class RolloutEngine {
  private final Agenda agenda;
  private final RolloutTiming timing;
  private final Workloads workloads;
  private final DeploymentEvents events;
  private final FailureDetection detection;

  RolloutEngine(
      Agenda agenda,
      RolloutTiming timing,
      Workloads workloads,
      DeploymentEvents events,
      FailureDetection detection) {
    this.agenda = agenda;
    this.timing = timing;
    this.workloads = workloads;
    this.events = events;
    this.detection = detection;
  }

  /// Starts the rollout of a new deployment; a running one is stopped.
  void start(ServiceState service, ServiceDeploymentState rollout, DeploymentState deployment) {
    service.ongoingRollout().ifPresent(this::stop);
    service.rollouts.addFirst(rollout);
    service.makePrimary(deployment);
    String id = deployment.revision.deploymentId();
    String reason = "ECS deployment " + id + " in progress.";
    deployment.turn(DeploymentRolloutState.IN_PROGRESS, reason, agenda.now());
    events.inProgress(service, deployment);
    int course = ++service.course;
    after(
        service,
        course,
        timing.pending(),
        () -> rollout.turn(ServiceDeploymentStatus.IN_PROGRESS, agenda.now()));
    if (detection.watchesAlarms(rollout)) {
      pollAlarms(service, course, rollout);
    }
    launch(service, course, rollout);
  }

  /// Goes back to `candidate` after the rollout failed or somebody asked for it.
  ///
  /// @param reason what DescribeServices and the event say of the rollback
  void rollBack(
      ServiceState service,
      ServiceDeploymentState rollout,
      DeploymentState candidate,
      String reason) {
    service.lastCompleted = null;
    int course = ++service.course;
    rollout.turn(ServiceDeploymentStatus.ROLLBACK_REQUESTED, agenda.now());
    after(
        service,
        course,
        timing.pending(),
        () -> {
          rollout.turn(ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS, agenda.now());
          service.primary().pending = 0;
          service.makePrimary(candidate);
          candidate.failed = 0;
          candidate.turn(DeploymentRolloutState.IN_PROGRESS, reason, agenda.now());
          events.inProgress(service, candidate);
          launch(service, course, rollout);
        });
  }

  /// Ends a rollout that failed and has nothing to go back to, or must not: nothing is launched any
  /// more, what runs goes on running.
  void halt(ServiceState service, ServiceDeploymentState rollout) {
    service.course++;
    service.primary().pending = 0;
    stop(rollout);
  }

  private void stop(ServiceDeploymentState rollout) {
    if (rollout.isRollingBack()) {
      rollout.turn(ServiceDeploymentStatus.ROLLBACK_FAILED, agenda.now());
      return;
    }
    rollout.turn(ServiceDeploymentStatus.STOP_REQUESTED, agenda.now());
    agenda.after(
        timing.pending(),
        () -> {
          if (rollout.status == ServiceDeploymentStatus.STOP_REQUESTED) {
            rollout.turn(ServiceDeploymentStatus.STOPPED, agenda.now());
          }
        });
  }

  private void launch(ServiceState service, int course, ServiceDeploymentState rollout) {
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
    if (!detection.breakerTripped(this, service, rollout)) {
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

  private void complete(ServiceState service, ServiceDeploymentState rollout) {
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

  private void pollAlarms(ServiceState service, int course, ServiceDeploymentState rollout) {
    after(
        service,
        course,
        timing.alarmPoll(),
        () -> {
          if (!detection.alarmTripped(this, service, rollout)) {
            pollAlarms(service, course, rollout);
          }
        });
  }

  private void after(ServiceState service, int course, Duration delay, Runnable step) {
    agenda.after(
        delay,
        () -> {
          if (service.course == course) {
            step.run();
          }
        });
  }
}
