package io.github.lastgood.decision;

import static io.github.lastgood.decision.Scene.alarm;
import static io.github.lastgood.decision.Scene.deployment;
import static io.github.lastgood.decision.Scene.forced;
import static io.github.lastgood.decision.Scene.order;
import static io.github.lastgood.decision.Scene.plain;
import static io.github.lastgood.decision.Scene.red;
import static io.github.lastgood.target.Orders.NOW;
import static io.github.lastgood.target.Orders.RED;
import static io.github.lastgood.target.Orders.SETTLED;
import static io.github.lastgood.target.Orders.STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.decision.Attribution.Verdict;
import io.github.lastgood.signal.Signal.Order;
import io.github.lastgood.signal.Signal.Phase;
import io.github.lastgood.signal.Signal.Silence;
import io.github.lastgood.target.AccountState;
import io.github.lastgood.target.AlarmState;
import io.github.lastgood.target.AlarmStatus;
import io.github.lastgood.target.Approval;
import io.github.lastgood.target.Barrier;
import io.github.lastgood.target.Candidate;
import io.github.lastgood.target.Deployment.Origin;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Method;
import io.github.lastgood.target.Mode;
import io.github.lastgood.target.OnUnknown;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.Policy;
import io.github.lastgood.target.RedTarget;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.Target;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The table, row by row: each edge of a row, and which row wins where two match.
class DecisionTableTest {
  private static final Silence MUTED = new Silence.Muted("rule", NOW.plusSeconds(60));
  private static final Silence SUPPRESSED = new Silence.Suppressed("WaitPeriod");
  private static final Duration MS = Duration.ofMillis(1);

  /// What is seen, and what is answered.
  record Case(String name, Scene scene, String verb, Reason reason) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Case of(String name, Scene scene, String verb, Reason reason) {
    return new Case(name, scene, verb, reason);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({
    "row1",
    "row2",
    "row3",
    "row4",
    "row5",
    "row6",
    "row7",
    "row8",
    "row9",
    "row9ByMetric",
    "row10",
    "row10Account",
    "row11",
    "barriers",
    "row12",
    "row12ByMetric",
    "otherwise"
  })
  void answers(Case row) {
    var decision = row.scene().decide();

    assertThat(decision.reason()).isEqualTo(row.reason());
    assertThat(decision.verb()).isEqualTo(row.verb());
    assertThat(decision.message()).hasSizeGreaterThan(10);
  }

  static Stream<Case> row1() {
    return Stream.of(
        of("an alarm that is OK is only noted", ok(), "IGNORE", Reason.NOT_RED),
        of(
            "INSUFFICIENT_DATA is only noted",
            plain().hears(alarm(AlarmState.INSUFFICIENT_DATA, RED, AlarmState.OK, null)),
            "IGNORE",
            Reason.NOT_RED),
        of(
            "a deployment in progress is only noted",
            plain().hears(deployment(Phase.IN_PROGRESS)),
            "IGNORE",
            Reason.NOT_RED),
        of(
            "a completed deployment is only noted",
            plain().hears(deployment(Phase.COMPLETED)),
            "IGNORE",
            Reason.NOT_RED),
        of(
            "OK beats muted",
            plain().hears(alarm(AlarmState.OK, RED, AlarmState.ALARM, MUTED)),
            "IGNORE",
            Reason.NOT_RED),
        of(
            "OK beats frozen",
            ok().where(s -> s.withFreeze(Orders.freeze())),
            "IGNORE",
            Reason.NOT_RED));
  }

  private static Scene ok() {
    return plain().hears(alarm(AlarmState.OK, RED, AlarmState.ALARM, null));
  }

  static Stream<Case> row2() {
    return Stream.of(
        of("a muted alarm is ignored", silenced(MUTED), "IGNORE", Reason.ALARM_MUTED),
        of(
            "a mute without an end is a mute",
            silenced(new Silence.Muted("rule", null)),
            "IGNORE",
            Reason.ALARM_MUTED),
        of(
            "a suppressed alarm is ignored",
            silenced(SUPPRESSED),
            "IGNORE",
            Reason.ALARM_SUPPRESSED),
        of(
            "muted beats frozen",
            silenced(MUTED).where(s -> s.withFreeze(Orders.freeze())),
            "IGNORE",
            Reason.ALARM_MUTED),
        of(
            "muted beats rollback exists",
            silenced(MUTED).where(s -> s.withRollback(Orders.rollback())),
            "IGNORE",
            Reason.ALARM_MUTED));
  }

  private static Scene silenced(Silence silence) {
    return plain().hears(alarm(AlarmState.ALARM, RED, AlarmState.OK, silence));
  }

