package io.github.lastgood.ledger;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The keys of the table, see `docs/ledger.md`.
final class Keys {
  static final String STATE = "STATE";
  static final String ACCOUNT = "ACCOUNT";
  static final String RED = "RED#";
  static final String SLOT = "BUDGET#";
  static final String SHARED_CAUSE = "SHARED_CAUSE";

  /// Always with milliseconds, so that keys sort by time: `Instant.toString` leaves a zero fraction
  /// out, and then 10:00:00.5Z comes before 10:00:00Z.
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private Keys() {}

  private static String time(Instant at) {
    return TIME.format(at);
  }

  static String target(String name) {
    return "TARGET#" + name;
  }

  static String alarm(String arn) {
    return "ALARM#" + arn;
  }

  static String resource(String id) {
    return "RESOURCE#" + id;
  }

  static Map<String, AttributeValue> state(String target) {
    return of(target(target), STATE);
  }

  static Map<String, AttributeValue> account() {
    return of(ACCOUNT, STATE);
  }

  static Map<String, AttributeValue> red(String target) {
    return of(ACCOUNT, RED + target);
  }

  static Map<String, AttributeValue> slot(int number) {
    return of(ACCOUNT, String.format(Locale.ROOT, SLOT + "%02d", number));
  }

  static Map<String, AttributeValue> sharedCause() {
    return of(ACCOUNT, SHARED_CAUSE);
  }

  static Map<String, AttributeValue> directory(String target) {
    return of("TARGETS", target);
  }

  static Map<String, AttributeValue> receipt(String target, Instant at, String eventId) {
    return of(target(target), "DECISION#" + time(at) + "#" + eventId);
  }

  static Map<String, AttributeValue> deployment(String target, Instant start, String id) {
    return of(target(target), "DEPLOYMENT#" + time(start) + "#" + id);
  }

  static Map<String, AttributeValue> readiness(String target) {
    return of(target(target), "READINESS");
  }

  static Map<String, AttributeValue> drill(String target, Instant start) {
    return of(target(target), "DRILL#" + time(start));
  }

  static Map<String, AttributeValue> lastDrill(String target) {
    return of(target(target), "DRILL");
  }

  static Map<String, AttributeValue> rollback(String target, String id) {
    return of(target(target), "ROLLBACK#" + id);
  }

  static Map<String, AttributeValue> definition(String target, String revision) {
    return of(target(target), "REVISION#" + revision);
  }

  /// The key of an untold announcement, oldest first.
  static Map<String, AttributeValue> tell(Announcement announcement) {
    return open("TELL#" + time(announcement.at()) + "#" + announcement.id());
  }

  static Map<String, AttributeValue> followUp(FollowUp followUp) {
    return open("FOLLOWUP#" + followUp.rollback().id());
  }

  static Map<String, AttributeValue> open(String sk) {
    return of("OPEN", sk);
  }

  static Map<String, AttributeValue> of(String pk, String sk) {
    return Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk));
  }
}
