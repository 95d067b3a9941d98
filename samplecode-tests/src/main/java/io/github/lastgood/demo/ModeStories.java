package io.github.lastgood.demo;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import io.github.lastgood.target.Rollback.Status;
import java.util.List;

/// Stories in which a person has a say.
final class ModeStories {
  private ModeStories() {}

  static List<Story> all() {
    return List.of(observe(), approve(), frozen());
  }

  private static Story observe() {
    return Story.of(
        Chapter.MODES,
        "observe",
        "Mode observe: Lastgood only says what it would have done.",
        ofMinutes(25),
        world ->
            Scene.of(
                new Orders(world, "register-observe.json"),
                play -> play.then(play.at(ZERO), () -> play.deploys(Release.BAD)),
                Claim.runs(Release.BAD),
                Claim.stillRed(World.ALARM_5XX),
                Claim.noRollback(),
                Claim.moves(),
                Claim.told("orders-api would have gone back to orders-api:41")));
  }

  private static Story approve() {
    return Story.of(
        Chapter.MODES,
        "approve",
        "Mode approve: Lastgood asks, a person says the word.",
        ofMinutes(40),
        world ->
            Scene.of(
                new Orders(world, "register-approve.json"),
                play -> {
                  play.then(play.at(ZERO), () -> play.deploys(Release.BAD));
                  play.then(play.at(ofMinutes(18)), () -> play.orders("rollback.json"));
                },
                Claim.runs(Release.GOOD),
                Claim.alarmsOk(World.SERVICE),
                Claim.ended(Status.RECOVERED),
                Claim.moves("ecs:UpdateService"),
                Claim.told("orders-api waits for your word to go back to orders-api:41")));
  }

  private static Story frozen() {
    return Story.of(
        Chapter.MODES,
        "frozen",
        "Somebody froze the target; the rollback is held until it is lifted.",
        ofMinutes(42),
        world ->
            Scene.of(
                new Orders(world),
                play -> {
                  play.then(play.at(ZERO), () -> play.deploys(Release.BAD));
                  play.then(play.at(ofMinutes(10)), () -> play.orders("freeze.json"));
                  play.then(
                      play.at(ofMinutes(19).plusSeconds(30)), () -> play.orders("unfreeze.json"));
                },
                Claim.runs(Release.GOOD),
                Claim.alarmsOk(World.SERVICE),
                Claim.ended(Status.RECOVERED),
                Claim.moves("ecs:UpdateService")));
  }
}
