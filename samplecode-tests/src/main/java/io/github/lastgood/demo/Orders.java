package io.github.lastgood.demo;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import io.github.lastgood.account.ecs.TaskBehaviour;
import java.util.List;

/// `orders-api`, an ECS service.
///
/// @param world where it runs
/// @param registration the file of `events/operator/` that registers it
record Orders(World world, String registration) implements Subject {

  /// In mode `auto`.
  Orders(World world) {
    this(world, "register.json");
  }

  @Override
  public String target() {
    return World.SERVICE;
  }

  @Override
  public String opening() {
    return "prod/orders-api has run orders-api:41 for four days.";
  }

  @Override
  public List<String> alarms() {
    return List.of(
        World.ALARM_5XX,
        World.ALARM_P99,
        World.ALARM_COMPOSITE,
        World.ALARM_LOGS,
        World.ALARM_BY_ZONE);
  }

  @Override
  public String running() {
    var primary = world.primary();
    var arn = primary.taskDefinition();
    return "prod/orders-api runs "
        + arn.substring(arn.lastIndexOf('/') + 1)
        + ", its deployment is "
        + primary.rolloutStateAsString()
        + ".";
  }

  @Override
  public void deployBad(Play play) {
    play.deploys(Release.BAD);
  }

  @Override
  public void soothe() {
    world.account().ecs().workloads().behave(World.image(Release.BAD), new TaskBehaviour.Healthy());
  }
}
