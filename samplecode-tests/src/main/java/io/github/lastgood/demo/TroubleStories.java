package io.github.lastgood.demo;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import io.github.lastgood.account.call.Fault;
import io.github.lastgood.account.event.AwsEvent;
import io.github.lastgood.account.event.Delivery;
import io.github.lastgood.target.Rollback.Status;
import java.util.List;

/// Stories in which events, functions or guesses fail.
final class TroubleStories {
  private TroubleStories() {}

  static List<Story> all() {
    return List.of(crash(), lostEvent(), duplicates(), notHelped());
  }

  private static Scene badDeployment(World world) {
    return Scene.of(
        new Orders(world),
        play -> play.then(play.at(ZERO), () -> play.deploys(Release.BAD)),
        Claim.runs(Release.GOOD),
        Claim.alarmsOk(World.SERVICE),
        Claim.ended(Status.RECOVERED),
        Claim.moves("ecs:UpdateService"));
  }

  private static Story crash() {
    return Story.of(
        Chapter.TROUBLE,
        "crash",
        "The function dies before its call to ECS; the retry finishes.",
        ofMinutes(37),
        world -> {
          world.account().calls().hook(Fault.crashBefore("ecs:UpdateService"));
          return badDeployment(world);
        });
  }

  private static Story lostEvent() {
    return Story.of(
            Chapter.TROUBLE,
            "lost-event",
            "Every alarm event gets lost; the watch finds the alarm in a minute.",
            ofMinutes(37),
            TroubleStories::badDeployment)
        .delivering((play, to) -> Delivery.dropping(play.losing(AwsEvent::isAlarm), to));
  }

  private static Story duplicates() {
    return Story.of(
            Chapter.TROUBLE,
            "duplicates",
            "Every event arrives three times; the service is moved once.",
            ofMinutes(37),
            TroubleStories::badDeployment)
        .delivering((_, to) -> Delivery.repeating(_ -> true, 3, to));
  }

  private static Story notHelped() {
    return Story.of(
        Chapter.TROUBLE,
        "not-helped",
        "The database is down, not the release: going back does not help.",
        ofMinutes(40),
        world ->
            Scene.of(
                new Orders(world),
                play -> {
                  play.then(play.at(ZERO), () -> play.deploys(Release.FIXED));
                  play.then(
                      play.at(ofMinutes(12).plus(ofSeconds(30))),
                      () -> {
                        play.says(Who.STORY, "The database that every service needs goes down.");
                        world.beginOutage();
                      });
                },
                Claim.runs(Release.GOOD),
                Claim.stillRed(World.ALARM_5XX),
                Claim.ended(Status.NOT_RECOVERED),
                Claim.moves("ecs:UpdateService"),
                Claim.told("orders-api did NOT recover after the rollback to orders-api:41")));
  }
}