  static Stream<Case> row3() {
    return Stream.of(
        of("a frozen account holds", plain().frozenAccount(), "HOLD", Reason.ACCOUNT_FROZEN),
        of("a frozen target holds", frozen(), "HOLD", Reason.TARGET_FROZEN),
        of("mode off ignores", mode(Mode.OFF), "IGNORE", Reason.TARGET_OFF),
        of(
            "the account's freeze beats the target's",
            frozen().frozenAccount(),
            "HOLD",
            Reason.ACCOUNT_FROZEN),
        of(
            "frozen beats off",
            mode(Mode.OFF).where(s -> s.withFreeze(Orders.freeze())),
            "HOLD",
            Reason.TARGET_FROZEN),
        of(
            "frozen beats rollback exists",
            frozen().where(s -> s.withRollback(Orders.rollback())),
            "HOLD",
            Reason.TARGET_FROZEN),
        of(
            "a failed deployment of a frozen target is held",
            frozen().hears(deployment(Phase.FAILED)),
            "HOLD",
            Reason.TARGET_FROZEN),
        of("an order is held too", frozen().hears(order()), "HOLD", Reason.TARGET_FROZEN),
        of(
            "an order to a target that is off is ignored",
            mode(Mode.OFF).hears(order()),
            "IGNORE",
            Reason.TARGET_OFF),
        of(
            "force lifts the target's freeze",
            frozen().hears(forced()),
            "ROLL_BACK",
            Reason.ORDERED),
        of(
            "force lifts the account's freeze",
            plain().frozenAccount().hears(forced()),
            "ROLL_BACK",
            Reason.ORDERED),
        of("force lifts mode off", mode(Mode.OFF).hears(forced()), "ROLL_BACK", Reason.ORDERED));
  }

  private static Scene frozen() {
    return plain().where(s -> s.withFreeze(Orders.freeze()));
  }

  private static Scene mode(Mode mode) {
    return plain().where(s -> s.withTarget(Orders.target(mode)));
  }

  static Stream<Case> row4() {
    return Stream.of(
        of("an open rollback is not made twice", open(), "IGNORE", Reason.ROLLBACK_EXISTS),
        of(
            "force does not lift an open rollback",
            open().hears(forced()),
            "IGNORE",
            Reason.ROLLBACK_EXISTS),
        of(
            "a deployment that had its rollback gets no second one by itself",
            rolledBackBefore(),
            "IGNORE",
            Reason.ROLLBACK_EXISTS),
        of(
            "a person can order another one",
            rolledBackBefore().hears(order()),
            "ROLL_BACK",
            Reason.ORDERED),
        of(
            "a failed deployment that is not the current one is over",
            plain().hears(deployment(Orders.GOOD_ID, Phase.FAILED)),
            "IGNORE",
            Reason.ROLLBACK_EXISTS),
        of(
            "a failed deployment of a target of which nothing was seen is not the current one",
            plain()
                .hears(deployment(Phase.FAILED))
                .where(_ -> TargetState.registered(Orders.target(Mode.AUTO))),
            "IGNORE",
            Reason.ROLLBACK_EXISTS),
        of(
            "ECS rolls a failed deployment back by itself",
            byAws().hears(deployment(Phase.FAILED)),
            "IGNORE",
            Reason.AWS_ROLLS_BACK),
        of(
            "what ECS would do on a failure says nothing about an alarm after it",
            byAws(),
            "ROLL_BACK",
            Reason.ALARM_AFTER_DEPLOYMENT),
        of(
            "rollback exists beats an old event",
            open().readsNow(AlarmState.OK).at(RED.plus(Duration.ofHours(1))),
            "IGNORE",
            Reason.ROLLBACK_EXISTS),
        of(
            "rollback exists beats rollback did not help",
            open().where(s -> s.withCurrent(Orders.rollbackDeployment())),
            "IGNORE",
            Reason.ROLLBACK_EXISTS));
  }

  private static Scene open() {
    return plain().where(s -> s.withRollback(Orders.rollback()));
  }

  private static Scene rolledBackBefore() {
    return plain().where(s -> s.withCurrent(Orders.bad().rolledBackOnceMore()));
  }

  private static Scene byAws() {
    return plain().live(new LiveState.Running(Orders.bad(), false, true));
  }

