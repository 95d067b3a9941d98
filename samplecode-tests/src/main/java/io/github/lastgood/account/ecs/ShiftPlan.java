package io.github.lastgood.account.ecs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;

/// The stages of a deployment that shifts traffic, in their order (ECS developer guide, "Amazon ECS
/// blue/green, linear and canary deployments").
///
/// @param steps what is done one after the other
record ShiftPlan(List<Step> steps) {
  private static final double DEFAULT_STEP = 10;
  private static final int DEFAULT_STEP_BAKE = 6;
  private static final double DEFAULT_CANARY = 5;
  private static final int DEFAULT_CANARY_BAKE = 10;

  sealed interface Step {}

  /// Enters a stage and asks its hooks.
  record Stage(String name) implements Step {}

  /// Enters the stage that shifts production traffic, asks its hooks, and shifts.
  ///
  /// @param percent what the new revision gets
  record Shift(double percent) implements Step {}

  /// Starts the new revision's tasks and waits until they are healthy.
  record ScaleUp() implements Step {}

  /// Lets time go by.
  record Wait(Duration time) implements Step {}

  /// @param reconcile when more than one revision runs already
  /// @param bake how long both revisions stay up after the whole shift
  static ShiftPlan forward(DeploymentConfiguration how, boolean reconcile, Duration bake) {
    List<Step> steps = new ArrayList<>();
    if (reconcile) {
      steps.add(new Stage("RECONCILE_SERVICE"));
    }
    steps.add(new Stage("PRE_SCALE_UP"));
    steps.add(new Stage("SCALE_UP"));
    steps.add(new ScaleUp());
    steps.add(new Stage("POST_SCALE_UP"));
    steps.add(new Stage("TEST_TRAFFIC_SHIFT"));
    steps.add(new Stage("POST_TEST_TRAFFIC_SHIFT"));
    List<Double> weights = weights(how);
    for (double weight : weights) {
      if (how.strategy() != DeploymentStrategy.BLUE_GREEN) {
        steps.add(new Stage("PRE_PRODUCTION_TRAFFIC_SHIFT"));
      }
      steps.add(new Shift(weight));
      if (weight < 100) {
        steps.add(new Wait(stepBake(how)));
      }
    }
    steps.add(new Stage("POST_PRODUCTION_TRAFFIC_SHIFT"));
    steps.add(new Stage("BAKE_TIME"));
    steps.add(new Wait(bake));
    steps.add(new Stage("CLEAN_UP"));
    return new ShiftPlan(steps);
  }

  /// Back in one move; the hooks of the shifts are asked again.
  static ShiftPlan back(boolean tested, boolean shifted) {
    List<Step> steps = new ArrayList<>();
    if (tested) {
      steps.add(new Stage("TEST_TRAFFIC_SHIFT"));
    }
    if (shifted) {
      steps.add(new Shift(100));
    }
    steps.add(new Stage("CLEAN_UP"));
    return new ShiftPlan(steps);
  }

  private static List<Double> weights(DeploymentConfiguration how) {
    List<Double> weights = new ArrayList<>();
    if (how.strategy() == DeploymentStrategy.CANARY) {
      weights.add(
          how.canaryConfiguration() == null
              ? DEFAULT_CANARY
              : Objects.requireNonNullElse(
                  how.canaryConfiguration().canaryPercent(), DEFAULT_CANARY));
    }
    if (how.strategy() == DeploymentStrategy.LINEAR) {
      double step =
          how.linearConfiguration() == null
              ? DEFAULT_STEP
              : Objects.requireNonNullElse(how.linearConfiguration().stepPercent(), DEFAULT_STEP);
      for (double weight = step; weight < 100; weight += step) {
        weights.add(weight);
      }
    }
    weights.add(100.0);
    return weights;
  }

  private static Duration stepBake(DeploymentConfiguration how) {
    if (how.strategy() == DeploymentStrategy.CANARY) {
      return Duration.ofMinutes(
          how.canaryConfiguration() == null
              ? DEFAULT_CANARY_BAKE
              : Objects.requireNonNullElse(
                  how.canaryConfiguration().canaryBakeTimeInMinutes(), DEFAULT_CANARY_BAKE));
    }
    return Duration.ofMinutes(
        how.linearConfiguration() == null
            ? DEFAULT_STEP_BAKE
            : Objects.requireNonNullElse(
                how.linearConfiguration().stepBakeTimeInMinutes(), DEFAULT_STEP_BAKE));
  }
}
