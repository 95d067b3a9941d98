package io.github.lastgood.account;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.DeploymentAlarms;
import software.amazon.awssdk.services.ecs.model.DeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;

/// What a story may choose about the world before it begins; every method gives a changed copy.
///
/// @param start the first instant; 2026-11-02T10:00:00Z unless changed
/// @param seed for the ids
/// @param desiredCount tasks of orders-api
/// @param breaker whether the deployment circuit breaker of orders-api is on
/// @param breakerRollback whether it also rolls back
/// @param deploymentAlarms alarms that ECS itself watches during a deployment; empty for none
/// @param bakeTime how long ECS bakes a deployment
public record WorldOptions(
    Instant start,
    long seed,
    int desiredCount,
    boolean breaker,
    boolean breakerRollback,
    List<String> deploymentAlarms,
    @Nullable Duration bakeTime) {

  /// The circuit breaker on with rollback, no deployment alarms, two minutes of bake time.
  public static WorldOptions usual() {
    return new WorldOptions(
        Instant.parse("2026-11-02T10:00:00Z"), 1, 4, true, true, List.of(), Duration.ofMinutes(2));
  }

  /// Begins at another instant.
  public WorldOptions startingAt(Instant instant) {
    return new WorldOptions(
        instant, seed, desiredCount, breaker, breakerRollback, deploymentAlarms, bakeTime);
  }

  /// Makes up other ids.
  public WorldOptions seededWith(long otherSeed) {
    return new WorldOptions(
        start, otherSeed, desiredCount, breaker, breakerRollback, deploymentAlarms, bakeTime);
  }

  /// The circuit breaker off: a deployment that never comes up stays in progress for ever.
  public WorldOptions withoutBreaker() {
    return new WorldOptions(start, seed, desiredCount, false, false, deploymentAlarms, bakeTime);
  }

  /// The circuit breaker on, but without rollback: a deployment that never comes up fails.
  public WorldOptions withBreakerThatOnlyFails() {
    return new WorldOptions(start, seed, desiredCount, true, false, deploymentAlarms, bakeTime);
  }

  /// ECS watches these alarms while a deployment runs, and rolls back.
  public WorldOptions withDeploymentAlarms(String... names) {
    return new WorldOptions(
        start, seed, desiredCount, breaker, breakerRollback, List.of(names), bakeTime);
  }

  /// ECS bakes a deployment for another time.
  public WorldOptions bakingFor(Duration time) {
    return new WorldOptions(
        start, seed, desiredCount, breaker, breakerRollback, deploymentAlarms, time);
  }

  DeploymentConfiguration configuration() {
    DeploymentConfiguration.Builder configuration =
        DeploymentConfiguration.builder()
            .maximumPercent(200)
            .minimumHealthyPercent(100)
            .deploymentCircuitBreaker(
                DeploymentCircuitBreaker.builder()
                    .enable(breaker)
                    .rollback(breakerRollback)
                    .build());
    if (bakeTime != null) {
      configuration.bakeTimeInMinutes((int) bakeTime.toMinutes());
    }
    if (!deploymentAlarms.isEmpty()) {
      configuration.alarms(
          DeploymentAlarms.builder()
              .alarmNames(deploymentAlarms)
              .enable(true)
              .rollback(true)
              .build());
    }
    return configuration.build();
  }
}
