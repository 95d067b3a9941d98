package io.github.lastgood.account;

import java.time.Duration;
import software.amazon.awssdk.services.ecs.model.CanaryConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.LinearConfiguration;

/// ECS's own ways to shift traffic, for [World#configure].
public final class Strategy {
  private Strategy() {}

  /// All traffic at once; both revisions stay up for the bake time.
  public static DeploymentConfiguration blueGreen(Duration bake) {
    return of(DeploymentStrategy.BLUE_GREEN, bake).build();
  }

  /// A part of the traffic for some time, then all of it.
  public static DeploymentConfiguration canary(double percent, Duration canaryBake, Duration bake) {
    return of(DeploymentStrategy.CANARY, bake)
        .canaryConfiguration(
            CanaryConfiguration.builder()
                .canaryPercent(percent)
                .canaryBakeTimeInMinutes((int) canaryBake.toMinutes())
                .build())
        .build();
  }

  /// The same part again and again.
  public static DeploymentConfiguration linear(double percent, Duration stepBake, Duration bake) {
    return of(DeploymentStrategy.LINEAR, bake)
        .linearConfiguration(
            LinearConfiguration.builder()
                .stepPercent(percent)
                .stepBakeTimeInMinutes((int) stepBake.toMinutes())
                .build())
        .build();
  }

  /// The same with a lifecycle hook in these stages.
  public static DeploymentConfiguration hooked(DeploymentConfiguration how, String... stages) {
    return how.toBuilder()
        .lifecycleHooks(
            DeploymentLifecycleHook.builder()
                .hookTargetArn(World.HOOK_FUNCTION)
                .roleArn(World.PLACE.roleArn("lastgood-hook"))
                .lifecycleStagesWithStrings(stages)
                .build())
        .build();
  }

  private static DeploymentConfiguration.Builder of(DeploymentStrategy strategy, Duration bake) {
    return DeploymentConfiguration.builder()
        .strategy(strategy)
        .maximumPercent(200)
        .minimumHealthyPercent(100)
        .bakeTimeInMinutes((int) bake.toMinutes());
  }
}
