package io.github.lastgood.ledger;

import io.github.lastgood.target.BudgetSlot;
import io.github.lastgood.target.RedTarget;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// The rows that a commit writes. The look-up rows are a picture of the state: those that changed
/// are written with it, so they cannot drift apart.
final class Rows {
  /// How long receipts, deployments and rollbacks are kept.
  static final Duration HISTORY = Duration.ofDays(400);

  /// How long it is kept that a target was red: longer than anything asks about it.
  private static final Duration RED_KEPT = Duration.ofDays(1);

  /// How long the last look at a target is kept.
  private static final Duration LOOK_KEPT = Duration.ofDays(30);

  private final String table;
  private final List<TransactWriteItem> writes = new ArrayList<>();

  private Rows(String table) {
    this.table = table;
  }

  static List<TransactWriteItem> of(String table, Commit commit, TargetState written) {
    var rows = new Rows(table);
    rows.state(commit.before(), written);
    rows.lookups(commit.before(), written);
    rows.rollback(commit.before(), written, commit.ended());
    rows.history(commit, written.name());
    rows.account(commit.claim());
    commit.announcements().forEach(told -> rows.put(Keys.tell(told), LedgerItems.write(told)));
    commit.followUps().forEach(due -> rows.put(Keys.followUp(due), LedgerItems.write(due)));
    return rows.writes;
  }

  /// A follow-up that is done goes together with what is to be told of it; only one handler does
  /// so.
  static List<TransactWriteItem> followed(
      String table, FollowUp done, List<Announcement> announcements) {
    var rows = new Rows(table);
    rows.writes.add(
        TransactWriteItem.builder()
            .delete(delete ->
                delete
                    .tableName(table)
                    .key(Keys.followUp(done))
                    .conditionExpression("attribute_exists(pk)"))
            .build());
    announcements.forEach(told -> rows.put(Keys.tell(told), LedgerItems.write(told)));
    return rows.writes;
  }

  /// The row of a look, and what is to be told of it. It is no part of the state: a look changes
  /// nothing that a decision rests on. That of a target which is gone expires.
  static List<TransactWriteItem> of(
      String table, @Nullable ReadinessRow before, ReadinessRow after, List<Announcement> told) {
    var rows = new Rows(table);
    rows.put(
        Keys.readiness(after.target()),
        expiring(LedgerItems.write(after), after.checkedAt().plus(LOOK_KEPT)),
        put -> {
          if (before == null) {
            put.conditionExpression("attribute_not_exists(pk)");
          } else {
            put.conditionExpression("checkedAt = :read")
                .expressionAttributeValues(
                    Map.of(":read", AttributeValue.fromS(before.checkedAt().toString())));
          }
        });
    told.forEach(each -> rows.put(Keys.tell(each), LedgerItems.write(each)));
    return rows.writes;
  }

  /// The rows of a drill that begins: refused when one of that time is there, as a claim is.
  static List<TransactWriteItem> ofBegun(String table, DrillRow drill) {
    var rows = new Rows(table);
    rows.drill(drill, put -> put.conditionExpression("attribute_not_exists(pk)"));
    return rows.writes;
  }

  /// The rows of a drill that has ended, and what is to be told of it.
  static List<TransactWriteItem> of(String table, DrillRow drill, List<Announcement> told) {
    var rows = new Rows(table);
    rows.drill(drill, _ -> {});
    told.forEach(each -> rows.put(Keys.tell(each), LedgerItems.write(each)));
    return rows.writes;
  }

  /// Its place in the history, and the last one at a key that is known without looking.
  private void drill(DrillRow drill, Consumer<Put.Builder> condition) {
    var item = historic(LedgerItems.write(drill), drill.startedAt());
    put(Keys.drill(drill.target(), drill.startedAt()), item, condition);
    put(Keys.lastDrill(drill.target()), item);
  }

  /// At most 93 rows, and DynamoDB takes 100: what belongs to a target with 40 alarms is 44, twice,
  /// and 5 definitions.
  static List<TransactWriteItem> ofRenamed(
      String table, TargetState former, TargetState written, List<Definition> definitions) {
    var rows = new Rows(table);
    rows.removal(former);
    rows.state(null, written);
    rows.lookups(null, written);
    definitions.forEach(stored -> rows.definition(written.name(), stored));
    return rows.writes;
  }

  static List<TransactWriteItem> removal(String table, TargetState state) {
    var rows = new Rows(table);
    rows.removal(state);
    return rows.writes;
  }

  private void removal(TargetState state) {
    var version = AttributeValue.fromN(Long.toString(state.version()));
    writes.add(
        TransactWriteItem.builder()
            .delete(delete ->
                delete
                    .tableName(table)
                    .key(Keys.state(state.name()))
                    .conditionExpression("version = :read")
                    .expressionAttributeValues(Map.of(":read", version)))
            .build());
    lookupRows(state).keySet().forEach(this::delete);
    var open = state.rollback();
    if (open != null) {
      delete(Keys.open("ROLLBACK#" + open.id()));
    }
  }

  static Map<String, AttributeValue> item(
      Map<String, AttributeValue> key, Map<String, AttributeValue> attributes) {
    var item = new LinkedHashMap<>(attributes);
    item.putAll(key);
    return item;
  }

