package io.github.lastgood.ledger;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A later version of Lastgood wrote an item in a format that this one does not know. To read what
/// it knows and to write that back would lose the rest, so nothing is read and nothing is written.
public final class NewerFormat extends RuntimeException {
  private NewerFormat(String message) {
    super(message);
  }

  static NewerFormat of(Map<String, AttributeValue> item, String format) {
    return new NewerFormat(
        "The ledger's item %s %s has format %s, and this version of Lastgood knows format %d: a later"
                .formatted(text(item, "pk"), text(item, "sk"), format, LedgerItems.FORMAT)
            + " version wrote it. Deploy that version again; this one changes nothing here.");
  }

  private static String text(Map<String, AttributeValue> item, String key) {
    var value = item.get(key);
    return value == null ? "" : value.s();
  }
}
