package io.github.lastgood.account.codedeploy;

import io.github.lastgood.account.ecs.AlarmStates;
import io.github.lastgood.account.ecs.TaskBehaviour.Crashing;
import io.github.lastgood.account.setting.Agenda;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codedeploy.model.AlarmConfiguration;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackEvent;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.ErrorCode;

/// What CodeDeploy does in time.
///
/// On ECS the new task set comes up, the traffic moves, and the original task set is kept for the
/// wait before termination, in which the deployment is still `InProgress` and can be stopped. On
/// servers the instances get the revision in place. Alarms are looked at every minute while a
/// deployment runs; CodeDeploy's own rollbacks are not stopped by them.
///
/// Source: AWS CodeDeploy user guide, "Redeploy and roll back a deployment", "Stop a deployment".
final class CodeDeployEngine {
  private static final Duration ALARM_POLL = Duration.ofMinutes(1);

  private final Agenda agenda;
  private final CodeDeployEvents events;
  private final CodeDeployTiming timing;
  private final AlarmStates alarms;
  private final Supplier<String> ids;

  CodeDeployEngine(
      Agenda agenda,
      CodeDeployEvents events,
      CodeDeployTiming timing,
      AlarmStates alarms,
      Supplier<String> ids) {
    this.agenda = agenda;
    this.events = events;
    this.timing = timing;
    this.alarms = alarms;
    this.ids = ids;
  }

  void begin(GroupState group, DeploymentState deployment) {
    group.deployments.add(deployment);
    in(timing.start(), deployment, () -> start(group, deployment));
  }

  private void start(GroupState group, DeploymentState deployment) {
    deployment.status = DeploymentStatus.IN_PROGRESS;
    deployment.startedAt = agenda.now();
    events.changed(group, deployment, "START");
    if (deployment.isRollback() && group.spec.isEcs()) {
      in(timing.shiftBack(), deployment, () -> succeed(group, deployment));
      return;
    }
    watchAlarms(group, deployment);
    if (group.behaviourOf(deployment.revision) instanceof Crashing) {
      in(timing.giveUp(), deployment, () -> fail(group, deployment));
    } else if (group.spec.isEcs()) {
      in(timing.shift(), deployment, () -> shift(group, deployment));
    } else {
      in(timing.install(), deployment, () -> succeed(group, deployment));
    }
  }

  private void shift(GroupState group, DeploymentState deployment) {
    deployment.shiftedAt = agenda.now();
    group.serve(deployment.revision, agenda.now());
    in(group.spec.terminationWait(), deployment, () -> succeed(group, deployment));
  }

  private void succeed(GroupState group, DeploymentState deployment) {
    if (deployment.shiftedAt == null) {
      deployment.shiftedAt = agenda.now();
    }
    group.serve(deployment.revision, agenda.now());
    deployment.end(DeploymentStatus.SUCCEEDED, agenda.now());
    events.changed(group, deployment, "SUCCESS");
  }

  private void fail(GroupState group, DeploymentState deployment) {
    deployment.errorCode = ErrorCode.HEALTH_CONSTRAINTS;
    deployment.message = "The deployment failed because the new revision never became healthy.";
    deployment.end(DeploymentStatus.FAILED, agenda.now());
    events.changed(group, deployment, "FAILURE");
    if (group.spec.autoRollback().contains(AutoRollbackEvent.DEPLOYMENT_FAILURE)) {
      rollBack(group, deployment);
    }
  }

  private void watchAlarms(GroupState group, DeploymentState deployment) {
    if (watched(group, deployment).stream().anyMatch(alarms::isRed)) {
      deployment.errorCode = ErrorCode.ALARM_ACTIVE;
      deployment.message = "One or more alarms have been activated.";
      stopped(
          group,
          deployment,
          group.spec.autoRollback().contains(AutoRollbackEvent.DEPLOYMENT_STOP_ON_ALARM));
      return;
    }
    in(ALARM_POLL, deployment, () -> watchAlarms(group, deployment));
  }

  private static List<String> watched(GroupState group, DeploymentState deployment) {
    @Nullable AlarmConfiguration override = deployment.alarms;
    if (override == null) {
      return group.spec.alarms();
    }
    return override.enabled()
        ? override.alarms().stream().map(alarm -> alarm.name()).toList()
        : List.of();
  }

  /// Asked to stop; a second time changes nothing.
  void stop(GroupState group, DeploymentState deployment, boolean rollBack) {
    if (!deployment.stopRequested) {
      deployment.stopRequested = true;
      deployment.errorCode = ErrorCode.MANUAL_STOP;
      deployment.message = "Deployment was stopped by a request.";
      in(timing.stop(), deployment, () -> stopped(group, deployment, rollBack));
    }
  }

  private void stopped(GroupState group, DeploymentState deployment, boolean rollBack) {
    deployment.end(DeploymentStatus.STOPPED, agenda.now());
    events.changed(group, deployment, "STOP");
    if (rollBack) {
      rollBack(group, deployment);
    }
  }

  /// Goes to what the newest successful deployment brought.
  private void rollBack(GroupState group, DeploymentState failed) {
    DeploymentState good = group.lastSuccessful();
    if (good == null || failed.isRollback()) {
      return;
    }
    agenda.after(
        timing.rollBack(),
        () -> {
          if (group.running().isPresent()) {
            return;
          }
          DeploymentState rollback =
              new DeploymentState(
                  ids.get(),
                  good.revision,
                  "codeDeployRollback",
                  "Rollback of " + failed.id,
                  agenda.now(),
                  good.revision,
                  null,
                  failed.id);
          failed.rollbackId = rollback.id;
          begin(group, rollback);
        });
  }

  private void in(Duration delay, DeploymentState deployment, Runnable step) {
    agenda.after(
        delay,
        () -> {
          if (!deployment.isOver()) {
            step.run();
          }
        });
  }
}