  static Stream<Case> row5() {
    var old = RED.plus(DecisionTable.OLD_EVENT);
    return Stream.of(
        of(
            "an event of exactly two minutes is old",
            plain().readsNow(AlarmState.OK).at(old),
            "IGNORE",
            Reason.ALARM_OVER),
        of(
            "a millisecond younger is fresh",
            plain().readsNow(AlarmState.OK).at(old.minus(MS)),
            "ROLL_BACK",
            Reason.ALARM_AFTER_DEPLOYMENT),
        of(
            "an old event whose alarm has no data now is over",
            plain().readsNow(AlarmState.INSUFFICIENT_DATA).at(old),
            "IGNORE",
            Reason.ALARM_OVER),
        of(
            "an old event whose alarm is red still is not over",
            plain().readsNow(AlarmState.ALARM).at(old),
            "ROLL_BACK",
            Reason.ALARM_AFTER_DEPLOYMENT),
        of(
            "an old event whose alarm cannot be read is believed",
            plain().readsNow(null).at(old),
            "ROLL_BACK",
            Reason.ALARM_AFTER_DEPLOYMENT),
        of(
            "an order does not ask about alarms",
            plain().hears(order()).readsNow(AlarmState.OK).at(old),
            "ROLL_BACK",
            Reason.ORDERED),
        of(
            "an alarm that is over beats rollback did not help",
            afterRollback(Origin.LASTGOOD).readsNow(AlarmState.OK).at(old),
            "IGNORE",
            Reason.ALARM_OVER));
  }

  static Stream<Case> row6() {
    return Stream.of(
        of(
            "red after Lastgood's own rollback needs a person",
            afterRollback(Origin.LASTGOOD),
            "ESCALATE",
            Reason.ROLLBACK_DID_NOT_HELP),
        of(
            "red after ECS's rollback needs a person",
            afterRollback(Origin.AWS),
            "ESCALATE",
            Reason.ROLLBACK_DID_NOT_HELP),
        of(
            "a rollback's deployment that fails needs a person",
            afterRollback(Origin.LASTGOOD)
                .hears(deployment(Orders.ROLLBACK_DEPLOYMENT_ID, Phase.FAILED)),
            "ESCALATE",
            Reason.ROLLBACK_DID_NOT_HELP),
        of(
            "a deployment that ECS went back to needs a person although it has had a rollback",
            afterRollback(Origin.AWS)
                .where(s ->
                    s.withCurrent(
                        Orders.rollbackDeployment().withOrigin(Origin.AWS).withRollbacks(1))),
            "ESCALATE",
            Reason.ROLLBACK_DID_NOT_HELP),
        of(
            "a person may order another way back",
            afterRollback(Origin.LASTGOOD)
                .where(s -> s.withKnownGood(Orders.known(Orders.revision(40), "ecs-svc/40")))
                .hears(order()),
            "ROLL_BACK",
            Reason.ORDERED),
        of(
            "rollback did not help beats no recent deployment",
            afterRollback(Origin.LASTGOOD)
                .hears(
                    alarm(AlarmState.ALARM, SETTLED.plus(Duration.ofDays(2)), AlarmState.OK, null)),
            "ESCALATE",
            Reason.ROLLBACK_DID_NOT_HELP));
  }

  private static Scene afterRollback(Origin origin) {
    return plain()
        .where(s -> s.withCurrent(Orders.rollbackDeployment().withOrigin(origin).settled(SETTLED)));
  }

  static Stream<Case> row7() {
    var end = SETTLED.plus(Duration.ofMinutes(60));
    return Stream.of(
        of("the last moment of the suspect window", wentRed(end), "ROLL_BACK", blamed()),
        of(
            "a millisecond after the suspect window",
            wentRed(end.plus(MS)),
            "IGNORE",
            Reason.NO_RECENT_DEPLOYMENT),
        of(
            "a deployment in flight is suspect however long it takes",
            wentRed(end.plus(Duration.ofDays(1))).where(s -> s.withCurrent(Orders.badInFlight())),
            "ROLL_BACK",
            blamed()),
        of(
            "nothing was ever deployed",
            plain().where(_ -> TargetState.registered(Orders.target(Mode.AUTO))),
            "IGNORE",
            Reason.NO_RECENT_DEPLOYMENT),
        of(
            "the onset counts, not the arrival of the event",
            wentRed(end).at(end.plus(Duration.ofMinutes(5))),
            "ROLL_BACK",
            blamed()),
        of(
            "an order needs no recent deployment",
            plain().hears(order()).at(end.plus(Duration.ofDays(9))),
            "ROLL_BACK",
            Reason.ORDERED),
        of(
            "the suspect window beats the budget",
            wentRed(end.plus(MS)).where(s -> spent(s, NOW, NOW, NOW)),
            "IGNORE",
            Reason.NO_RECENT_DEPLOYMENT));
  }

  private static Reason blamed() {
    return Reason.ALARM_AFTER_DEPLOYMENT;
  }

