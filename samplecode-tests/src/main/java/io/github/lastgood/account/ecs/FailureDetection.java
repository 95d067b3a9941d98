package io.github.lastgood.account.ecs;

import io.github.lastgood.account.setting.Agenda;
import io.github.lastgood.account.setting.Ids;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Rollback;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentRollbackMonitorsStatus;

/// ECS's own safety net while a deployment runs: the deployment circuit breaker and the deployment
/// alarms. Neither looks at anything once the deployment has completed.
///
/// Sources: ECS developer guide, "deployment circuit breaker" (threshold = half the desired count,
/// at least 3, at most 200) and "CloudWatch alarms" (alarms already red at the start are ignored
/// for the whole deployment). The breaker's reasons are AWS's wording as seen in accounts; AWS does
/// not document that of the alarms.
final class FailureDetection {
  /// When no bake time is set and there are alarms, ECS computes one of less than five minutes.
  private static final Duration COMPUTED_BAKE_TIME = Duration.ofMinutes(2);

  private static final int LEAST_FAILURES = 3;
  private static final int MOST_FAILURES = 200;

  private final Agenda agenda;
  private final Ids ids;
  private final AlarmStates alarms;
  private final DeploymentEvents events;

  FailureDetection(Agenda agenda, Ids ids, AlarmStates alarms, DeploymentEvents events) {
    this.agenda = agenda;
    this.ids = ids;
    this.alarms = alarms;
    this.events = events;
  }

  static int threshold(int desiredCount) {
    return Math.clamp(Math.ceilDiv(desiredCount, 2), LEAST_FAILURES, MOST_FAILURES);
  }

  static boolean breakerEnabled(DeploymentConfiguration configuration) {
    return configuration.deploymentCircuitBreaker() != null
        && configuration.deploymentCircuitBreaker().enable();
  }

  static boolean alarmsEnabled(DeploymentConfiguration configuration) {
    return configuration.alarms() != null && configuration.alarms().enable();
  }

  Duration bakeTime(DeploymentConfiguration configuration) {
    if (configuration.bakeTimeInMinutes() != null) {
      return Duration.ofMinutes(configuration.bakeTimeInMinutes());
    }
    return alarmsEnabled(configuration) ? COMPUTED_BAKE_TIME : Duration.ZERO;
  }

  /// Asked once, when the rollout starts.
  boolean watchesAlarms(ServiceDeploymentState rollout) {
    if (!alarmsEnabled(rollout.configuration) || !redAlarms(rollout).isEmpty()) {
      return false;
    }
    rollout.alarmsStatus = ServiceDeploymentRollbackMonitorsStatus.MONITORING;
    return true;
  }

  void noteTaskFailure(ServiceState service, boolean pulled) {
    String why =
        pulled
            ? "tasks failed to start: Essential container in task exited."
            : "was unable to start a task: CannotPullContainerError: image not found.";
    service.note("(service " + service.name + ") " + why, ids.uuid(), agenda.now());
  }

  boolean breakerTripped(
      RolloutEngine engine, ServiceState service, ServiceDeploymentState rollout) {
    DeploymentConfiguration configuration = rollout.configuration;
    if (!breakerEnabled(configuration)
        || TrafficShift.isAskedFor(rollout)
        || service.primary().failed < threshold(service.desiredCount)) {
      return false;
    }
    rollout.breakerTriggered = true;
    boolean rollback = configuration.deploymentCircuitBreaker().rollback();
    String prefix = "ECS deployment circuit breaker: ";
    fail(engine, service, rollout, rollback, prefix, prefix + "tasks failed to start.");
    return true;
  }

  boolean alarmTripped(RolloutEngine engine, ServiceState service, ServiceDeploymentState rollout) {
    List<String> red = redAlarms(rollout);
    if (red.isEmpty()) {
      return false;
    }
    rollout.triggeredAlarms.addAll(red);
    rollout.alarmsStatus = ServiceDeploymentRollbackMonitorsStatus.TRIGGERED;
    boolean rollback = rollout.configuration.alarms().rollback();
    String reason = "ECS deployment failed: alarm detected.";
    fail(engine, service, rollout, rollback, "ECS deployment alarms: ", reason);
    return true;
  }

  private void fail(
      RolloutEngine engine,
      ServiceState service,
      ServiceDeploymentState rollout,
      boolean rollback,
      String prefix,
      String reason) {
    DeploymentState failed = service.primary();
    DeploymentState candidate = service.lastCompleted;
    failed.turn(DeploymentRolloutState.FAILED, reason, agenda.now());
    events.failed(service, failed);
    rollout.statusReason = reason;
    if (rollback && candidate != null) {
      rollBack(engine, service, rollout, candidate, prefix);
    } else {
      engine.halt(service, rollout);
    }
  }

  /// A lifecycle hook said FAILED, gave no answer that ECS understands, or threw.
  void hookFailed(RolloutEngine engine, ServiceState service, ServiceDeploymentState rollout) {
    DeploymentState candidate = service.lastCompleted;
    rollout.statusReason = "Service deployment rolled back because a lifecycle hook failed.";
    if (candidate == null || rollout.isRollingBack()) {
      engine.halt(service, rollout);
    } else {
      rollBack(engine, service, rollout, candidate, "Lifecycle hook failed: ");
    }
  }

  /// @param prefix says who rolls back; the deployment id follows
  void rollBack(
      RolloutEngine engine,
      ServiceState service,
      ServiceDeploymentState rollout,
      DeploymentState candidate,
      String prefix) {
    String id = candidate.revision.deploymentId();
    String reason = prefix + "rolling back to deploymentId " + id + ".";
    rollout.rollback =
        Rollback.builder()
            .reason(reason)
            .startedAt(agenda.now())
            .serviceRevisionArn(candidate.revision.arn())
            .build();
    engine.rollBack(service, rollout, candidate, reason);
  }

  private List<String> redAlarms(ServiceDeploymentState rollout) {
    return rollout.configuration.alarms().alarmNames().stream().filter(alarms::isRed).toList();
  }
}
