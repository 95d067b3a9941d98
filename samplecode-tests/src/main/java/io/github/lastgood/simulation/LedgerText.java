package io.github.lastgood.simulation;

import io.github.lastgood.stage.LocalLedger;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A ledger as text, one item a line, everything in order: what is compared byte for byte.
final class LedgerText {
  private LedgerText() {}

  static String of(DynamoDbClient dynamoDb) {
    return dynamoDb.scanPaginator(scan -> scan.tableName(LocalLedger.TABLE)).items().stream()
        .map(LedgerText::item)
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  private static String item(Map<String, AttributeValue> item) {
    var named =
        item.getOrDefault("pk", AttributeValue.fromS("")).s()
            + " | "
            + item.getOrDefault("sk", AttributeValue.fromS("")).s();
    return named + " | " + map(item);
  }

  private static String map(Map<String, AttributeValue> attributes) {
    var sorted = new TreeMap<String, String>();
    attributes.forEach((name, value) -> sorted.put(name, value(value)));
    return sorted.toString();
  }

  private static String value(AttributeValue value) {
    return switch (value.type()) {
      case S -> value.s();
      case N -> value.n();
      case BOOL -> value.bool().toString();
      case NUL -> "null";
      case M -> map(value.m());
      case L -> value.l().stream().map(LedgerText::value).toList().toString();
      case B, BS, NS, SS, UNKNOWN_TO_SDK_VERSION -> value.toString();
    };
  }
}