  private static Scene wentRed(Instant since) {
    return plain().hears(alarm(AlarmState.ALARM, since, AlarmState.OK, null)).at(since);
  }

  static Stream<Case> row8() {
    return Stream.of(
        of("red at the moment of the start", wentRed(STARTED), "ROLL_BACK", blamed()),
        of(
            "red a millisecond before the start",
            wentRed(STARTED.minus(MS)),
            "IGNORE",
            Reason.RED_BEFORE_DEPLOYMENT),
        of(
            "ALARM to ALARM is red since the first of them",
            plain().hears(alarm(AlarmState.ALARM, STARTED.minus(MS), AlarmState.ALARM, null)),
            "IGNORE",
            Reason.RED_BEFORE_DEPLOYMENT),
        of(
            "the ledger knows an earlier onset than ALARM to ALARM says",
            redBefore().hears(alarm(AlarmState.ALARM, RED, AlarmState.ALARM, null)),
            "IGNORE",
            Reason.RED_BEFORE_DEPLOYMENT),
        of(
            "the ledger knows an earlier onset than an event without a previous state says",
            redBefore().hears(alarm(AlarmState.ALARM, RED, null, null)),
            "IGNORE",
            Reason.RED_BEFORE_DEPLOYMENT),
        of(
            "OK to ALARM is a new onset whatever the ledger has heard",
            redBefore().hears(red()),
            "ROLL_BACK",
            blamed()),
        of(
            "a later onset in the ledger does not hide the event's own",
            plain()
                .where(s -> s.withAlarm(Orders.ALARM, AlarmStatus.of(AlarmState.ALARM, NOW)))
                .hears(alarm(AlarmState.ALARM, STARTED.minus(MS), AlarmState.ALARM, null)),
            "IGNORE",
            Reason.RED_BEFORE_DEPLOYMENT),
        of(
            "an earlier time of another state is no onset",
            plain().hears(alarm(AlarmState.ALARM, RED, null, null)),
            "ROLL_BACK",
            blamed()),
        of(
            "what the watch reads is the onset, whatever the ledger has heard",
            redBefore().hears(Scene.watched(RED)),
            "ROLL_BACK",
            blamed()),
        of(
            "a failed deployment does not ask about alarms",
            redBefore().hears(deployment(Phase.FAILED)),
            "ROLL_BACK",
            Reason.DEPLOYMENT_FAILED));
  }

  private static Scene redBefore() {
    return plain()
        .where(s ->
            s.withAlarm(Orders.ALARM, AlarmStatus.of(AlarmState.ALARM, STARTED.minusSeconds(60))));
  }

  static Stream<Case> row9ByMetric() {
    return Stream.of(
        of(
            "what the metric says is not the deployment's doing is held",
            plain().says(Verdict.UNRELATED),
            "HOLD",
            Reason.NOT_CAUSED_BY_DEPLOYMENT),
        of(
            "a shared cause beats it: people are told of that once",
            plain()
                .besides(
                    witness("a", RED, false), witness("b", RED, false), witness("c", RED, false))
                .says(Verdict.UNRELATED),
            "HOLD",
            Reason.SHARED_CAUSE),
        of(
            "it beats a spent budget",
            plain().taken(AccountState.MOST_ROLLBACKS, NOW).says(Verdict.UNRELATED),
            "HOLD",
            Reason.NOT_CAUSED_BY_DEPLOYMENT),
        of(
            "red before the deployment beats it",
            plain()
                .hears(alarm(AlarmState.ALARM, STARTED.minus(MS), AlarmState.OK, null))
                .says(Verdict.UNRELATED),
            "IGNORE",
            Reason.RED_BEFORE_DEPLOYMENT));
  }

  static Stream<Case> row12ByMetric() {
    return Stream.of(
        of(
            "a person is asked about what the metric cannot tell",
            plain().says(Verdict.UNKNOWN),
            "AWAIT_APPROVAL",
            Reason.CAUSE_UNKNOWN),
        of(
            "unless the policy is to act",
            plain().where(s -> s.withTarget(onUnknown(OnUnknown.ACT))).says(Verdict.UNKNOWN),
            "ROLL_BACK",
            blamed()),
        of(
            "the policy to ask asks",
            plain().where(s -> s.withTarget(onUnknown(OnUnknown.ASK))).says(Verdict.UNKNOWN),
            "AWAIT_APPROVAL",
            Reason.CAUSE_UNKNOWN),
        of(
            "mode observe beats it",
            plain().where(s -> s.withTarget(Orders.target(Mode.OBSERVE))).says(Verdict.UNKNOWN),
            "WOULD_ROLL_BACK",
            Reason.MODE_OBSERVE),
        of(
            "nothing known good beats it",
            plain()
                .where(s -> s.withQuarantined(Orders.quarantined(Orders.GOOD)))
                .says(Verdict.UNKNOWN),
            "ESCALATE",
            Reason.NO_KNOWN_GOOD),
        of(
            "nobody is asked twice",
            inAuto(Approval.Status.EXPIRED).says(Verdict.UNKNOWN),
            "IGNORE",
            Reason.APPROVAL_EXPIRED),
        of(
            "a no stands, whatever the metric says by now",
            inAuto(Approval.Status.REJECTED).says(Verdict.CAUSED),
            "IGNORE",
            Reason.APPROVAL_REJECTED),
        of(
            "what turns out to be caused needs no answer",
            inAuto(Approval.Status.EXPIRED).says(Verdict.CAUSED),
            "ROLL_BACK",
            blamed()),
        of(
            "what the deployment caused is rolled back",
            plain().says(Verdict.CAUSED),
            "ROLL_BACK",
            blamed()));
  }

