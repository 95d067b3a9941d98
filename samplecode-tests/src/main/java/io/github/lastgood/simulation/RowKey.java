package io.github.lastgood.simulation;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// A row of the ledger that a transaction writes or deletes.
record RowKey(String pk, String sk, boolean deleted) {

  /// The rows of a transaction, as a call's arguments hold them.
  static Stream<RowKey> of(List<?> transactItems) {
    return transactItems.stream()
        .filter(TransactWriteItem.class::isInstance)
        .map(TransactWriteItem.class::cast)
        .map(write ->
            write.put() != null ? of(write.put().item(), false) : of(write.delete().key(), true));
  }

  private static RowKey of(Map<String, AttributeValue> key, boolean deleted) {
    return new RowKey(text(key, "pk"), text(key, "sk"), deleted);
  }

  private static String text(Map<String, AttributeValue> key, String name) {
    return Objects.requireNonNull(key.get(name), name).s();
  }
}
