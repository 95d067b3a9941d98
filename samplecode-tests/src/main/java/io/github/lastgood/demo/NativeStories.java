package io.github.lastgood.demo;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.Strategy;
import io.github.lastgood.account.World;
import io.github.lastgood.target.Rollback.Status;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;

/// Stories of an ECS service whose traffic ECS shifts itself: blue/green and canary, with a
/// lifecycle hook or without.
final class NativeStories {
  private NativeStories() {}

  static List<Story> all() {
    return List.of(stalled(), blueGreen(), blueGreenOver(), canary(), hook());
  }

  private static Scene scene(
      World world, DeploymentConfiguration how, Release release, Claim... claims) {
    return Scene.of(
        new Orders(world),
        play -> {
          world.configure(how);
          play.then(play.at(ZERO), () -> play.deploys(release));
        },
        claims);
  }

  /// The breaker counts failed tasks of rolling deployments; here nobody counts.
  private static Story stalled() {
    return Story.of(
            Chapter.ECS_BREAKER,
            "stalled",
            "The tasks never start, and nothing at AWS says so; the watch does.",
            ofMinutes(55),
            world ->
                scene(
                    world,
                    Strategy.blueGreen(ofMinutes(5)),
                    Release.CRASHING,
                    Claim.runs(Release.GOOD),
                    Claim.alarmsOk(World.SERVICE),
                    Claim.ended(Status.RECOVERED),
                    Claim.moves("ecs:StopServiceDeployment"),
                    Claim.quarantined("orders-api:43")))
        .inFlight("StalledDeploymentTest");
  }

  private static Story blueGreen() {
    return Story.of(
            Chapter.ECS_NATIVE,
            "blue-green",
            "ECS deploys blue/green; both still run when the alarm goes red.",
            ofMinutes(37),
            world ->
                scene(
                    world,
                    Strategy.blueGreen(ofMinutes(20)),
                    Release.BAD,
                    Claim.runs(Release.GOOD),
                    Claim.alarmsOk(World.SERVICE),
                    Claim.ended(Status.RECOVERED),
                    Claim.moves("ecs:StopServiceDeployment"),
                    Claim.quarantined("orders-api:42")))
        .inFlight("NativeDeploymentTest");
  }

  private static Story blueGreenOver() {
    return Story.of(
            Chapter.ECS_NATIVE,
            "blue-green-over",
            "The same when blue is gone: the good revision is deployed again.",
            ofMinutes(50),
            world ->
                scene(
                    world,
                    Strategy.blueGreen(ofMinutes(2)),
                    Release.BAD,
                    Claim.runs(Release.GOOD),
                    Claim.alarmsOk(World.SERVICE),
                    Claim.ended(Status.RECOVERED),
                    Claim.moves("ecs:UpdateService"),
                    Claim.quarantined("orders-api:42")))
        .afterwards("NativeDeploymentTest");
  }

  private static Story canary() {
    return Story.of(
            Chapter.ECS_NATIVE,
            "canary",
            "ECS gives a canary 10 % of the traffic; it never gets the rest.",
            ofMinutes(30),
            world ->
                scene(
                    world,
                    Strategy.canary(10, ofMinutes(20), ofMinutes(2)),
                    Release.BAD_AT_ONCE,
                    Claim.runs(Release.GOOD),
                    Claim.alarmsOk(World.SERVICE),
                    Claim.ended(Status.RECOVERED),
                    Claim.moves("ecs:StopServiceDeployment"),
                    Claim.quarantined("orders-api:45")))
        .inFlight("NativeDeploymentTest");
  }

  private static Story hook() {
    return Story.of(
            Chapter.ECS_NATIVE,
            "hook",
            "A revision known to be bad is refused before a task of it starts.",
            ofMinutes(20),
            world ->
                Scene.of(
                    new Orders(world),
                    play -> {
                      world.configure(
                          Strategy.hooked(
                              Strategy.blueGreen(ofMinutes(5)),
                              "PRE_SCALE_UP",
                              "PRODUCTION_TRAFFIC_SHIFT"));
                      play.then(
                          play.at(ZERO),
                          () -> {
                            play.orders("mark-bad.json");
                            play.deploys(Release.BAD);
                          });
                    },
                    Claim.runs(Release.GOOD),
                    Claim.alarmsOk(World.SERVICE),
                    Claim.ended(Status.RECOVERED),
                    Claim.moves(),
                    Claim.told("Refused to let orders-api:42 go on for orders-api")))
        .inFlight("LifecycleHookTest");
  }
}