  private static Scene inAuto(Approval.Status status) {
    return plain()
        .where(s -> s.withApproval(new Approval(Orders.BAD_ID, Orders.GOOD, NOW, status, "ana")));
  }

  private static Target onUnknown(OnUnknown answer) {
    var target = Orders.target(Mode.AUTO);
    var policy = target.policy();
    return new Target(
        target.name(),
        target.resource(),
        target.alarms(),
        new Policy(
            policy.mode(),
            policy.bakeTime(),
            policy.suspectWindow(),
            policy.settleTimeout(),
            policy.recoveryTimeout(),
            policy.approvalTimeout(),
            policy.onQuarantined(),
            policy.maxRollbacksPerDay(),
            answer));
  }

  static Stream<Case> row9() {
    var a = witness("a", RED.minusSeconds(300), false);
    var b = witness("b", RED.plusSeconds(300), false);
    var c = witness("c", RED, false);
    var fresh = witness("d", RED, true);
    return Stream.of(
        of(
            "three that did not deploy, within five minutes",
            plain().besides(a, b, c),
            "HOLD",
            Reason.SHARED_CAUSE),
        of("two are no group", plain().besides(a, b), "ROLL_BACK", blamed()),
        of(
            "who deployed as well is no witness",
            plain().besides(a, b, fresh),
            "ROLL_BACK",
            blamed()),
        of(
            "neither is who went red earlier",
            plain().besides(a, b, witness("c", RED.minusSeconds(301), false)),
            "ROLL_BACK",
            blamed()),
        of(
            "who was red a moment ago still counts",
            plain().besides(a, b, quiet("c", NOW.minusSeconds(299))),
            "HOLD",
            Reason.SHARED_CAUSE),
        of(
            "who has been quiet for five minutes does not",
            plain().besides(a, b, quiet("c", NOW.minusSeconds(300))),
            "ROLL_BACK",
            blamed()),
        of(
            "the target is no witness against itself",
            plain().besides(a, b, witness("orders-api", RED, false)),
            "ROLL_BACK",
            blamed()),
        of(
            "a failed deployment is AWS's word about it alone",
            plain().besides(a, b, c).hears(deployment(Phase.FAILED)),
            "ROLL_BACK",
            Reason.DEPLOYMENT_FAILED),
        of(
            "an order for a red target is held",
            isRed().besides(a, b, c).hears(order()),
            "HOLD",
            Reason.SHARED_CAUSE),
        of(
            "an order for a quiet target asks nobody",
            plain().besides(a, b, c).hears(order()),
            "ROLL_BACK",
            Reason.ORDERED),
        of(
            "force lifts it",
            isRed().besides(a, b, c).hears(forced()),
            "ROLL_BACK",
            Reason.ORDERED));
  }

  private static Scene isRed() {
    return plain().where(s -> s.withAlarm(Orders.ALARM, AlarmStatus.of(AlarmState.ALARM, RED)));
  }

  private static RedTarget witness(String target, Instant since, boolean deployed) {
    return new RedTarget(target, since, null, deployed);
  }

  private static RedTarget quiet(String target, Instant until) {
    return new RedTarget(target, RED, until, false);
  }

  @Test
  void aTargetThatDidNotDeployIsOneOfThoseWhoShareTheCause() {
    var facts =
        plain()
            .where(s -> s.withCurrent(Orders.bad().settled(STARTED.minus(Duration.ofDays(1)))))
            .besides(witness("b", RED, false), witness("a", RED, false))
            .facts();
    var decision = DecisionTable.decide(facts, NOW);

    assertThat(decision.reason()).isEqualTo(Reason.NO_RECENT_DEPLOYMENT);
    assertThat(SharedCause.behind(decision, facts, NOW))
        .hasValueSatisfying(cause -> assertThat(cause.names()).isEqualTo("a, b and orders-api"));
  }

