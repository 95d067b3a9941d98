package io.github.lastgood.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.lastgood.target.BudgetSlot;
import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.RedTarget;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.TargetState;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/// What ever stood in a table can still be read. The files are never changed: a new version adds
/// its own.
class StoredItemsTest {

  static Stream<Arguments> files() {
    return StoredItems.files().stream().map(file -> argumentSet(file.getFileName() + "", file));
  }

  @ParameterizedTest
  @MethodSource("files")
  void nothingOfAnItemIsLostWhenItIsReadAndWrittenBack(Path file) {
    var stored = StoredItems.read(file);
    var record = recordOf(stored);
    if (record == null) {
      return; // its key says it all; see the next test
    }

    var back = LedgerItems.write(LedgerItems.read(stored, record));

    var content = new HashMap<>(stored);
    content.keySet().removeAll(Set.of("pk", "sk", "expiresAt", "format"));
    assertHolds(AttributeValue.fromM(back), AttributeValue.fromM(content), record.getSimpleName());
  }

  @Test
  void theLedgerFindsInThemWhatItLooksFor() {
    var table = new MemoryTable();
    StoredItems.files()
        .forEach(file ->
            table.putItem(
                PutItemRequest.builder().tableName("table").item(StoredItems.read(file)).build()));
    var ledger = new Ledger(table, "table");

    assertThat(ledger.directory()).isNotEmpty();
    assertThat(ledger.targetsWithOpenRollback()).isNotEmpty();
    assertThat(ledger.untold()).isNotEmpty();
    assertThat(ledger.followUps()).isNotEmpty();
    assertThat(ledger.account().freeze()).isNotNull();
    assertThat(ledger.account().red()).isNotEmpty();
    assertThat(ledger.account().slots()).isNotEmpty();
    assertThat(ledger.account().toldUntil()).isNotNull();
  }

  /// Who adds something to the state has to decide whether an earlier version may lose it when it
  /// writes the state back: then an item with it is added to the files of this format. Where it
  /// must not, the format is raised.
  @Test
  void everythingThatTheStateCanHoldStandsInAnItemOfTheFormatOfToday() {
    var today = "/v" + LedgerItems.FORMAT + "/";
    var examples =
        StoredItems.files().stream()
            .filter(file -> file.toString().contains(today))
            .map(StoredItems::read)
            .flatMap(
                item -> Stream.ofNullable(recordOf(item)).map(as -> LedgerItems.read(item, as)))
            .toList();

    assertThat(Components.reachableFrom(TargetState.class))
        .as("see Upgrades in docs/ledger.md")
        .isSubsetOf(Components.filledIn(examples));
  }

  /// What the ledger reads an item as; null when it reads its key and its expiry alone.
  private static @Nullable Class<? extends Record> recordOf(Map<String, AttributeValue> item) {
    var pk = text(item, "pk");
    var sk = text(item, "sk");
    return switch (pk.substring(0, (pk + "#").indexOf('#'))) {
      case "TARGET" ->
          switch (sk.substring(0, (sk + "#").indexOf('#'))) {
            case "STATE" -> TargetState.class;
            case "REVISION" -> Definition.class;
            case "DEPLOYMENT" -> Deployment.class;
            case "ROLLBACK" -> Rollback.class;
            case "READINESS" -> ReadinessRow.class;
            case "DRILL" -> DrillRow.class;
            case "DECISION" -> Receipt.class;
            default -> throw new AssertionError("unknown row " + sk);
          };
      case "ALARM", "RESOURCE" -> Hint.class;
      case "ACCOUNT" ->
          switch (sk.substring(0, (sk + "#").indexOf('#'))) {
            case "RED" -> RedTarget.class;
            case "BUDGET" -> BudgetSlot.class;
            case "STATE", "SHARED_CAUSE" -> null;
            default -> throw new AssertionError("unknown row " + sk);
          };
      case "OPEN" ->
          switch (sk.substring(0, sk.indexOf('#'))) {
            case "TELL" -> Announcement.class;
            case "FOLLOWUP" -> FollowUp.class;
            case "ROLLBACK" -> null;
            default -> throw new AssertionError("unknown row " + sk);
          };
      case "TARGETS" -> null;
      default -> throw new AssertionError("unknown row " + pk);
    };
  }

  /// What is written back may have more than was stored, and nothing less.
  private static void assertHolds(
      @Nullable AttributeValue back, AttributeValue stored, String where) {
    if (back == null) {
      throw new AssertionError(where + " is lost");
    }
    switch (stored.type()) {
      case M ->
          stored
              .m()
              .forEach((name, value) -> assertHolds(back.m().get(name), value, where + "." + name));
      case L -> {
        assertThat(back.l()).as(where).hasSameSizeAs(stored.l());
        for (int at = 0; at < stored.l().size(); at++) {
          assertHolds(back.l().get(at), stored.l().get(at), where + "[" + at + "]");
        }
      }
      case N ->
          assertThat(new BigDecimal(back.n()))
              .as(where)
              .isEqualByComparingTo(new BigDecimal(stored.n()));
      default -> assertThat(back).as(where).isEqualTo(stored);
    }
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNull(item.get(name), name).s();
  }
}
