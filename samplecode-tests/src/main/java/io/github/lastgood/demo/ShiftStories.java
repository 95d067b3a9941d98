package io.github.lastgood.demo;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.Strategy;
import io.github.lastgood.target.Rollback.Status;

/// Stories of deployments that ECS leads itself, and of those who ask Lastgood before they go on.
final class ShiftStories {
  private static final String VERIFY = "{\"mode\":\"verify\",\"target\":\"orders-api\"}";

  private ShiftStories() {}

  static Story blueGreen() {
    return Story.of(
        "blue-green",
        "ECS deploys blue/green; both still run when the alarm goes red.",
        ofMinutes(37),
        play -> {
          play.world().configure(Strategy.blueGreen(ofMinutes(20)));
          play.then(play.at(ZERO), () -> play.deploys(Release.BAD));
        },
        Claim.runs(Release.GOOD),
        Claim.alarmsOk(),
        Claim.ended(Status.RECOVERED),
        Claim.stops(),
        Claim.quarantined(Release.BAD));
  }

  static Story stalled() {
    return Story.of(
        "stalled",
        "The tasks never start, and nothing at AWS says so; the watch does.",
        ofMinutes(55),
        play -> {
          play.world().configure(Strategy.blueGreen(ofMinutes(5)));
          play.then(play.at(ZERO), () -> play.deploys(Release.CRASHING));
        },
        Claim.runs(Release.GOOD),
        Claim.alarmsOk(),
        Claim.ended(Status.RECOVERED),
        Claim.stops(),
        Claim.quarantined(Release.CRASHING));
  }

  static Story hook() {
    return Story.of(
        "hook",
        "A revision known to be bad is refused before a task of it starts.",
        ofMinutes(20),
        play -> {
          play.world()
              .configure(
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
        Claim.alarmsOk(),
        Claim.ended(Status.RECOVERED),
        Claim.moves(0),
        Claim.told("Refused to let orders-api:42 go on for orders-api"));
  }

  static Story pipeline() {
    return Story.of(
        "pipeline",
        "A pipeline verifies its deployment and fails when it is rolled back.",
        ofMinutes(37),
        play -> {
          play.then(play.at(ZERO), () -> play.deploys(Release.BAD));
          play.then(
              play.at(ofMinutes(10)),
              () -> {
                play.says(Who.TEAM, "The pipeline comes to its verify action.");
                play.world().account().codePipeline().run(VERIFY);
              });
        },
        Claim.runs(Release.GOOD),
        Claim.alarmsOk(),
        Claim.ended(Status.RECOVERED),
        Claim.moves(1));
  }
}
