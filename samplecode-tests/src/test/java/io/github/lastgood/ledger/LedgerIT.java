package io.github.lastgood.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lastgood.Registration;
import io.github.lastgood.decision.Readiness;
import io.github.lastgood.ledger.AccountClaim.Slot;
import io.github.lastgood.ledger.AccountClaim.Told;
import io.github.lastgood.stage.LocalLedger;
import io.github.lastgood.target.AccountState;
import io.github.lastgood.target.AlarmState;
import io.github.lastgood.target.AlarmStatus;
import io.github.lastgood.target.BudgetSlot;
import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.Deployment.Origin;
import io.github.lastgood.target.Freeze;
import io.github.lastgood.target.KnownGood;
import io.github.lastgood.target.Method;
import io.github.lastgood.target.Mode;
import io.github.lastgood.target.Policy;
import io.github.lastgood.target.Quarantined;
import io.github.lastgood.target.RedTarget;
import io.github.lastgood.target.Resource;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.Rollback.Status;
import io.github.lastgood.target.Target;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The ledger on DynamoDB's own engine.
class LedgerIT {
  private static final LocalLedger ENGINE = new LocalLedger();
  private static final Instant NOW = Instant.parse("2026-11-02T10:15:32Z");
  private static final String FIRST = alarm("first");
  private static final String SECOND = alarm("second");

  private final DynamoDbClient dynamoDb = ENGINE.client();
  private final Ledger ledger = new Ledger(dynamoDb, LocalLedger.TABLE);

  @BeforeEach
  void emptyTheTable() {
    for (var item : everything()) {
      dynamoDb.deleteItem(delete ->
          delete.tableName(LocalLedger.TABLE).key(Keys.of(text(item, "pk"), text(item, "sk"))));
    }
  }

  @AfterAll
  static void stop() {
    ENGINE.close();
  }

  private List<Map<String, AttributeValue>> everything() {
    return dynamoDb.scanPaginator(scan -> scan.tableName(LocalLedger.TABLE)).items().stream()
        .toList();
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNull(item.get(name), name).s();
  }

  private static String alarm(String name) {
    return "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:" + name;
  }

  private static Resource service(String name) {
    return new Resource.EcsService(
        "arn:aws:ecs:eu-west-1:111122223333:service/prod/" + name, "prod", name, null);
  }

  private static Revision revision(int number) {
    return Revision.of("arn:aws:ecs:eu-west-1:111122223333:task-definition/orders-api:" + number);
  }

  private static Deployment deployment(int number) {
    return new Deployment(
        "ecs-svc/" + number,
        revision(number),
        Origin.TEAM,
        NOW.minusSeconds(1000 - number),
        NOW,
        null,
        null,
        null,
        0);
  }

  private static KnownGood good(int number) {
    return new KnownGood(revision(number), "ecs-svc/" + number, NOW, "bake time");
  }

  private static TargetState target(String name, String... alarms) {
    return TargetState.registered(
            new Target(name, service(name), List.of(alarms), Policy.of(Mode.AUTO)))
        .withCurrent(deployment(42))
        .withKnownGood(good(41));
  }