  static Stream<Case> row10Account() {
    var forced = plain().hears(forced());
    return Stream.of(
        of("the tenth rollback of the hour", plain().taken(9, NOW), "ROLL_BACK", blamed()),
        of(
            "the eleventh needs a person",
            plain().taken(10, NOW),
            "ESCALATE",
            Reason.ACCOUNT_BUDGET_SPENT),
        of(
            "a slot of an hour ago is free",
            plain().taken(10, NOW.minus(AccountState.BUDGET_PERIOD)),
            "ROLL_BACK",
            blamed()),
        of(
            "an order is held to it",
            plain().taken(10, NOW).hears(order()),
            "ESCALATE",
            Reason.ACCOUNT_BUDGET_SPENT),
        of("force lifts it", forced.taken(10, NOW), "ROLL_BACK", Reason.ORDERED));
  }

  static Stream<Case> row10() {
    var dayAgo = NOW.minus(Duration.ofDays(1));
    return Stream.of(
        of(
            "the third rollback of the day is the last",
            plain().where(s -> spent(s, NOW.minusSeconds(60), NOW.minusSeconds(90))),
            "ROLL_BACK",
            blamed()),
        of(
            "the fourth needs a person",
            plain().where(s -> spent(s, NOW.minusSeconds(1), NOW.minusSeconds(2), dayAgo.plus(MS))),
            "ESCALATE",
            Reason.BUDGET_SPENT),
        of(
            "one of exactly a day ago counts no more",
            plain().where(s -> spent(s, NOW.minusSeconds(1), NOW.minusSeconds(2), dayAgo)),
            "ROLL_BACK",
            blamed()),
        of("an order is held to it", orderOnSpent(order()), "ESCALATE", Reason.BUDGET_SPENT),
        of("force lifts it", orderOnSpent(forced()), "ROLL_BACK", Reason.ORDERED),
        of(
            "the budget beats no known good",
            plain().where(s -> spent(withoutKnownGood(s), NOW, NOW, NOW)),
            "ESCALATE",
            Reason.BUDGET_SPENT));
  }

  private static Scene orderOnSpent(Order order) {
    return plain().hears(order).where(s -> spent(s, NOW, NOW, NOW));
  }

  private static TargetState spent(TargetState state, Instant... claims) {
    return new TargetState(
        state.target(),
        state.current(),
        state.knownGood(),
        state.quarantine(),
        state.alarms(),
        state.red(),
        state.rollback(),
        state.shift(),
        state.freeze(),
        state.answered(),
        state.approval(),
        state.barriers(),
        List.of(claims),
        state.former(),
        state.version());
  }

  private static TargetState withoutKnownGood(TargetState state) {
    return new TargetState(
        state.target(),
        state.current(),
        List.of(),
        state.quarantine(),
        Map.of(),
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        null,
        0);
  }

  static Stream<Case> row11() {
    var unusable = new LiveState.Unusable("ECS service prod/orders-api is DRAINING, not ACTIVE.");
    var known = Orders.taskDefinition(41);
    return Stream.of(
        of("unusable", plain().live(unusable), "ESCALATE", Reason.TARGET_UNUSABLE),
        of(
            "force does not lift unusable",
            plain().live(unusable).hears(forced()),
            "ESCALATE",
            Reason.TARGET_UNUSABLE),
        of(
            "nothing was proven good",
            plain().where(DecisionTableTest::withoutKnownGood),
            "ESCALATE",
            Reason.NO_KNOWN_GOOD),
        of(
            "what was proven good is quarantined",
            plain().where(s -> s.withQuarantined(Orders.quarantined(Orders.GOOD))),
            "ESCALATE",
            Reason.NO_KNOWN_GOOD),
        of(
            "the only good revision is the one that runs",
            plain().where(s -> s.withCurrent(Orders.bad().withRevision(Orders.GOOD))),
            "ESCALATE",
            Reason.ONLY_GOOD_IS_RUNNING),
        of("the good revision is gone", onlyGone(), "ESCALATE", Reason.KNOWN_GOOD_GONE),
        of(
            "force does not lift gone",
            onlyGone().hears(forced()),
            "ESCALATE",
            Reason.KNOWN_GOOD_GONE),
        of(
            "the next good revision is taken when the first is gone",
            plain()
                .where(s -> s.withKnownGood(Orders.known(Orders.revision(40), "ecs-svc/40")))
                .candidates(gone(40), ready(41)),
            "ROLL_BACK",
            blamed()),
        of(
            "a candidate that is quarantined is never taken",
            plain()
                .where(s -> s.withQuarantined(Orders.quarantined(Orders.revision(40))))
                .candidates(ready(40), gone(41)),
            "ESCALATE",
            Reason.KNOWN_GOOD_GONE),
        of(
            "the ordered revision is quarantined, and force does not lift it",
            plain()
                .where(s -> s.withQuarantined(Orders.quarantined(Orders.GOOD)))
                .hears(order(known, true)),
            "ESCALATE",
            Reason.ORDERED_IS_QUARANTINED),
        of(
            "the ordered revision runs already",
            plain().hears(order(Orders.taskDefinition(42), true)),
            "ESCALATE",
            Reason.ORDERED_IS_RUNNING),
        of(
            "the ordered revision is gone",
            plain().hears(order(known, true)).candidates(gone(41)),
            "ESCALATE",
            Reason.ORDERED_IS_GONE),
        of(
            "no known good beats mode approve",
            plain()
                .where(DecisionTableTest::withoutKnownGood)
                .where(s -> s.withTarget(Orders.target(Mode.APPROVE))),
            "ESCALATE",
            Reason.NO_KNOWN_GOOD));
  }

