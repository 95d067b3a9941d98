package io.github.lastgood.ledger;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The keys of the table, see `docs/ledger.md`.
final class Keys {
  static final String STATE = "STATE";

  private Keys() {}

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
    return of("ACCOUNT", STATE);
  }

  static Map<String, AttributeValue> directory(String target) {
    return of("TARGETS", target);
  }

  static Map<String, AttributeValue> receipt(String target, Instant at, String eventId) {
    return of(target(target), "DECISION#" + at + "#" + eventId);
  }

  static Map<String, AttributeValue> deployment(String target, Instant start, String id) {
    return of(target(target), "DEPLOYMENT#" + start + "#" + id);
  }

  static Map<String, AttributeValue> rollback(String target, String id) {
    return of(target(target), "ROLLBACK#" + id);
  }

  static Map<String, AttributeValue> definition(String target, String revision) {
    return of(target(target), "REVISION#" + revision);
  }

  static Map<String, AttributeValue> open(String sk) {
    return of("OPEN", sk);
  }

  static Map<String, AttributeValue> of(String pk, String sk) {
    return Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk));
  }
}
