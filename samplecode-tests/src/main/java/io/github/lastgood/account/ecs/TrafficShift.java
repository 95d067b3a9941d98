package io.github.lastgood.account.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lastgood.account.event.EventFeed;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;

/// Leads a deployment by ECS's own blue/green, linear or canary strategy through its lifecycle
/// stages. Both revisions run until the bake time is over, so going back is a shift of traffic and
/// no launch of tasks. The circuit breaker does not watch: it is for rolling updates.
///
/// What AWS does not say is settled here like this: traffic moves once the stage's hooks let it.
final class TrafficShift {
  private static final Set<DeploymentStrategy> STRATEGIES =
      Set.of(DeploymentStrategy.BLUE_GREEN, DeploymentStrategy.LINEAR, DeploymentStrategy.CANARY);
  private static final Set<String> BEFORE_THE_TEST =
      Set.of("RECONCILE_SERVICE", "PRE_SCALE_UP", "SCALE_UP", "POST_SCALE_UP");

  private final RolloutTiming timing;
  private final Workloads workloads;
  private final FailureDetection detection;
  private final RolloutSteps steps;
  private final LifecycleHooks hooks;
  private final RolloutEngine engine;

  TrafficShift(
      RolloutTiming timing,
      Workloads workloads,
      FailureDetection detection,
      RolloutSteps steps,
      LifecycleHooks hooks,
      RolloutEngine engine) {
    this.timing = timing;
    this.workloads = workloads;
    this.detection = detection;
    this.steps = steps;
    this.hooks = hooks;
    this.engine = engine;
  }

  static boolean isAskedFor(ServiceDeploymentState rollout) {
    return rollout.configuration.strategy() != null
        && STRATEGIES.contains(rollout.configuration.strategy());
  }

  /// One way through the stages.
  ///
  /// @param to the deployment that gets the traffic
  private record Walk(
      ServiceState service,
      int course,
      ServiceDeploymentState rollout,
      DeploymentState to,
      Iterator<ShiftPlan.Step> left) {}

  void forward(ServiceState service, int course, ServiceDeploymentState rollout) {
    DeploymentState green = service.primary();
    green.production = 0;
    var plan =
        ShiftPlan.forward(
            rollout.configuration,
            service.runningRevisions().size() > 1,
            detection.bakeTime(rollout.configuration));
    next(new Walk(service, course, rollout, green, plan.steps().iterator()));
  }

  /// @param from the deployment that loses the traffic
  void back(
      ServiceState service, int course, ServiceDeploymentState rollout, DeploymentState from) {
    boolean tested = rollout.stage != null && !BEFORE_THE_TEST.contains(rollout.stage);
    var plan = ShiftPlan.back(tested, from.production > 0);
    next(new Walk(service, course, rollout, service.primary(), plan.steps().iterator()));
  }

  private void next(Walk walk) {
    if (!walk.left().hasNext()) {
      after(walk, timing.drain(), () -> cleanUp(walk));
      return;
    }
    switch (walk.left().next()) {
      case ShiftPlan.Stage(var name) -> enter(walk, name, walk.to().production, () -> {});
      case ShiftPlan.Shift(var percent) ->
          enter(walk, "PRODUCTION_TRAFFIC_SHIFT", percent, () -> shift(walk, percent));
      case ShiftPlan.ScaleUp() -> scaleUp(walk);
      case ShiftPlan.Wait(var time) -> after(walk, time, () -> next(walk));
    }
  }

  private void enter(Walk walk, String stage, double percent, Runnable passed) {
    walk.rollout().stage = stage;
    var asked = LifecycleHooks.of(walk.rollout(), stage).iterator();
    after(walk, timing.pending(), () -> ask(walk, asked, percent, passed));
  }

  private void ask(
      Walk walk, Iterator<DeploymentLifecycleHook> asked, double percent, Runnable passed) {
    if (asked.hasNext()) {
      ask(walk, asked.next(), asked, percent, passed);
    } else {
      passed.run();
      next(walk);
    }
  }

  private void ask(
      Walk walk,
      DeploymentLifecycleHook hook,
      Iterator<DeploymentLifecycleHook> others,
      double percent,
      Runnable passed) {
    var said =
        hooks.ask(
            hook,
            walk.service(),
            walk.rollout(),
            weights(walk, "PRODUCTION_TRAFFIC_SHIFT", percent),
            weights(walk, "TEST_TRAFFIC_SHIFT", 100));
    switch (said.status()) {
      case "SUCCEEDED" -> ask(walk, others, percent, passed);
      case "IN_PROGRESS" ->
          after(walk, said.delay(), () -> ask(walk, hook, others, percent, passed));
      default -> detection.hookFailed(engine, walk.service(), walk.rollout());
    }
  }

  /// The weights of that stage's traffic; empty in every other stage.
  private static ObjectNode weights(Walk walk, String stage, double percent) {
    ObjectNode weights = EventFeed.object();
    if (stage.equals(walk.rollout().stage)) {
      weights.put(walk.to().revision.arn(), (int) percent);
      others(walk).forEach(other -> weights.put(other.revision.arn(), 100 - (int) percent));
    }
    return weights;
  }

  private static List<DeploymentState> others(Walk walk) {
    return walk.service().deployments.stream()
        .filter(each -> each != walk.to() && each.running > 0)
        .limit(1)
        .toList();
  }

  private static void shift(Walk walk, double percent) {
    walk.to().production = percent;
    others(walk).forEach(other -> other.production = 100 - percent);
  }

  private void scaleUp(Walk walk) {
    DeploymentState green = walk.to();
    green.pending = walk.service().desiredCount;
    if (workloads.comeUp(green.revision)) {
      after(
          walk,
          timing.start(),
          () -> {
            green.run(walk.service().desiredCount, steps.now());
            after(walk, timing.healthy(), () -> next(walk));
          });
      return;
    }
    after(
        walk,
        timing.failure(),
        () -> {
          green.failed++;
          walk.rollout().failures++;
          detection.noteTaskFailure(walk.service(), workloads.canBePulled(green.revision));
          scaleUp(walk);
        });
  }

  private void cleanUp(Walk walk) {
    walk.to().production = 100;
    walk.service().deployments.stream()
        .filter(each -> each != walk.to())
        .forEach(old -> old.stopTasks(steps.now()));
    walk.service().deployments.removeIf(each -> each != walk.to());
    steps.complete(walk.service(), walk.rollout());
  }

  private void after(Walk walk, Duration delay, Runnable step) {
    steps.after(walk.service(), walk.course(), delay, step);
  }
}