  private static Scene onlyGone() {
    return plain().candidates(gone(41));
  }

  private static Candidate gone(int number) {
    return new Candidate(
        Orders.revision(number), new Candidate.Gone("Its image v" + number + " is gone."));
  }

  private static Candidate ready(int number) {
    return new Candidate(Orders.revision(number), new Candidate.Ready());
  }

  private static Scene asked(Approval.Status status, Instant until) {
    return mode(Mode.APPROVE)
        .where(s -> s.withApproval(new Approval(Orders.BAD_ID, Orders.GOOD, until, status, "ana")));
  }

  static Stream<Case> barriers() {
    var good = Orders.state().knownGood().getFirst().since();
    var known = Orders.taskDefinition(41);
    return Stream.of(
        of(
            "what was good before it is barred",
            barrier(good.plusMillis(1)),
            "ESCALATE",
            Reason.BEHIND_BARRIER),
        of("what is good since then is not", barrier(good), "ROLL_BACK", blamed()),
        of("one that does not run yet bars nothing", barrier(null), "ROLL_BACK", blamed()),
        of(
            "an order to what is barred",
            barrier(good.plusMillis(1)).hears(order(known, true)),
            "ESCALATE",
            Reason.ORDERED_IS_BARRED),
        of(
            "an order to what was never proven since",
            barrier(good).hears(order(Orders.taskDefinition(40), false)),
            "ESCALATE",
            Reason.ORDERED_IS_BARRED),
        of(
            "the barrier itself is not barred",
            plain()
                .where(
                    s -> s.withBarrier(new Barrier(Orders.GOOD, good.plusMillis(1), "ana", "why"))),
            "ROLL_BACK",
            blamed()));
  }

  private static Scene barrier(@Nullable Instant since) {
    return plain().where(s -> s.withBarrier(new Barrier(Orders.BAD, since, "ana", "it migrates")));
  }

  static Stream<Case> row12() {
    return Stream.of(
        of("approve waits", mode(Mode.APPROVE), "AWAIT_APPROVAL", Reason.MODE_APPROVE),
        of(
            "who was asked is still asked",
            asked(Approval.Status.WAITING, NOW.plusMillis(1)),
            "AWAIT_APPROVAL",
            Reason.MODE_APPROVE),
        of(
            "a question has an end",
            asked(Approval.Status.WAITING, NOW),
            "IGNORE",
            Reason.APPROVAL_EXPIRED),
        of(
            "an expired one is not asked again",
            asked(Approval.Status.EXPIRED, NOW.minusSeconds(1)),
            "IGNORE",
            Reason.APPROVAL_EXPIRED),
        of(
            "a no stands",
            asked(Approval.Status.REJECTED, NOW.plusSeconds(1)),
            "IGNORE",
            Reason.APPROVAL_REJECTED),
        of(
            "a no to an earlier deployment does not",
            mode(Mode.APPROVE)
                .where(s ->
                    s.withApproval(
                        Approval.asked("ecs-svc/1", Orders.GOOD, NOW.plusSeconds(1))
                            .rejected("ana"))),
            "AWAIT_APPROVAL",
            Reason.MODE_APPROVE),
        of(
            "an order does not ask about a no",
            asked(Approval.Status.REJECTED, NOW.plusSeconds(1)).hears(order()),
            "ROLL_BACK",
            Reason.ORDERED),
        of("observe only says", mode(Mode.OBSERVE), "WOULD_ROLL_BACK", Reason.MODE_OBSERVE),
        of(
            "a failed deployment waits as well",
            mode(Mode.APPROVE).hears(deployment(Phase.FAILED)),
            "AWAIT_APPROVAL",
            Reason.MODE_APPROVE),
        of(
            "an order is the approval",
            mode(Mode.APPROVE).hears(order()),
            "ROLL_BACK",
            Reason.ORDERED),
        of(
            "an order is made of a target that is only observed",
            mode(Mode.OBSERVE).hears(order()),
            "ROLL_BACK",
            Reason.ORDERED));
  }

