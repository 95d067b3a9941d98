package io.github.lastgood.ledger;

import static io.github.lastgood.target.Orders.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lastgood.target.AccountState;
import io.github.lastgood.target.AlarmState;
import io.github.lastgood.target.AlarmStatus;
import io.github.lastgood.target.Answered;
import io.github.lastgood.target.Findings;
import io.github.lastgood.target.Mode;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.Policy;
import io.github.lastgood.target.Resource;
import io.github.lastgood.target.Resource.EcsService;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Rollback.Status;
import io.github.lastgood.target.Target;
import io.github.lastgood.target.TargetState;
import io.github.lastgood.target.TaskRoles;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class LedgerItemsTest {

  /// A state in which nothing is missing.
  private static TargetState full() {
    return Orders.state()
        .withCurrent(Orders.bad().quietSince(NOW))
        .withQuarantined(Orders.quarantined(Orders.revision(39)))
        .withAlarm(Orders.ALARM, new AlarmStatus(AlarmState.ALARM, NOW, NOW.plusSeconds(60)))
        .withRollbackClaimed(
            Orders.rollback()
                .deployedAs(Orders.taskDefinition(43))
                .moved(NOW, Orders.ROLLBACK_DEPLOYMENT_ID)
                .settled(NOW)
                .ended(Status.RECOVERED, NOW))
        .withFreeze(Orders.freeze())
        .withAnswered(new Answered(Orders.BAD_ID, "MODE_APPROVE"))
        .withVersion(12_345_678_901L);
  }

  private static Receipt receipt() {
    return new Receipt(
        "event-1",
        Orders.RED,
        NOW,
        "alarm orders-api-5xx ALARM by EVENTBRIDGE",
        "ROLL_BACK",
        "ALARM_AFTER_DEPLOYMENT",
        "It went red.",
        "orders-api.9313423515462893900",
        Orders.BAD.id(),
        Orders.GOOD.id(),
        "UPDATE_SERVICE",
        Map.of("mode", "AUTO", "forced", true),
        null);
  }

  static Stream<Object> records() {
    return Stream.of(
        full(),
        Orders.state(),
        TargetState.registered(Orders.target(Mode.OBSERVE)),
        new EcsService(
            Orders.SERVICE_ARN, "prod", "orders-api", new TaskRoles(List.of("arn:task"))),
        new AccountState(Orders.freeze()),
        new AccountState(null),
        Orders.bad(),
        Orders.badInFlight(),
        Orders.rollback(),
        Orders.rollback()
            .withFindings(
                new Findings(
                    "CAUSED",
                    "The deployment caused it.",
                    List.of("The level changed."),
                    NOW,
                    0.5,
                    37.5,
                    List.of("billing"),
                    List.of("cpu"))),
        receipt(),
        new Receipt(
            "event-1", NOW, NOW, "s", "IGNORE", "NOT_RED", "m", null, null, null, null, Map.of(),
            null),
        new Definition(Orders.GOOD, NOW, "{\"family\":\"orders-api\",\"cpu\":\"512\"}"),
        new Announcement("id", NOW, "Rollback Started", Map.of("to", "x"), "Subject", "Text\n"),
        new Announcement("id", NOW, null, Map.of(), null, ""),
        Hint.of(Orders.state()),
        Hint.of(TargetState.registered(Orders.target(Mode.AUTO))),
        new AlarmStatus(AlarmState.OK, Instant.EPOCH, Instant.MAX));
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyRecordComesBackAsItWent(Object stored) {
    assertThat(LedgerItems.read(LedgerItems.write(stored), stored.getClass())).isEqualTo(stored);
  }

  @Test
  void theTableReadsWellInTheConsole() {
    var item = LedgerItems.write(Orders.state());

    assertThat(map(item, "target").get("policy"))
        .isEqualTo(
            AttributeValue.fromM(
                Map.of(
                    "mode", AttributeValue.fromS("AUTO"),
                    "onUnknown", AttributeValue.fromS("ACT_WHILE_IT_BAKES"),
                    "bakeTime", AttributeValue.fromS("PT15M"),
                    "suspectWindow", AttributeValue.fromS("PT1H"),
                    "settleTimeout", AttributeValue.fromS("PT30M"),
                    "recoveryTimeout", AttributeValue.fromS("PT15M"),
                    "approvalTimeout", AttributeValue.fromS("PT30M"),
                    "onQuarantined", AttributeValue.fromS("TELL"),
                    "maxRollbacksPerDay", AttributeValue.fromN("3"))));
    assertThat(map(item, "current").get("startedAt"))
        .isEqualTo(AttributeValue.fromS("2026-11-02T10:00:00Z"));
    assertThat(map(map(item, "target"), "resource").get("kind"))
        .isEqualTo(AttributeValue.fromS("ecs"));
  }

  @Test
  void whatIsNullIsNotWritten() {
    assertThat(LedgerItems.write(Orders.state()))
        .doesNotContainKeys("rollback", "freeze", "answered");
  }

  @Test
  void attributesOfALaterVersionAreLeftAside() {
    var item = new HashMap<>(LedgerItems.write(Orders.state()));
    item.put("pk", AttributeValue.fromS("TARGET#orders-api"));
    item.put("newIn2027", AttributeValue.fromM(Map.of("a", AttributeValue.fromBool(true))));
    var current = new HashMap<>(map(item, "current"));
    current.put("alsoNew", AttributeValue.fromL(List.of(AttributeValue.fromN("1"))));
    item.put("current", AttributeValue.fromM(current));

    assertThat(LedgerItems.read(item, TargetState.class)).isEqualTo(Orders.state());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "current",
        "knownGood",
        "quarantine",
        "alarms",
        "rollback",
        "freeze",
        "answered",
        "rollbackTimes",
        "version"
      })
  void anItemThatAnEarlierVersionWroteWithoutAnAttributeCanStillBeRead(String attribute) {
    var item = new HashMap<>(LedgerItems.write(full()));
    assertThat(item.remove(attribute)).as("the attribute was there").isNotNull();

    var read = LedgerItems.read(item, TargetState.class);

    assertThat(LedgerItems.write(read))
        .as("what is missing is none of it, and everything else is there")
        .containsAllEntriesOf(item);
  }

  @Test
  void rolesThatNobodyStatedAreNotNoRoles() {
    var none = new EcsService(Orders.SERVICE_ARN, "prod", "orders-api", new TaskRoles(List.of()));
    assertThat(LedgerItems.read(LedgerItems.write(none), Resource.class)).isEqualTo(none);

    var earlier = new HashMap<>(LedgerItems.write(none));
    assertThat(earlier.remove("taskRoles")).isNotNull();
    assertThat(LedgerItems.read(earlier, Resource.class)).isEqualTo(Orders.SERVICE);
  }

  @Test
  void listsThatAreMissingAreEmpty() {
    var item = new HashMap<>(LedgerItems.write(full()));
    item.keySet().removeAll(List.of("knownGood", "quarantine", "alarms", "rollbackTimes"));

    assertThat(LedgerItems.read(item, TargetState.class))
        .returns(List.of(), TargetState::knownGood)
        .returns(List.of(), TargetState::quarantine)
        .returns(Map.of(), TargetState::alarms)
        .returns(List.of(), TargetState::rollbackTimes);
  }

  @Test
  void aRevisionWithoutImagesIsOneWhoseImagesAreNotKnown() {
    assertThat(
            LedgerItems.read(Map.of("id", AttributeValue.fromS("orders-api:41")), Revision.class))
        .isEqualTo(Revision.of("orders-api:41"));
  }

  @Test
  void aKindOfTargetThatThisVersionDoesNotKnowIsNotGuessed() {
    var item = new HashMap<>(LedgerItems.write(Hint.of(Orders.state())));
    item.put("resource", AttributeValue.fromM(Map.of("kind", AttributeValue.fromS("teleport"))));

    assertThatThrownBy(() -> LedgerItems.read(item, Hint.class))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void typesThatTheLedgerNeverWritesAreNotRead() {
    var binary = Map.of("id", AttributeValue.fromB(SdkBytes.fromUtf8String("x")));

    assertThatThrownBy(() -> LedgerItems.read(binary, Revision.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("stores no B values");
    assertThatThrownBy(() -> LedgerItems.write(Map.of("bytes", new byte[] {1})))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nullsInAnItemAreNothing() {
    var item = new HashMap<>(LedgerItems.write(new AccountState(Orders.freeze())));
    item.put("freeze", AttributeValue.fromNul(true));

    assertThat(LedgerItems.read(item, AccountState.class)).isEqualTo(new AccountState(null));
  }

  @Test
  void theStateOfALargeTargetStaysSmall() {
    var alarms = Stream.iterate(0, n -> n + 1).limit(50).map(n -> "alarm-" + "x".repeat(200) + n);
    var arns = alarms.map(Orders::alarmArn).toList();
    var state =
        Orders.state()
            .withTarget(new Target("t".repeat(63), Orders.SERVICE, arns, Policy.of(Mode.AUTO)));
    for (var arn : arns) {
      state = state.withAlarm(arn, new AlarmStatus(AlarmState.ALARM, NOW, NOW));
    }
    for (int number = 100; number < 105; number++) {
      state = state.withKnownGood(Orders.known(Orders.revision(number), "ecs-svc/" + number));
    }
    for (int number = 200; number < 220; number++) {
      state = state.withQuarantined(Orders.quarantined(Orders.revision(number)));
    }
    state = state.withRollbackClaimed(Orders.rollback().withAlarms(arns));

    assertThat(size(AttributeValue.fromM(LedgerItems.write(state))))
        .as("DynamoDB takes 400 KB an item")
        .isBetween(10_000, 100_000);
  }

  /// About what DynamoDB counts: names and values.
  private static int size(AttributeValue value) {
    return switch (value.type()) {
      case S -> value.s().length();
      case N -> value.n().length();
      case L -> value.l().stream().mapToInt(member -> 1 + size(member)).sum();
      case M ->
          value.m().entrySet().stream()
              .mapToInt(e -> 1 + e.getKey().length() + size(e.getValue()))
              .sum();
      default -> 1;
    };
  }

  private static Map<String, AttributeValue> map(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNull(item.get(name), name).m();
  }
}
