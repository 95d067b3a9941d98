package io.github.lastgood.demo;

import io.github.lastgood.account.World;
import io.github.lastgood.account.cloudwatch.Alarms;
import io.github.lastgood.account.event.AwsEvent;
import io.github.lastgood.target.Rollback;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/// Makes the account agree with what a fed event says about its alarms: such an alarm is red from
/// the moment that the event names until the service has gone back. The account's own event of that
/// is held back, because the user's stands for it.
final class FedAlarms {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(15);

  private final List<AlarmWord> red;
  private final Play play;
  private final Schedule schedule;

  FedAlarms(List<AlarmWord> alarms, Play play, Schedule schedule) {
    this.red = alarms.stream().filter(AlarmWord::isRed).toList();
    this.play = play;
    this.schedule = schedule;
  }

  /// Says what the world is made to be.
  ///
  /// @param known the names of the world's alarms
  static void explain(List<AlarmWord> alarms, Set<String> known, Schedule schedule, Page page) {
    var unknown =
        alarms.stream().map(AlarmWord::name).filter(name -> !known.contains(name)).toList();
    if (!unknown.isEmpty()) {
      page.line(
          "This account has no alarm "
              + String.join(", ", unknown)
              + "; it has "
              + String.join(", ", known)
              + ".");
    }
    if (alarms.stream().anyMatch(AlarmWord::isRed) && schedule.isBeforeTheRollback()) {
      page.line(
          "What it says is all that goes wrong here: by itself, what the team deploys makes no"
              + " alarm red.");
    }
  }

  /// Whether the user's event tells what this event of the account would tell.
  boolean areTold(AwsEvent event) {
    var detail = EventWords.json(event.json()).path("detail");
    return event.isAlarm()
        && detail.path("state").path("value").asText().equals("ALARM")
        && red.stream().anyMatch(word -> word.name().equals(detail.path("alarmName").asText()));
  }

  /// Puts down when they turn. What the event says is then all that is wrong: the deployment by
  /// itself makes nothing red, unless its rollback is over by then.
  void turn() {
    if (red.isEmpty()) {
      return;
    }
    if (schedule.isBeforeTheRollback()) {
      play.subject().soothe();
      if (red.stream().noneMatch(word -> word.name().equals(World.ALARM_COMPOSITE))) {
        alarms().hold(World.ALARM_COMPOSITE, StateValue.OK);
      }
    }
    red.stream().filter(word -> alarms().names().contains(word.name())).forEach(this::turn);
  }

  private void turn(AlarmWord word) {
    var since = earlier(word.since(), schedule.arrival());
    if (since.isBefore(play.world().account().now())) {
      return;
    }
    play.then(
        since,
        () -> {
          silence(word, since);
          alarms().hold(word.name(), StateValue.ALARM);
          releaseAfterTheRollback(word.name(), since);
        });
    if (word.suppressedBy() != null && !word.stillSuppressed()) {
      play.then(
          earlier(word.at(), schedule.arrival()), () -> alarms().liftSuppression(word.name()));
    }
  }

  private void silence(AlarmWord word, Instant since) {
    if (word.suppressedBy() != null) {
      alarms().suppress(word.name(), "maintenance-window", word.suppressedBy());
    }
    var until = word.mutedUntil();
    if (until != null && until.isAfter(since)) {
      alarms().mute(word.name(), "maintenance", Duration.between(since, until));
    }
  }

  private void releaseAfterTheRollback(String name, Instant since) {
    if (play.rollbacks().stream().anyMatch(rollback -> hasSettled(rollback, since))) {
      alarms().release(name);
    } else {
      play.then(
          play.world().account().now().plus(LOOK_EVERY),
          () -> releaseAfterTheRollback(name, since));
    }
  }

  private static boolean hasSettled(Rollback rollback, Instant since) {
    var settled = rollback.settledAt();
    return settled != null && settled.isAfter(since);
  }

  private Alarms alarms() {
    return play.world().account().alarms();
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
