package io.github.lastgood.ledger;

import io.github.lastgood.target.AccountState;
import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.Freeze;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.TargetState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// The one table that knows what was good. Every read that a decision rests on is consistent, and
/// its cost does not grow with the history.
public final class Ledger {
  private static final int KEYS_A_BATCH = 100;

  private final DynamoDbClient dynamoDb;
  private final String table;

  public Ledger(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  /// The targets that an alarm speaks for; empty when nobody registered it.
  public List<Hint> targetsOfAlarm(String alarmArn) {
    return hints(Keys.alarm(alarmArn));
  }

  /// The targets that stand for an AWS resource; empty when nobody registered it.
  public List<Hint> targetsOfResource(String resourceId) {
    return hints(Keys.resource(resourceId));
  }

  private List<Hint> hints(String pk) {
    return query(pk, "", true, Integer.MAX_VALUE).stream()
        .map(item -> LedgerItems.read(item, Hint.class))
        .toList();
  }

  /// The names of all registered targets, in order.
  public List<String> directory() {
    return query("TARGETS", "", true, Integer.MAX_VALUE).stream()
        .map(item -> text(item, "sk"))
        .toList();
  }

  /// One read with all that a decision needs of the target.
  ///
  /// @param at the event's time
  /// @param eventId the event's id; an earlier delivery's receipt is found by both
  public Snapshot read(String target, Instant at, String eventId) {
    var receiptKey = Keys.receipt(target, at, eventId);
    var items = batch(List.of(Keys.state(target), receiptKey));
    return new Snapshot(
        read(items.get(Keys.state(target)), TargetState.class),
        read(items.get(receiptKey), Receipt.class));
  }

  /// A target's state; empty when it is not registered.
  public Optional<TargetState> state(String target) {
    return Optional.ofNullable(
        read(batch(List.of(Keys.state(target))).get(Keys.state(target)), TargetState.class));
  }

  /// The states of these targets, in order; one that is not registered is left out.
  public List<TargetState> states(List<String> targets) {
    return states(
        targets,
        (_, e) -> {
          throw e;
        });
  }

  /// The same, when one that cannot be read must not keep the others from being read.
  ///
  /// @param unreadable hears of it, with the target's name; it is left out
  public List<TargetState> states(
      List<String> targets, BiConsumer<String, RuntimeException> unreadable) {
    var items = batch(targets.stream().map(Keys::state).toList());
    var states = new ArrayList<TargetState>();
    for (var name : targets) {
      try {
        Optional.ofNullable(read(items.get(Keys.state(name)), TargetState.class))
            .ifPresent(states::add);
      } catch (NewerFormat | IllegalArgumentException e) {
        unreadable.accept(name, e);
      }
    }
    return states;
  }

  /// What holds for every target, and who is red: a few items, however long the history is.
  public AccountState account() {
    return AccountItems.read(query(Keys.ACCOUNT, "", true, Integer.MAX_VALUE));
  }

  /// Writes or lifts the order to roll nothing back in the whole account.
  public void freezeAccount(@Nullable Freeze freeze) {
    dynamoDb.putItem(
        put -> put.tableName(table).item(Rows.item(Keys.account(), AccountItems.write(freeze))));
  }

  /// What was stored to deploy a revision again; empty when nothing was.
  public Optional<Definition> definition(String target, String revision) {
    var key = Keys.definition(target, revision);
    return Optional.ofNullable(read(batch(List.of(key)).get(key), Definition.class));
  }

  /// The targets with an open rollback, in order.
  public List<String> targetsWithOpenRollback() {
    return query("OPEN", "ROLLBACK#", true, Integer.MAX_VALUE).stream()
        .map(item -> text(item, "target"))
        .distinct()
        .toList();
  }

  /// What has not been told yet, oldest first.
  public List<Announcement> untold() {
    return query("OPEN", "TELL#", true, Integer.MAX_VALUE).stream()
        .map(item -> LedgerItems.read(item, Announcement.class))
        .toList();
  }

  /// Notes that it was told.
  public void told(Announcement announcement) {
    dynamoDb.deleteItem(delete -> delete.tableName(table).key(Keys.tell(announcement)));
  }

  /// Notes that a part of it was told.
  public void keep(Announcement rest) {
    dynamoDb.putItem(
        put -> put.tableName(table).item(Rows.item(Keys.tell(rest), LedgerItems.write(rest))));
  }

  /// What is still to be done at a pipeline.
  public List<FollowUp> followUps() {
    return query("OPEN", "FOLLOWUP#", true, Integer.MAX_VALUE).stream()
        .map(item -> LedgerItems.read(item, FollowUp.class))
        .toList();
  }

  /// Notes that it was done, and what is to be told of it.
  ///
  /// @throws LedgerConflict when somebody else noted it first
  public void followed(FollowUp done, List<Announcement> announcements) {
    write(Rows.followed(table, done, announcements), done.target());
  }

  /// The newest receipts, newest first.
  public List<Receipt> receipts(String target, int most) {
    return query(Keys.target(target), "DECISION#", false, most).stream()
        .map(item -> LedgerItems.read(item, Receipt.class))
        .toList();
  }

  /// The newest deployments, newest first.
  public List<Deployment> deployments(String target, int most) {
    return query(Keys.target(target), "DEPLOYMENT#", false, most).stream()
        .map(item -> LedgerItems.read(item, Deployment.class))
        .toList();
  }

  /// A target's rollbacks, newest claim first.
  public List<Rollback> rollbacks(String target) {
    return query(Keys.target(target), "ROLLBACK#", false, Integer.MAX_VALUE).stream()
        .map(item -> LedgerItems.read(item, Rollback.class))
        .sorted((a, b) -> b.claimedAt().compareTo(a.claimedAt()))
        .toList();
  }

  /// What was found when it was last looked whether these targets are ready, by name; one that was
  /// never looked at is missing.
  public Map<String, ReadinessRow> readiness(List<String> targets) {
    var found = new HashMap<String, ReadinessRow>();
    batch(targets.stream().map(Keys::readiness).toList()).values().stream()
        .map(item -> LedgerItems.read(item, ReadinessRow.class))
        .forEach(row -> found.put(row.target(), row));
    return found;
  }

  /// Notes another look, and what is to be told of it.
  ///
  /// @throws LedgerConflict when somebody else looked meanwhile
  public void note(
      @Nullable ReadinessRow before, ReadinessRow after, List<Announcement> announcements) {
    write(Rows.of(table, before, after, announcements), after.target());
  }

  /// The last drill of each of these targets, by name; one that never had a drill is missing.
  public Map<String, DrillRow> lastDrills(List<String> targets) {
    var found = new HashMap<String, DrillRow>();
    batch(targets.stream().map(Keys::lastDrill).toList()).values().stream()
        .map(item -> LedgerItems.read(item, DrillRow.class))
        .forEach(row -> found.put(row.target(), row));
    return found;
  }

  /// The newest drills, newest first.
  public List<DrillRow> drills(String target, int most) {
    return query(Keys.target(target), "DRILL#", false, most).stream()
        .map(item -> LedgerItems.read(item, DrillRow.class))
        .toList();
  }

  /// Writes that a drill has begun, and returns it.
  ///
  /// @throws LedgerConflict when another one began at the same time
  public DrillRow begin(DrillRow drill) {
    write(Rows.ofBegun(table, drill), drill.target());
    return drill;
  }

  /// Writes how a drill ended, and what is to be told of it.
  public void note(DrillRow drill, List<Announcement> announcements) {
    write(Rows.of(table, drill, announcements), drill.target());
  }

  /// Writes all of it or nothing, and returns the state as it now stands.
  ///
  /// @throws LedgerConflict when somebody else wrote first
  public TargetState commit(Commit commit) {
    var written = commit.after().withVersion(versionOf(commit.before()) + 1);
    write(Rows.of(table, commit, written), commit.after().name());
    return written;
  }

  /// Writes a target under another name and takes it out under its former one, all of it or
  /// nothing, and returns the state as it now stands. Its history stays under the former name.
  ///
  /// @param definitions what is stored to deploy its known-good revisions again
  /// @throws LedgerConflict when somebody else wrote first, or the other name is taken
  public TargetState rename(TargetState former, TargetState renamed, List<Definition> definitions) {
    var written = renamed.withVersion(former.version() + 1);
    write(Rows.ofRenamed(table, former, written, definitions), written.name());
    return written;
  }

  /// Takes a target out of the ledger. Its history stays until it expires.
  ///
  /// @throws LedgerConflict when somebody else wrote first
  public void remove(TargetState state) {
    write(Rows.removal(table, state), state.name());
  }

  private void write(List<TransactWriteItem> rows, String target) {
    try {
      dynamoDb.transactWriteItems(TransactWriteItemsRequest.builder().transactItems(rows).build());
    } catch (TransactionCanceledException e) {
      var lost =
          e.cancellationReasons().stream()
              .anyMatch(reason ->
                  "ConditionalCheckFailed".equals(reason.code())
                      || "TransactionConflict".equals(reason.code()));
      if (lost) {
        throw new LedgerConflict("The ledger moved on for target " + target, e);
      }
      throw e;
    }
  }

  private static String text(Map<String, AttributeValue> item, String attribute) {
    return Objects.requireNonNull(item.get(attribute), attribute).s();
  }

  private static long versionOf(@Nullable TargetState before) {
    return before == null ? 0 : before.version();
  }

  private static <T> @Nullable T read(@Nullable Map<String, AttributeValue> item, Class<T> type) {
    return item == null ? null : LedgerItems.read(item, type);
  }

  private List<Map<String, AttributeValue>> query(
      String pk, String prefix, boolean forward, int most) {
    var values = new HashMap<String, AttributeValue>();
    values.put(":pk", AttributeValue.fromS(pk));
    if (!prefix.isEmpty()) {
      values.put(":sk", AttributeValue.fromS(prefix));
    }
    var request =
        QueryRequest.builder()
            .tableName(table)
            .consistentRead(true)
            .scanIndexForward(forward)
            .keyConditionExpression(
                prefix.isEmpty() ? "pk = :pk" : "pk = :pk AND begins_with(sk, :sk)")
            .expressionAttributeValues(values);
    if (most < Integer.MAX_VALUE) {
      return dynamoDb.query(request.limit(most).build()).items();
    }
    return dynamoDb.queryPaginator(request.build()).items().stream().toList();
  }

  /// Items by key. DynamoDB takes 100 keys a call and may leave some for another one.
  private Map<Map<String, AttributeValue>, Map<String, AttributeValue>> batch(
      List<Map<String, AttributeValue>> keys) {
    var found = new HashMap<Map<String, AttributeValue>, Map<String, AttributeValue>>();
    var left = new ArrayList<>(keys);
    while (!left.isEmpty()) {
      var some = List.copyOf(left.subList(0, Math.min(left.size(), KEYS_A_BATCH)));
      left.subList(0, some.size()).clear();
      var wanted = KeysAndAttributes.builder().keys(some).consistentRead(true).build();
      var reply = dynamoDb.batchGetItem(get -> get.requestItems(Map.of(table, wanted)));
      reply
          .responses()
          .getOrDefault(table, List.of())
          .forEach(item -> found.put(Keys.of(text(item, "pk"), text(item, "sk")), item));
      var unprocessed = reply.unprocessedKeys().get(table);
      if (unprocessed != null) {
        left.addAll(unprocessed.keys());
      }
    }
    return found;
  }
}