  static Stream<Case> otherwise() {
    return Stream.of(
        of("a fresh deployment and a red alarm", plain(), "ROLL_BACK", blamed()),
        of(
            "a failed deployment",
            plain().hears(deployment(Phase.FAILED)),
            "ROLL_BACK",
            Reason.DEPLOYMENT_FAILED),
        of(
            "a failed deployment although AWS was not asked",
            plain().hears(deployment(Phase.FAILED)).live(new LiveState.NotRead()),
            "ROLL_BACK",
            Reason.DEPLOYMENT_FAILED),
        of(
            "a deployment that stalled, whatever AWS is set to do itself",
            byAws().hears(deployment(Phase.STALLED)),
            "ROLL_BACK",
            Reason.DEPLOYMENT_STALLED),
        of(
            "a quarantined revision that the policy does not let run",
            plain().hears(deployment(Phase.QUARANTINED)),
            "ROLL_BACK",
            Reason.QUARANTINED_REDEPLOYED),
        of(
            "an order to a revision that was never proven",
            plain().hears(order(Orders.taskDefinition(7), false)),
            "ROLL_BACK",
            Reason.ORDERED));
  }

  @ParameterizedTest
  @MethodSource("everyReason")
  void everyReasonButTheRollbacksNamesItsRow(Reason reason) {
    var isTheRollback =
        List.of(
                Reason.ALARM_AFTER_DEPLOYMENT,
                Reason.DEPLOYMENT_FAILED,
                Reason.DEPLOYMENT_STALLED,
                Reason.QUARANTINED_REDEPLOYED,
                Reason.ORDERED)
            .contains(reason);

    assertThat(reason.row() == 0).isEqualTo(isTheRollback);
  }

  static Reason[] everyReason() {
    return Reason.values();
  }

  @Test
  void everyReasonIsGivenByARow() {
    var given =
        Stream.of(
                row1(),
                row2(),
                row3(),
                row4(),
                row5(),
                row6(),
                row7(),
                row8(),
                row9(),
                row9ByMetric(),
                row10(),
                row10Account(),
                row11(),
                barriers(),
                row12(),
                row12ByMetric(),
                otherwise())
            .flatMap(cases -> cases)
            .map(Case::reason);

    assertThat(given).contains(Reason.values());
  }

  @Test
  void anAlarmWithoutARecentDeploymentIsTold() {
    var late = wentRed(SETTLED.plus(Duration.ofHours(2))).decide();
    var never = plain().where(_ -> TargetState.registered(Orders.target(Mode.AUTO))).decide();

    assertThat(List.of(late, never))
        .allMatch(decision -> decision instanceof Decision.Ignore ignore && ignore.told());
    assertThat(silenced(MUTED).decide())
        .matches(decision -> decision instanceof Decision.Ignore ignore && !ignore.told());
  }

  @Test
  void theMessageOfARollbackNamesTheAlarmTheOnsetAndTheDeployment() {
    assertThat(plain().decide().message())
        .isEqualTo(
            "orders-api-5xx went red at 2026-11-02 10:15:30 UTC, 15 min 30 s after the deployment"
                + " of orders-api:42 began.");
    assertThat(plain().hears(forced()).decide().message())
        .isEqualTo("ana ordered it with force: wrong prices");
    assertThat(plain().hears(deployment(Phase.FAILED)).decide().message())
        .isEqualTo("Deployment ecs-svc/9313423515462893900 failed: tasks failed to start.");
  }

  @Test
  void theMessageOfAFreezeNamesWhoFrozeAndWhy() {
    assertThat(frozen().decide().message())
        .isEqualTo("orders-api is frozen by ana since 2026-11-02 10:00:00 UTC: load test");
  }

  @Test
  void thePlanTakesTheCurrentDeploymentBackToTheLastKnownGood() {
    var decision = (Decision.RollBack) plain().decide();

    assertThat(decision.plan())
        .isEqualTo(
            new Plan(
                Rollback.idOf("orders-api", Orders.bad()),
                Orders.BAD_ID,
                Orders.BAD,
                Orders.GOOD,
                Method.UPDATE_SERVICE));
  }
}
