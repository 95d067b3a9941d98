package io.github.lastgood.demo;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.call.Fault;
import io.github.lastgood.account.event.AwsEvent;
import io.github.lastgood.account.event.Delivery;
import io.github.lastgood.target.Rollback.Status;
import java.util.List;
import java.util.Optional;

/// The stories that the demo can play. The first one is the main one.
final class Stories {
  private static final List<Story> ALL =
      List.of(
          badDeployment(),
          breaker(),
          inactive(),
          crash(),
          lostEvent(),
          duplicates(),
          frozen(),
          observe(),
          approve(),
          notHelped());

  private Stories() {}

  /// Every story.
  static List<Story> all() {
    return ALL;
  }

  /// The story that `demo` plays by itself.
  static Story main() {
    return ALL.getFirst();
  }

  /// The story of that name.
  static Optional<Story> named(String name) {
    return ALL.stream().filter(story -> story.name().equals(name)).findFirst();
  }

  private static Story badDeployment() {
    return Story.of(
        "bad-deployment",
        "An alarm goes red ten minutes after a deployment completed.",
        ofMinutes(37),
        play -> play.then(play.at(ZERO), () -> play.deploys(Release.BAD)),
        Claim.runs(Release.GOOD),
        Claim.alarmsOk(),
        Claim.ended(Status.RECOVERED),
        Claim.moves(1),
        Claim.quarantined(Release.BAD),
        Claim.knownGood(Release.GOOD));
  }

  private static Story breaker() {
    return Story.of(
        "breaker",
        "The tasks never start; ECS's circuit breaker rolls back by itself.",
        ofMinutes(37),
        play -> play.then(play.at(ZERO), () -> play.deploys(Release.CRASHING)),
        Claim.runs(Release.GOOD),
        Claim.alarmsOk(),
        Claim.ended(Status.RECOVERED),
        Claim.moves(0),
        Claim.quarantined(Release.CRASHING));
  }

  private static Story inactive() {
    return Story.of(
        "inactive",
        "The good task definition was deregistered; a copy is made from the ledger.",
        ofMinutes(37),
        play -> {
          play.then(play.at(ZERO), () -> play.deploys(Release.BAD));
          play.then(
              play.at(ofMinutes(6)),
              () -> {
                play.says(Who.TEAM, "CloudFormation deregisters orders-api:41: it is INACTIVE.");
                play.world().deregister(Release.GOOD);
              });
        },
        Claim.runsCopyOf(Release.GOOD),
        Claim.alarmsOk(),
        Claim.ended(Status.RECOVERED),
        Claim.moves(1));
  }

  private static Story crash() {
    return Story.of(
        "crash",
        "The function dies between its claim and the call to ECS; the retry finishes.",
        ofMinutes(37),
        play -> {
          play.world().account().calls().hook(Fault.crashBefore("ecs:UpdateService"));
          play.then(play.at(ZERO), () -> play.deploys(Release.BAD));
        },
        Claim.runs(Release.GOOD),
        Claim.alarmsOk(),
        Claim.ended(Status.RECOVERED));
  }

  private static Story lostEvent() {
    return Story.of(
            "lost-event",
            "Every alarm event gets lost; the watch finds the alarm within a minute.",
            ofMinutes(37),
            play -> play.then(play.at(ZERO), () -> play.deploys(Release.BAD)),
            Claim.runs(Release.GOOD),
            Claim.alarmsOk(),
            Claim.ended(Status.RECOVERED),
            Claim.moves(1))
        .delivering((play, to) -> Delivery.dropping(play.losing(AwsEvent::isAlarm), to));
  }

  private static Story duplicates() {
    return Story.of(
            "duplicates",
            "Every event arrives three times; the service is moved once.",
            ofMinutes(37),
            play -> play.then(play.at(ZERO), () -> play.deploys(Release.BAD)),
            Claim.runs(Release.GOOD),
            Claim.alarmsOk(),
            Claim.ended(Status.RECOVERED),
            Claim.moves(1))
        .delivering((_, to) -> Delivery.repeating(_ -> true, 3, to));
  }

  private static Story frozen() {
    return Story.of(
        "frozen",
        "Somebody froze the target; the rollback is held until it is lifted.",
        ofMinutes(42),
        play -> {
          play.then(play.at(ZERO), () -> play.deploys(Release.BAD));
          play.then(play.at(ofMinutes(10)), () -> play.orders("freeze.json"));
          play.then(play.at(ofMinutes(19).plusSeconds(30)), () -> play.orders("unfreeze.json"));
        },
        Claim.runs(Release.GOOD),
        Claim.alarmsOk(),
        Claim.ended(Status.RECOVERED),
        Claim.moves(1));
  }

  private static Story observe() {
    return Story.of(
            "observe",
            "Mode observe: Lastgood says what it would have done, and does nothing.",
            ofMinutes(25),
            play -> play.then(play.at(ZERO), () -> play.deploys(Release.BAD)),
            Claim.runs(Release.BAD),
            Claim.stillRed(),
            Claim.noRollback(),
            Claim.told("orders-api would have gone back to orders-api:41"))
        .registeredBy("register-observe.json");
  }

  private static Story approve() {
    return Story.of(
            "approve",
            "Mode approve: Lastgood asks, a person says the word.",
            ofMinutes(40),
            play -> {
              play.then(play.at(ZERO), () -> play.deploys(Release.BAD));
              play.then(play.at(ofMinutes(18)), () -> play.orders("rollback.json"));
            },
            Claim.runs(Release.GOOD),
            Claim.alarmsOk(),
            Claim.ended(Status.RECOVERED),
            Claim.moves(1),
            Claim.told("orders-api waits for your word to go back to orders-api:41"))
        .registeredBy("register-approve.json");
  }

  private static Story notHelped() {
    return Story.of(
        "not-helped",
        "The database is down, not the release: going back does not help.",
        ofMinutes(40),
        play -> {
          play.then(play.at(ZERO), () -> play.deploys(Release.FIXED));
          play.then(
              play.at(ofMinutes(12).plus(ofSeconds(30))),
              () -> {
                play.says(Who.STORY, "The database that every service needs goes down.");
                play.world().beginOutage();
              });
        },
        Claim.runs(Release.GOOD),
        Claim.stillRed(),
        Claim.ended(Status.NOT_RECOVERED),
        Claim.moves(1),
        Claim.told("orders-api did NOT recover after the rollback to orders-api:41"));
  }
}
