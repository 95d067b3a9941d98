package io.github.lastgood.demo;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import io.github.lastgood.target.Rollback.Status;
import java.util.List;

/// Stories of an ECS service that ECS deploys task by task.
final class RollingStories {
  private RollingStories() {}

  static List<Story> all() {
    return List.of(badDeployment(), inFlight(), inactive(), breaker());
  }

  private static Story badDeployment() {
    return Story.of(
            Chapter.ECS_ROLLING,
            "bad-deployment",
            "An alarm goes red ten minutes after a deployment completed.",
            ofMinutes(37),
            world ->
                Scene.of(
                    new Orders(world),
                    play -> play.then(play.at(ZERO), () -> play.deploys(Release.BAD)),
                    Claim.runs(Release.GOOD),
                    Claim.alarmsOk(World.SERVICE),
                    Claim.ended(Status.RECOVERED),
                    Claim.moves("ecs:UpdateService"),
                    Claim.quarantined("orders-api:42"),
                    Claim.knownGood("orders-api:41")))
        .afterwards("AlarmAfterABadDeploymentTest");
  }

  private static Story inFlight() {
    return Story.of(
            Chapter.ECS_ROLLING,
            "in-flight",
            "It hurts at once: ECS is told to stop and to go back.",
            ofMinutes(30),
            world ->
                Scene.of(
                    new Orders(world),
                    play -> play.then(play.at(ZERO), () -> play.deploys(Release.BAD_AT_ONCE)),
                    Claim.runs(Release.GOOD),
                    Claim.alarmsOk(World.SERVICE),
                    Claim.ended(Status.RECOVERED),
                    Claim.moves("ecs:StopServiceDeployment"),
                    Claim.quarantined("orders-api:45"),
                    Claim.knownGood("orders-api:41")))
        .inFlight("AlarmWhileInFlightTest");
  }

  private static Story inactive() {
    return Story.of(
            Chapter.ECS_ROLLING,
            "inactive",
            "The good task definition is INACTIVE: the ledger's copy is registered.",
            ofMinutes(37),
            world ->
                Scene.of(
                    new Orders(world),
                    play -> {
                      play.then(play.at(ZERO), () -> play.deploys(Release.BAD));
                      play.then(
                          play.at(ofMinutes(6)),
                          () -> {
                            play.says(
                                Who.TEAM,
                                "CloudFormation deregisters orders-api:41: it is INACTIVE.");
                            play.world().deregister(Release.GOOD);
                          });
                    },
                    Claim.runsCopyOf(Release.GOOD),
                    Claim.alarmsOk(World.SERVICE),
                    Claim.ended(Status.RECOVERED),
                    Claim.moves("ecs:UpdateService")))
        .afterwards("GoodRevisionInactiveTest");
  }

  private static Story breaker() {
    return Story.of(
            Chapter.ECS_BREAKER,
            "breaker",
            "The tasks never start; ECS's circuit breaker rolls back by itself.",
            ofMinutes(37),
            world ->
                Scene.of(
                    new Orders(world),
                    play -> play.then(play.at(ZERO), () -> play.deploys(Release.CRASHING)),
                    Claim.runs(Release.GOOD),
                    Claim.alarmsOk(World.SERVICE),
                    Claim.ended(Status.RECOVERED),
                    Claim.moves(),
                    Claim.quarantined("orders-api:43")))
        .inFlight("BreakerRolledBackTest");
  }
}
