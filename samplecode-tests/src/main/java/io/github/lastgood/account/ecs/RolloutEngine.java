package io.github.lastgood.account.ecs;

import io.github.lastgood.account.setting.Agenda;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/// Changes the course of a service: a new deployment, a rollback, a halt. How a course then goes on
/// is in [RolloutSteps].
final class RolloutEngine {
  private final Agenda agenda;
  private final RolloutTiming timing;
  private final DeploymentEvents events;
  private final FailureDetection detection;
  private final RolloutSteps steps;
  private final TrafficShift shift;

  RolloutEngine(
      Agenda agenda,
      RolloutTiming timing,
      Workloads workloads,
      DeploymentEvents events,
      FailureDetection detection,
      LifecycleHooks hooks) {
    this.agenda = agenda;
    this.timing = timing;
    this.events = events;
    this.detection = detection;
    this.steps = new RolloutSteps(agenda, timing, workloads, events, detection, this);
    this.shift = new TrafficShift(timing, workloads, detection, steps, hooks, this);
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
    steps.after(
        service,
        course,
        timing.pending(),
        () -> rollout.turn(ServiceDeploymentStatus.IN_PROGRESS, agenda.now()));
    if (detection.watchesAlarms(rollout)) {
      pollAlarms(service, course, rollout);
    }
    if (TrafficShift.isAskedFor(rollout)) {
      shift.forward(service, course, rollout);
    } else {
      steps.launch(service, course, rollout);
    }
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
    steps.after(
        service,
        course,
        timing.pending(),
        () -> {
          rollout.turn(ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS, agenda.now());
          DeploymentState left = service.primary();
          left.pending = 0;
          service.makePrimary(candidate);
          candidate.failed = 0;
          candidate.turn(DeploymentRolloutState.IN_PROGRESS, reason, agenda.now());
          events.inProgress(service, candidate);
          if (TrafficShift.isAskedFor(rollout) && candidate.running > 0) {
            shift.back(service, course, rollout, left);
          } else {
            steps.launch(service, course, rollout);
          }
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

  private void pollAlarms(ServiceState service, int course, ServiceDeploymentState rollout) {
    steps.after(
        service,
        course,
        timing.alarmPoll(),
        () -> {
          if (!detection.alarmTripped(this, service, rollout)) {
            pollAlarms(service, course, rollout);
          }
        });
  }
}