  private static Rollback rollback(String id) {
    return new Rollback(
        id,
        "ecs-svc/42",
        revision(42),
        revision(41),
        Method.UPDATE_SERVICE,
        Status.PENDING,
        "It went red.",
        "lastgood",
        List.of(FIRST),
        NOW,
        NOW.plusSeconds(45),
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private TargetState register(TargetState state) {
    return ledger.commit(Commit.of(null, state));
  }

  private TargetState register() {
    return register(target("orders-api", FIRST, SECOND));
  }

  @Test
  void aStateIsReadAsItWasWritten() {
    var written = register();

    assertThat(written.version()).isEqualTo(1);
    assertThat(ledger.state("orders-api")).contains(written);
    assertThat(ledger.read("orders-api", NOW, "event-1")).isEqualTo(new Snapshot(written, null));
  }

  @Test
  void whatIsNotRegisteredIsNotFound() {
    assertThat(ledger.state("orders-api")).isEmpty();
    assertThat(ledger.targetsOfAlarm(FIRST)).isEmpty();
    assertThat(ledger.read("orders-api", NOW, "event-1").state()).isNull();
    assertThat(ledger.states(List.of())).isEmpty();
  }

  @Test
  void ofManyHandlersThatClaimARollbackExactlyOneWrites() throws Exception {
    var read = register();

    var won =
        race(() -> {
          var claimed = read.withRollbackClaimed(rollback("orders-api.42"));
          ledger.commit(Commit.of(read, claimed));
        });

    assertThat(won).isEqualTo(1);
    assertThat(ledger.state("orders-api").orElseThrow().version()).isEqualTo(2);
    assertThat(ledger.rollbacks("orders-api")).containsExactly(rollback("orders-api.42"));
  }

  @Test
  void ofManyHandlersThatReadAtDifferentTimesTheRollbacksIdLetsOneAct() throws Exception {
    register();

    var won =
        race(() -> {
          var read = ledger.state("orders-api").orElseThrow().withRollback(null);
          ledger.commit(Commit.of(read, read.withRollback(rollback("orders-api.42"))));
        });

    assertThat(won).isEqualTo(1);
  }

  @Test
  void ofManyThatRegisterANewTargetExactlyOneWrites() throws Exception {
    assertThat(race(this::register)).isEqualTo(1);
  }

  /// How many of 16 threads that start together were not told that somebody else wrote first.
  private static int race(Runnable write) throws Exception {
    var start = new CountDownLatch(1);
    var runs = new ArrayList<Future<Boolean>>();
    Callable<Boolean> run =
        () -> {
          start.await();
          try {
            write.run();
            return true;
          } catch (LedgerConflict e) {
            return false;
          }
        };
    try (var threads = Executors.newFixedThreadPool(16)) {
      IntStream.range(0, 16).forEach(_ -> runs.add(threads.submit(run)));
      start.countDown();
    }
    int won = 0;
    for (var finished : runs) {
      won += finished.get() ? 1 : 0;
    }
    return won;
  }

  @Test
  void aWriteOnAnOlderStateIsRefusedWholeAndChangesNothing() {
    var read = register();
    var newer = ledger.commit(Commit.of(read, read.withKnownGood(good(43))));
    var late =
        Commit.of(read, read.withFreeze(new Freeze(NOW, "ana", "why")))
            .withHistory(List.of(deployment(42)), null);

    assertThatThrownBy(() -> ledger.commit(late))
        .isInstanceOf(LedgerConflict.class)
        .hasMessage("The ledger moved on for target orders-api");
    assertThat(ledger.state("orders-api")).contains(newer);
    assertThat(ledger.deployments("orders-api", 10)).isEmpty();
  }

  @Test
  void aRollbackIdIsClaimedOnceForEver() {
    var read = register();
    var open = ledger.commit(Commit.of(read, read.withRollback(rollback("orders-api.42"))));
    var over = rollback("orders-api.42").ended(Status.FAILED, NOW);
    var ended =
        ledger.commit(Commit.of(open, open.withRollback(null)).withHistory(List.of(), over));

    assertThatThrownBy(
            () -> ledger.commit(Commit.of(ended, ended.withRollback(rollback("orders-api.42")))))
        .isInstanceOf(LedgerConflict.class);
  }

  @Test
  void anOpenRollbackIsListedUntilItEndsAndItsRowFollowsIt() {
    var read = register();
    var open = ledger.commit(Commit.of(read, read.withRollback(rollback("orders-api.42"))));
    assertThat(ledger.targetsWithOpenRollback()).containsExactly("orders-api");

    var moved = rollback("orders-api.42").moved(NOW.plusSeconds(1), "ecs-svc/43");
    var settling = ledger.commit(Commit.of(open, open.withRollback(moved)));
    assertThat(ledger.rollbacks("orders-api")).containsExactly(moved);
    assertThat(ledger.targetsWithOpenRollback()).containsExactly("orders-api");

    var over = moved.ended(Status.RECOVERED, NOW.plusSeconds(300));
    ledger.commit(Commit.of(settling, settling.withRollback(null)).withHistory(List.of(), over));
    assertThat(ledger.rollbacks("orders-api")).containsExactly(over);
    assertThat(ledger.targetsWithOpenRollback()).isEmpty();
  }

  @Test
  void alarmsAndServiceLeadToTheirTargets() {
    var orders = register();
    var billing = register(target("billing-api", SECOND));

    assertThat(ledger.targetsOfAlarm(FIRST)).containsExactly(Hint.of(orders));
    assertThat(ledger.targetsOfAlarm(SECOND)).containsExactly(Hint.of(billing), Hint.of(orders));
    assertThat(ledger.targetsOfResource(service("billing-api").id()))
        .containsExactly(Hint.of(billing));
    assertThat(ledger.directory()).containsExactly("billing-api", "orders-api");
  }

  @Test
  void theLookUpRowsFollowTheAlarms() {
    var read = register();
    var changed =
        new Target("orders-api", service("orders-api"), List.of(SECOND, alarm("third")), policy());
    ledger.commit(Commit.of(read, read.withTarget(changed)));

    assertThat(ledger.targetsOfAlarm(FIRST)).isEmpty();
    assertThat(ledger.targetsOfAlarm(SECOND)).hasSize(1);
    assertThat(ledger.targetsOfAlarm(alarm("third"))).hasSize(1);
  }

  private static Policy policy() {
    return Policy.of(Mode.AUTO);
  }

  @Test
  void theLookUpRowsFollowTheLastKnownGood() {
    var read = register();
    var proven = ledger.commit(Commit.of(read, read.withKnownGood(good(42))));

    assertThat(ledger.targetsOfAlarm(FIRST).getFirst().good()).isEqualTo(revision(42));
    assertThat(ledger.targetsOfResource(service("orders-api").id()).getFirst().good())
        .isEqualTo(revision(42));

    var bad =
        proven
            .withQuarantined(new Quarantined(revision(42), NOW, "bad"))
            .withQuarantined(new Quarantined(revision(41), NOW, "bad"));
    ledger.commit(Commit.of(proven, bad));
    assertThat(ledger.targetsOfAlarm(FIRST).getFirst().good()).isNull();
  }

  @Test
  void everyAlarmOfTheLargestTargetCanBeReplacedAtOnce() {
    var before = names("old", Registration.MOST_ALARMS);
    var after = names("new", Registration.MOST_ALARMS);
    var read = register(target("orders-api", before.toArray(String[]::new)));
    var busy = ledger.commit(Commit.of(read, read.withRollbackClaimed(rollback("orders-api.42"))));
    var changed = new Target("orders-api", service("orders-api"), after, policy());

    ledger.commit(Commit.of(busy, busy.withTarget(changed).withKnownGood(good(42))));

    assertThat(ledger.targetsOfAlarm(before.getFirst())).isEmpty();
    assertThat(ledger.targetsOfAlarm(after.getLast())).hasSize(1);
  }

  @Test
  void theLargestTargetIsRenamedAtOnce() {
    var before = names("old", Registration.MOST_ALARMS);
    var after = names("new", Registration.MOST_ALARMS);
    var large = target("orders-api", before.toArray(String[]::new));
    for (int number = 50; number < 55; number++) {
      large = large.withKnownGood(good(number));
    }
    var read = register(large.withAlarm(before.getFirst(), AlarmStatus.of(AlarmState.ALARM, NOW)));
    var definitions =
        read.knownGood().stream().map(good -> new Definition(good.revision(), NOW, "{}")).toList();
    var renamed = new Target("orders", service("orders-api"), after, policy());
    var red =
        read.withTarget(renamed).withAlarm(after.getFirst(), AlarmStatus.of(AlarmState.ALARM, NOW));

    var written = ledger.rename(read, red, definitions);

    assertThat(ledger.directory()).containsExactly("orders");
    assertThat(ledger.state("orders-api")).isEmpty();
    assertThat(ledger.state("orders")).contains(written);
    assertThat(written.version()).as("grows on").isEqualTo(read.version() + 1);
    assertThat(ledger.definition("orders", revision(54).id())).contains(definitions.getFirst());
    assertThat(ledger.targetsOfAlarm(before.getFirst())).isEmpty();
    assertThat(ledger.targetsOfAlarm(after.getLast())).hasSize(1);
    assertThat(ledger.account().red()).hasSize(1);
  }

  @Test
  void aTargetIsNotRenamedWhenItMovedOnOrTheNameIsTaken() {
    var read = register();
    var renamed = new Target("orders", service("orders-api"), List.of(FIRST), policy());
    var moved = ledger.commit(Commit.of(read, read.withKnownGood(good(43))));

    assertThatThrownBy(() -> ledger.rename(read, read.withTarget(renamed), List.of()))
        .isInstanceOf(LedgerConflict.class);
    register(target("orders", FIRST));
    assertThatThrownBy(() -> ledger.rename(moved, moved.withTarget(renamed), List.of()))
        .isInstanceOf(LedgerConflict.class);
    assertThat(ledger.state("orders-api")).contains(moved);
  }

  private static List<String> names(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(n -> alarm(prefix + "-" + n)).toList();
  }

  @Test
  void theLargestStateFitsWellIntoAnItem() {
    var alarms = names("a-name-of-some-length", Registration.MOST_ALARMS);
    var state = target("orders-api", alarms.toArray(String[]::new));
    for (var arn : alarms) {
      state = state.withAlarm(arn, AlarmStatus.of(AlarmState.ALARM, NOW));
    }
    for (int number = 50; number < 55; number++) {
      state = state.withKnownGood(good(number));
    }
    for (int number = 60; number < 80; number++) {
      state = state.withQuarantined(new Quarantined(revision(number), NOW, "It hurt."));
    }
    var written = register(state);

    assertThat(ledger.state("orders-api")).contains(written);
  }

  @Test
  void removingATargetTakesEverythingButItsHistory() {
    var read = register();
    var open =
        ledger.commit(
            Commit.of(read, read.withRollback(rollback("orders-api.42")))
                .withHistory(List.of(deployment(42)), null));

    ledger.remove(open);

    assertThat(ledger.state("orders-api")).isEmpty();
    assertThat(ledger.directory()).isEmpty();
    assertThat(ledger.targetsOfAlarm(FIRST)).isEmpty();
    assertThat(ledger.targetsOfResource(service("orders-api").id())).isEmpty();
    assertThat(ledger.targetsWithOpenRollback()).isEmpty();
    assertThat(ledger.deployments("orders-api", 10)).containsExactly(deployment(42));
  }

  @Test
  void aTargetThatMovedOnIsNotRemoved() {
    var read = register();
    ledger.commit(Commit.of(read, read.withKnownGood(good(43))));

    assertThatThrownBy(() -> ledger.remove(read)).isInstanceOf(LedgerConflict.class);
    assertThat(ledger.targetsOfAlarm(FIRST)).hasSize(1);
  }

  private static Receipt receipt(int number) {
    return new Receipt(
        "event-" + number,
        NOW.plusSeconds(number),
        NOW.plusSeconds(number),
        "alarm",
        "IGNORE",
        "NOT_RED",
        "It is OK.",
        null,
        null,
        null,
        null,
        Map.of("mode", "AUTO"),
        null);
  }

  @Test
  void receiptsComeNewestFirstAndASecondDeliveryFindsItsOwn() {
    var state = register();
    for (int number : List.of(2, 1, 3)) {
      state = ledger.commit(Commit.of(state, state).with(receipt(number)));
    }

    assertThat(ledger.receipts("orders-api", 2)).containsExactly(receipt(3), receipt(2));
    assertThat(ledger.read("orders-api", NOW.plusSeconds(2), "event-2").receipt())
        .isEqualTo(receipt(2));
    assertThat(ledger.read("orders-api", NOW.plusSeconds(2), "event-9").receipt()).isNull();
  }

  @Test
  void timesWithAndWithoutFractionsStayInOrder() {
    var whole = at(Instant.parse("2026-11-02T10:00:00Z"), "b");
    var fraction = at(Instant.parse("2026-11-02T10:00:00.500Z"), "a");
    var next = at(Instant.parse("2026-11-02T10:00:01Z"), "c");
    var state = register();
    for (var receipt : List.of(next, fraction, whole)) {
      state = ledger.commit(Commit.of(state, state).with(receipt));
    }

    assertThat(ledger.receipts("orders-api", 10)).containsExactly(next, fraction, whole);
  }

  private static Receipt at(Instant time, String eventId) {
    return new Receipt(
        eventId, time, time, "s", "IGNORE", "NOT_RED", "m", null, null, null, null, Map.of(), null);
  }

  @Test
  void deploymentsComeNewestFirstAndOneIsWrittenOver() {
    var state = register();
    state =
        ledger.commit(
            Commit.of(state, state)
                .withHistory(List.of(deployment(40), deployment(42), deployment(41)), null));
    var settled = deployment(42).settled(NOW.plusSeconds(60));
    ledger.commit(Commit.of(state, state).withHistory(List.of(settled), null));

    assertThat(ledger.deployments("orders-api", 2)).containsExactly(settled, deployment(41));
  }

  @Test
  void rollbacksComeNewestClaimFirst() {
    var state = register();
    var older = rollback("orders-api.9");
    state = ledger.commit(Commit.of(state, state.withRollback(older)));
    var over = older.ended(Status.FAILED, NOW);
    state = ledger.commit(Commit.of(state, state.withRollback(null)).withHistory(List.of(), over));
    var newer =
        new Rollback(
            "orders-api.10",
            older.deploymentId(),
            older.from(),
            older.to(),
            older.method(),
            older.status(),
            older.why(),
            older.by(),
            older.alarms(),
            NOW.plusSeconds(60),
            NOW.plusSeconds(90),
            null,
            null,
            null,
            null,
            null,
            null);
    ledger.commit(Commit.of(state, state.withRollback(newer)));

    assertThat(ledger.rollbacks("orders-api")).containsExactly(newer, over);
  }

  @Test
  void moreThanAHundredStatesAreReadInOrder() {
    var names = IntStream.range(0, 130).mapToObj(n -> String.format("target-%03d", n)).toList();
    names.forEach(name -> register(target(name, FIRST)));
    var asked = new ArrayList<>(names.reversed());
    asked.add(3, "never-registered");

    assertThat(ledger.states(asked)).extracting(TargetState::name).isEqualTo(names.reversed());
    assertThat(ledger.directory()).isEqualTo(names);
    assertThat(ledger.targetsOfAlarm(FIRST)).hasSize(130);
  }

  @Test
  void aDefinitionIsKeptBesideTheStateForEver() {
    var state = register();
    var definition = new Definition(revision(41), NOW, "{\"family\":\"orders-api\"}");
    ledger.commit(Commit.of(state, state).with(definition));

    assertThat(ledger.definition("orders-api", revision(41).id())).contains(definition);
    assertThat(ledger.definition("orders-api", revision(40).id())).isEmpty();
  }

  @Test
  void onlyTheHistoryExpires() {
    var state = register();
    ledger.commit(
        Commit.of(state, state.withRollback(rollback("orders-api.42")))
            .withHistory(List.of(deployment(42)), null)
            .with(new Definition(revision(41), NOW, "{}"))
            .with(List.of(announcement("told", NOW)))
            .with(receipt(1)));
    ledger.freezeAccount(new Freeze(NOW, "ana", "why"));

    assertThat(everything())
        .allSatisfy(item ->
            assertThat(item.containsKey("expiresAt"))
                .as(text(item, "pk") + " " + text(item, "sk"))
                .isEqualTo(
                    text(item, "sk").matches("(DECISION|DEPLOYMENT|ROLLBACK)#.*")
                        && text(item, "pk").startsWith("TARGET#")));
    assertThat(expiry("DECISION#"))
        .isEqualTo(NOW.plusSeconds(1).plus(Duration.ofDays(400)).getEpochSecond());
  }

  private long expiry(String prefix) {
    var item =
        everything().stream()
            .filter(i -> text(i, "sk").startsWith(prefix))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(Objects.requireNonNull(item.get("expiresAt")).n());
  }

  private static Announcement announcement(String id, Instant at) {
    return new Announcement(id, at, "Rollback Started", Map.of("target", "x"), "Subject", "Text");
  }

  @Test
  void whatIsUntoldIsListedOldestFirstUntilItIsTold() {
    var state = register();
    var later = announcement("a", NOW.plusSeconds(1));
    var first = announcement("b", NOW);
    ledger.commit(Commit.of(state, state).with(List.of(later, first)));
    assertThat(ledger.untold()).containsExactly(first, later);

    ledger.keep(first.withoutEvent());
    assertThat(ledger.untold()).containsExactly(first.withoutEvent(), later);

    ledger.told(first);
    ledger.told(later);
    assertThat(ledger.untold()).isEmpty();
  }

  @Test
  void theAccountsFreezeIsReadWithEveryDecisionAndCanBeLifted() {
    register();
    var freeze = new Freeze(NOW, "ana", "maintenance");
    ledger.freezeAccount(freeze);
    assertThat(ledger.account()).isEqualTo(new AccountState(freeze));

    ledger.freezeAccount(null);
    assertThat(ledger.account()).isEqualTo(new AccountState(null));
  }

  @Test
  void whoIsRedIsSeenByTheOthersUntilItExpires() {
    var calm = register();
    var red =
        ledger.commit(
            Commit.of(calm, calm.withAlarm(FIRST, AlarmStatus.of(AlarmState.ALARM, NOW))));
    assertThat(ledger.account().red())
        .containsExactly(new RedTarget("orders-api", NOW, null, true));

    var over = NOW.plusSeconds(60);
    ledger.commit(Commit.of(red, red.withAlarm(FIRST, AlarmStatus.of(AlarmState.OK, over))));
    assertThat(ledger.account().red())
        .containsExactly(new RedTarget("orders-api", NOW, over, true));
  }

  @Test
  void aSlotOfTheBudgetIsTakenOnceUntilItIsFreeAgain() {
    var state = register();
    var slot = new BudgetSlot(3, NOW.plusSeconds(3600));
    var written = ledger.commit(Commit.of(state, state).with(new Slot(slot, NOW)));
    assertThat(ledger.account().slots()).containsExactly(slot);

    var again = Commit.of(written, written).with(new Slot(slot, NOW.plusSeconds(3599)));
    assertThatThrownBy(() -> ledger.commit(again)).isInstanceOf(LedgerConflict.class);
    assertThat(ledger.state("orders-api")).contains(written);

    ledger.commit(Commit.of(written, written).with(new Slot(slot, slot.freeAt())));
  }

  @Test
  void oneOfManyTellsOfASharedCause() {
    var state = register();
    var until = NOW.plusSeconds(3600);
    var written = ledger.commit(Commit.of(state, state).with(new Told(until, NOW)));
    assertThat(ledger.account().toldUntil()).isEqualTo(until);

    var again =
        Commit.of(written, written).with(new Told(until.plusSeconds(1), NOW.plusSeconds(1)));
    assertThatThrownBy(() -> ledger.commit(again)).isInstanceOf(LedgerConflict.class);
  }

  @Test
  void everyPageOfALongListIsRead() {
    @Nullable TargetState state = register();
    var text = "x".repeat(200_000);
    for (int number = 0; number < 8; number++) {
      var announcement =
          new Announcement("n" + number, NOW.plusSeconds(number), null, Map.of(), "s", text);
      state = ledger.commit(Commit.of(state, state).with(List.of(announcement)));
    }

    assertThat(ledger.untold()).as("a page is at most 1 MB").hasSize(8);
  }

  @Test
  void ofTwoWhoLookAtTheSameTimeOneNotesWhatItFound() {
    var first = look(null, NOW);
    ledger.note(null, first, List.of());
    assertThatThrownBy(() -> ledger.note(null, look(null, NOW), List.of()))
        .isInstanceOf(LedgerConflict.class);

    var second = look(first, NOW.plusSeconds(3600));
    ledger.note(first, second, List.of());
    assertThatThrownBy(() -> ledger.note(first, look(first, NOW.plusSeconds(3601)), List.of()))
        .isInstanceOf(LedgerConflict.class);
    assertThat(ledger.readiness(List.of("orders-api", "billing-api")))
        .isEqualTo(Map.of("orders-api", second));
  }

  private static ReadinessRow look(@Nullable ReadinessRow before, Instant at) {
    return ReadinessRow.after(
        before, "orders-api", new Readiness(List.of("No image."), List.of()), at);
  }

  @Test
  void aDrillIsBegunOnceAndTheLastOneIsKnown() {
    var drill = ledger.begin(DrillRow.begun("orders-api", "ana", NOW));
    assertThatThrownBy(() -> ledger.begin(drill)).isInstanceOf(LedgerConflict.class);
    var next = ledger.begin(DrillRow.begun("orders-api", "ana", NOW.plusSeconds(1)));

    assertThat(ledger.lastDrills(List.of("orders-api"))).isEqualTo(Map.of("orders-api", next));
    assertThat(ledger.drills("orders-api", 10)).containsExactly(next, drill);
  }
}
