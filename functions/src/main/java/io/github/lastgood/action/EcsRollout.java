package io.github.lastgood.action;

import io.github.lastgood.target.Rollout;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.Service;

/// How ECS deploys a service: what `DescribeServices` says of its `deploymentConfiguration`.
///
/// Facts: ECS Developer Guide, "deployment circuit breaker" (it watches rolling updates only),
/// "deployment alarm failure", and the API reference for the defaults of LINEAR (10 % every 6
/// minutes) and CANARY (5 % for 10 minutes).
final class EcsRollout {
  /// What Lastgood can roll back. Of a strategy that AWS adds later nobody knows what it does.
  static final Set<String> STRATEGIES = Set.of("ROLLING", "BLUE_GREEN", "LINEAR", "CANARY");

  private static final double WHOLE = 100;

  private EcsRollout() {}

  static String strategy(@Nullable DeploymentConfiguration how) {
    return how == null || how.strategyAsString() == null ? "ROLLING" : how.strategyAsString();
  }

  static boolean rollsBackItself(@Nullable DeploymentConfiguration how) {
    return how != null
        && ((breakerIsOn(how) && isTrue(how.deploymentCircuitBreaker().rollback()))
            || (alarmsAreOn(how) && isTrue(how.alarms().rollback())));
  }

  static Rollout of(Service service, software.amazon.awssdk.services.ecs.model.Deployment primary) {
    var how = service.deploymentConfiguration();
    return new Rollout(least(how), blind(how), primary.updatedAt(), words(how, primary));
  }

  /// The bake time, and the steps before it.
  private static Duration least(@Nullable DeploymentConfiguration how) {
    if (how == null) {
      return Duration.ZERO;
    }
    var bake = minutes(how.bakeTimeInMinutes(), 0);
    return switch (strategy(how)) {
      case "CANARY" -> {
        var canary = how.canaryConfiguration();
        yield bake.plus(minutes(canary == null ? null : canary.canaryBakeTimeInMinutes(), 10));
      }
      case "LINEAR" -> {
        var linear = how.linearConfiguration();
        var percent = linear == null ? null : linear.stepPercent();
        var pauses = (long) Math.ceil(WHOLE / Objects.requireNonNullElse(percent, 10.0)) - 1;
        var pause = minutes(linear == null ? null : linear.stepBakeTimeInMinutes(), 6);
        yield bake.plus(pause.multipliedBy(pauses));
      }
      default -> bake;
    };
  }

  private static Duration minutes(@Nullable Integer set, int otherwise) {
    return Duration.ofMinutes(Objects.requireNonNullElse(set, otherwise));
  }

  private static @Nullable String blind(@Nullable DeploymentConfiguration how) {
    if (how != null && (breakerIsOn(how) || alarmsAreOn(how))) {
      return null;
    }
    return strategy(how).equals("ROLLING")
        ? "its deployment circuit breaker is off and it has no deployment alarms"
        : "the deployment circuit breaker does not watch "
            + strategy(how)
            + " deployments and it has no deployment alarms";
  }

  private static Map<String, String> words(
      @Nullable DeploymentConfiguration how,
      software.amazon.awssdk.services.ecs.model.Deployment primary) {
    var words = new LinkedHashMap<String, String>();
    words.put("strategy", strategy(how));
    words.put("circuitBreaker", how != null && breakerIsOn(how) ? "on" : "off");
    if (how != null && alarmsAreOn(how)) {
      words.put("deploymentAlarms", String.join(", ", how.alarms().alarmNames()));
    }
    if (primary.rolloutStateReason() != null && !primary.rolloutStateReason().isBlank()) {
      words.put("rolloutState", primary.rolloutStateReason());
    }
    return words;
  }

  /// It watches rolling updates only.
  private static boolean breakerIsOn(DeploymentConfiguration how) {
    var breaker = how.deploymentCircuitBreaker();
    return strategy(how).equals("ROLLING") && breaker != null && isTrue(breaker.enable());
  }

  private static boolean alarmsAreOn(DeploymentConfiguration how) {
    var alarms = how.alarms();
    return alarms != null && isTrue(alarms.enable());
  }

  private static boolean isTrue(@Nullable Boolean flag) {
    return flag != null && flag;
  }
}
