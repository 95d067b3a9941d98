package io.github.lastgood.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// When an event of the user's choice arrives, and when the story around it begins.
///
/// @param begin when the story deploys
/// @param arrival when the event arrives
/// @param why a sentence when that is not the event's own time; null when it is
record Schedule(Instant begin, Instant arrival, @Nullable String why) {
  private static final Duration LENGTH = Duration.ofMinutes(45);
  private static final Duration DAYS_BEFORE = Duration.ofDays(2);

  /// The world of a fed event begins this long before the story deploys.
  static final Duration LEAD = Duration.ofMinutes(14).plus(Play.LEAD);

  /// After the bad deployment has completed, before its alarm.
  private static final Duration QUIET = Duration.ofMinutes(10);

  private static final Duration COMPLETED = Duration.ofMinutes(6);
  private static final Duration RED = Duration.ofMinutes(15).plusSeconds(30);
  private static final Duration ROLLED_BACK = Duration.ofMinutes(25);

  /// The fitting moment.
  static Schedule of(Parcel parcel) {
    var begin = Play.BEGIN;
    if (parcel.at() != null) {
      var day = begin.atOffset(ZoneOffset.UTC).toLocalDate();
      return arriving(begin, day.atTime(parcel.at()).toInstant(ZoneOffset.UTC));
    }
    var time = parcel.time();
    if (time == null) {
      return new Schedule(begin, begin.plus(moment(parcel)), null);
    }
    if (isWithin(time, begin, begin.plus(LENGTH))) {
      return new Schedule(begin, time, null);
    }
    if (isWithin(time, begin.minus(DAYS_BEFORE), begin)) {
      return late(parcel, begin);
    }
    var moved = time.minus(moment(parcel)).truncatedTo(ChronoUnit.MINUTES);
    return new Schedule(
        moved, time, "It is of another day than the story, so the story was moved there.");
  }

  private static Schedule arriving(Instant begin, Instant arrival) {
    return new Schedule(begin, arrival, "It arrives at the time that was asked for.");
  }

  private static Schedule late(Parcel parcel, Instant begin) {
    return parcel.isComplaint()
        ? new Schedule(
            begin,
            begin.plus(COMPLETED),
            "It is older than the story's deployment: it arrives late, just after that.")
        : new Schedule(
            begin,
            begin.minus(LEAD).plus(Duration.ofMinutes(1)),
            "It is older than the story: it arrives at its beginning.");
  }

  /// Where in the story an event belongs that says no time, or one that the story is moved to.
  private static Duration moment(Parcel parcel) {
    return switch (parcel.kind()) {
      case ALARM -> parcel.isComplaint() || parcel.alarms().isEmpty() ? RED : ROLLED_BACK;
      case DEPLOYMENT -> COMPLETED;
      case HOOK -> Duration.ofSeconds(1);
      case JOB -> QUIET;
      case COMMAND ->
          switch (parcel.json().path("command").asText()) {
            case "status", "history", "approve", "reject" -> RED.plusMinutes(1);
            case "pardon", "unfreeze" -> ROLLED_BACK;
            default -> QUIET;
          };
    };
  }

  /// Whether an alarm that is red at the arrival can only speak of the story's deployment, which
  /// has not been rolled back by then.
  boolean isBeforeTheRollback() {
    return arrival.isBefore(begin.plus(ROLLED_BACK));
  }

  private static boolean isWithin(Instant time, Instant from, Instant to) {
    return !time.isBefore(from) && !time.isAfter(to);
  }
}