  private void state(@Nullable TargetState before, TargetState written) {
    put(
        Keys.state(written.name()),
        LedgerItems.writeWithFormat(written),
        put -> {
          if (before == null) {
            put.conditionExpression("attribute_not_exists(pk)");
          } else {
            put.conditionExpression("version = :read")
                .expressionAttributeValues(
                    Map.of(":read", AttributeValue.fromN(Long.toString(before.version()))));
          }
        });
  }

  private void lookups(@Nullable TargetState before, TargetState written) {
    Map<Map<String, AttributeValue>, Map<String, AttributeValue>> old =
        before == null ? Map.of() : lookupRows(before);
    var now = lookupRows(written);
    now.forEach((key, attributes) -> {
      if (!attributes.equals(old.get(key))) {
        put(key, attributes);
      }
    });
    old.keySet().stream().filter(key -> !now.containsKey(key)).forEach(this::delete);
  }

  private static Map<Map<String, AttributeValue>, Map<String, AttributeValue>> lookupRows(
      TargetState state) {
    var rows = new LinkedHashMap<Map<String, AttributeValue>, Map<String, AttributeValue>>();
    var hint = LedgerItems.write(Hint.of(state));
    var sk = Keys.target(state.name());
    for (var alarm : state.target().alarms()) {
      rows.put(Keys.of(Keys.alarm(alarm), sk), hint);
    }
    rows.put(Keys.of(Keys.resource(state.target().resource().id()), sk), hint);
    rows.put(Keys.directory(state.name()), Map.of());
    var red = RedTarget.of(state);
    if (red != null) {
      rows.put(Keys.red(state.name()), red(red));
    }
    return rows;
  }

  /// What is red is kept as long as it is; what was red expires.
  private static Map<String, AttributeValue> red(RedTarget red) {
    var item = LedgerItems.write(red);
    var until = red.until();
    return until == null ? item : expiring(item, until.plus(RED_KEPT));
  }

  /// Taking a slot of the account's budget, and telling of a shared cause, are refused when
  /// somebody else did it first.
  private void account(@Nullable AccountClaim claim) {
    switch (claim) {
      case null -> {}
      case AccountClaim.Slot(BudgetSlot slot, Instant now) ->
          expire(Keys.slot(slot.number()), LedgerItems.write(slot), slot.freeAt(), now);
      case AccountClaim.Told(Instant until, Instant now) ->
          expire(Keys.sharedCause(), Map.of(), until, now);
    }
  }

  private void expire(
      Map<String, AttributeValue> key,
      Map<String, AttributeValue> attributes,
      Instant until,
      Instant now) {
    put(
        key,
        expiring(attributes, until),
        put ->
            put.conditionExpression("attribute_not_exists(pk) OR expiresAt <= :now")
                .expressionAttributeValues(Map.of(":now", second(now))));
  }

  /// Opening one claims its id. Its row follows it to its end; what is open is listed under `OPEN`.
  private void rollback(
      @Nullable TargetState before, TargetState written, @Nullable Rollback ended) {
    var old = before == null ? null : before.rollback();
    var now = written.rollback();
    if (now != null && !now.equals(old)) {
      var claims = old == null || !old.id().equals(now.id());
      put(
          Keys.rollback(written.name(), now.id()),
          historic(LedgerItems.write(now), now.claimedAt()),
          put -> {
            if (claims) {
              put.conditionExpression("attribute_not_exists(pk)");
            }
          });
      if (claims) {
        put(
            Keys.open("ROLLBACK#" + now.id()),
            Map.of("target", AttributeValue.fromS(written.name())));
      }
    }
    if (ended != null) {
      put(
          Keys.rollback(written.name(), ended.id()),
          historic(LedgerItems.write(ended), ended.claimedAt()));
      delete(Keys.open("ROLLBACK#" + ended.id()));
    }
  }

  private void history(Commit commit, String target) {
    var receipt = commit.receipt();
    if (receipt != null) {
      put(
          Keys.receipt(target, receipt.at(), receipt.eventId()),
          historic(LedgerItems.write(receipt), receipt.decidedAt()));
    }
    for (var deployment : commit.deployments()) {
      put(
          Keys.deployment(target, deployment.startedAt(), deployment.id()),
          historic(LedgerItems.write(deployment), deployment.startedAt()));
    }
    var definition = commit.definition();
    if (definition != null) {
      definition(target, definition);
    }
  }

  private void definition(String target, Definition stored) {
    put(Keys.definition(target, stored.revision().id()), LedgerItems.write(stored));
  }

  private static Map<String, AttributeValue> historic(
      Map<String, AttributeValue> attributes, Instant since) {
    return expiring(attributes, since.plus(HISTORY));
  }

  private static Map<String, AttributeValue> expiring(
      Map<String, AttributeValue> attributes, Instant at) {
    var item = new LinkedHashMap<>(attributes);
    item.put("expiresAt", second(at));
    return item;
  }

  private static AttributeValue second(Instant at) {
    return AttributeValue.fromN(Long.toString(at.getEpochSecond()));
  }

  private void put(Map<String, AttributeValue> key, Map<String, AttributeValue> attributes) {
    put(key, attributes, _ -> {});
  }

  private void put(
      Map<String, AttributeValue> key,
      Map<String, AttributeValue> attributes,
      Consumer<Put.Builder> condition) {
    var put = Put.builder().tableName(table).item(item(key, attributes));
    condition.accept(put);
    writes.add(TransactWriteItem.builder().put(put.build()).build());
  }

  private void delete(Map<String, AttributeValue> key) {
    writes.add(
        TransactWriteItem.builder().delete(delete -> delete.tableName(table).key(key)).build());
  }
}
