package io.github.lastgood.decision;

import static io.github.lastgood.decision.Scene.alarm;
import static io.github.lastgood.decision.Scene.deployment;
import static io.github.lastgood.decision.Scene.plain;
import static io.github.lastgood.target.Orders.ALARM;
import static io.github.lastgood.target.Orders.NOW;
import static io.github.lastgood.target.Orders.OTHER_ALARM;
import static io.github.lastgood.target.Orders.RED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.decision.Happening.BecameQuarantined;
import io.github.lastgood.signal.Signal;
import io.github.lastgood.signal.Signal.AlarmChange;
import io.github.lastgood.signal.Signal.Channel;
import io.github.lastgood.signal.Signal.Phase;
import io.github.lastgood.signal.Signal.Silence;
import io.github.lastgood.target.AlarmState;
import io.github.lastgood.target.AlarmStatus;
import io.github.lastgood.target.Answered;
import io.github.lastgood.target.Approval;
import io.github.lastgood.target.Deployment.Origin;
import io.github.lastgood.target.Method;
import io.github.lastgood.target.Mode;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConclusionTest {

  private static Change conclude(Scene scene) {
    return Conclusion.of(Change.none(scene.state()), scene.signal(), scene.decide(), scene.now());
  }

  private static TargetState after(TargetState state, Signal signal) {
    return conclude(plain().where(_ -> state).hears(signal)).state();
  }

  private static AlarmStatus status(TargetState state) {
    return state.alarm(ALARM).orElseThrow();
  }

  @Test
  void aRollbackIsClaimedWithALeaseAndTheBadRevisionQuarantined() {
    var change = conclude(plain());
    var message = plain().decide().message();

    assertThat(change.state().rollback())
        .isEqualTo(
            new Rollback(
                "orders-api.9313423515462893900",
                Orders.BAD_ID,
                Orders.BAD,
                Orders.GOOD,
                Method.UPDATE_SERVICE,
                Rollback.Status.PENDING,
                message,
                "lastgood",
                List.of(ALARM),
                NOW,
                NOW.plusSeconds(45),
                null,
                null,
                null,
                null,
                null,
                null));
    assertThat(change.state().isQuarantined(Orders.BAD)).isTrue();
    assertThat(change.state().current()).isEqualTo(Orders.bad().rolledBackOnceMore());
    assertThat(change.happenings()).containsExactly(new BecameQuarantined(Orders.BAD, message));
  }

  @Test
  void theLeaseOutlivesTheFunctionAndEndsBeforeLambdaRetries() {
    assertThat(Conclusion.LEASE)
        .isGreaterThan(Duration.ofSeconds(30))
        .isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void anOrderedRollbackNamesWhoOrderedItAndEveryRedAlarm() {
    var change =
        conclude(
            plain()
                .where(s -> s.withAlarm(OTHER_ALARM, AlarmStatus.of(AlarmState.ALARM, RED)))
                .hears(Scene.order()));

    assertThat(rollback(change.state()))
        .returns("ana", Rollback::by)
        .returns(List.of(OTHER_ALARM), Rollback::alarms);
  }

  @Test
  void aRevisionThatIsQuarantinedAlreadyIsNotQuarantinedTwice() {
    var change = conclude(plain().where(s -> s.withQuarantined(Orders.quarantined(Orders.BAD))));

    assertThat(change.happenings()).isEmpty();
    assertThat(change.state().quarantine())
        .singleElement()
        .returns("It hurt before.", bad -> bad.reason());
  }

  @Test
  void modeOffIsAnAnswerThatMayBecomeAnother() {
    var off = Orders.stateWith(Mode.OFF);
    var told = off.withAnswered(new Answered(Orders.BAD_ID, Reason.ROLLBACK_DID_NOT_HELP.name()));

    assertThat(conclude(plain().where(_ -> off)).state().answered())
        .isEqualTo(new Answered(Orders.BAD_ID, Reason.TARGET_OFF.name()));
    assertThat(conclude(plain().where(_ -> told)).state().answered())
        .as("what people were told is not forgotten by it")
        .isEqualTo(told.answered());
    assertThat(conclude(plain().where(_ -> off).hears(Scene.order())).state().answered())
        .as("an order is answered to whoever gave it")
        .isNull();
  }

  @Test
  void anAlarmsStatusIsNoted() {
    assertThat(status(after(Orders.state(), Scene.red())))
        .isEqualTo(AlarmStatus.of(AlarmState.ALARM, RED));
  }

  @Test
  void anOlderEventDoesNotOverwriteANewerOne() {
    var newer = Orders.state().withAlarm(ALARM, AlarmStatus.of(AlarmState.OK, NOW));

    assertThat(status(after(newer, Scene.red()))).isEqualTo(AlarmStatus.of(AlarmState.OK, NOW));
  }

  @Test
  void alarmToAlarmKeepsTheOnset() {
    var red = Orders.state().withAlarm(ALARM, AlarmStatus.of(AlarmState.ALARM, RED));
    var lifted = alarm(AlarmState.ALARM, RED.plusSeconds(120), AlarmState.ALARM, null);

    assertThat(status(after(red, lifted)).since()).isEqualTo(RED);
  }

  @Test
  void oneMoreSeriesOfARedAlarmKeepsTheOnset() {
    var red = Orders.state().withAlarm(ALARM, AlarmStatus.of(AlarmState.ALARM, Orders.QUIET));

    assertThat(status(after(red, series(AlarmState.ALARM))).since()).isEqualTo(Orders.QUIET);
  }

  @Test
  void okToOkKeepsTheTimeItBecameQuiet() {
    var lifted = alarm(AlarmState.OK, RED, AlarmState.OK, null);

    assertThat(status(after(Orders.state(), lifted)).since()).isEqualTo(Orders.QUIET);
  }

  @Test
  void anAlarmThatIsOkAgainIsQuietFromThenOn() {
    var red = Orders.state().withAlarm(ALARM, AlarmStatus.of(AlarmState.ALARM, RED));
    var quiet = RED.plusSeconds(120);
    var flapped = alarm(AlarmState.OK, quiet, AlarmState.ALARM, null);

    assertThat(status(after(red, flapped))).isEqualTo(AlarmStatus.of(AlarmState.OK, quiet));
    assertThat(status(after(Orders.state(), flapped)).since())
        .as("its red time was not heard of")
        .isEqualTo(quiet);
    assertThat(status(after(red, alarm(AlarmState.OK, quiet, AlarmState.OK, null))).since())
        .as("its end was not heard of")
        .isEqualTo(quiet);
  }

  @Test
  void oneSeriesThatIsOkAgainDoesNotMakeTheAlarmOk() {
    var red = Orders.state().withAlarm(ALARM, AlarmStatus.of(AlarmState.ALARM, Orders.QUIET));

    assertThat(status(after(red, series(AlarmState.OK))).isRed()).isTrue();
  }

  private static AlarmChange series(AlarmState state) {
    return new AlarmChange(
        "event-3", RED, ALARM, state, RED, null, null, true, Channel.EVENTBRIDGE, "");
  }

  @Test
  void aMutedAlarmIsRedButSilencedUntilItsWindowEnds() {
    var end = RED.plusSeconds(3600);
    var muted = alarm(AlarmState.ALARM, RED, AlarmState.OK, new Silence.Muted("rule", end));
    var endless = alarm(AlarmState.ALARM, RED, AlarmState.OK, new Silence.Muted("rule", null));

    assertThat(status(after(Orders.state(), muted)))
        .isEqualTo(new AlarmStatus(AlarmState.ALARM, RED, end));
    assertThat(status(after(Orders.state(), endless)).silencedUntil())
        .isEqualTo(RED.plus(Duration.ofDays(1)));
  }

  @Test
  void aSecondAlarmJoinsTheOpenRollbacksEvidenceOnce() {
    var open = Orders.state().withRollback(Orders.rollback().withAlarms(List.of(OTHER_ALARM)));
    var once = after(open, Scene.red());

    assertThat(rollback(once).alarms()).containsExactly(OTHER_ALARM, ALARM);
    assertThat(rollback(after(once, Scene.red())).alarms()).containsExactly(OTHER_ALARM, ALARM);
  }

  @Test
  void anAnswerThatPeopleHeardIsRememberedForTheDeployment() {
    var waiting = Orders.stateWith(Mode.APPROVE);

    assertThat(after(waiting, Scene.red()).answered())
        .isEqualTo(new Answered(Orders.BAD_ID, "MODE_APPROVE"));
  }

  @Test
  void everyAnswerThatPeopleHeardIsRememberedWhateverItWas() {
    assertThat(after(Orders.stateWith(Mode.OBSERVE), Scene.red()).answered())
        .isEqualTo(new Answered(Orders.BAD_ID, "MODE_OBSERVE"));
    assertThat(after(Orders.state().withFreeze(Orders.freeze()), Scene.red()).answered())
        .isEqualTo(new Answered(Orders.BAD_ID, "TARGET_FROZEN"));
    assertThat(
            after(
                    TargetState.registered(Orders.target(Mode.AUTO)).withCurrent(Orders.bad()),
                    Scene.red())
                .answered())
        .isEqualTo(new Answered(Orders.BAD_ID, "NO_KNOWN_GOOD"));
  }

  @Test
  void aPersonWhoWasAskedAlreadyHasNoMoreTimeByASecondAlarm() {
    var asked = after(Orders.stateWith(Mode.APPROVE), Scene.red());
    var later = plain().where(_ -> asked).at(NOW.plusSeconds(60));
    var question = Approval.asked(Orders.BAD_ID, Orders.GOOD, NOW.plus(Duration.ofMinutes(30)));

    assertThat(asked.approval()).isEqualTo(question);
    assertThat(conclude(later).state().approval()).isEqualTo(question);
  }

  @Test
  void theAnswerToAnOrderIsNotRemembered() {
    var frozen = Orders.state().withFreeze(Orders.freeze());

    assertThat(after(frozen, Scene.order()).answered()).isNull();
  }

  @Test
  void whatIsIgnoredLeavesNoAnswer() {
    var rolledBack = Orders.state().withCurrent(Orders.bad().rolledBackOnceMore());

    assertThat(after(rolledBack, Scene.red()).answered()).isNull();
  }

  @Test
  void aFailedDeploymentsRevisionIsQuarantinedWhateverIsDecided() {
    var change =
        conclude(plain().where(s -> s.withFreeze(Orders.freeze())).hears(deployment(Phase.FAILED)));
    var why = "Deployment ecs-svc/9313423515462893900 failed.";

    assertThat(change.state().isQuarantined(Orders.BAD)).isTrue();
    assertThat(change.happenings()).containsExactly(new BecameQuarantined(Orders.BAD, why));
  }

  @Test
  void aRevisionThatWasProvenBeforeIsNotQuarantinedByAFailedDeployment() {
    var proven = Orders.state().withCurrent(Orders.bad().withRevision(Orders.GOOD));
    var change = conclude(plain().where(_ -> proven).hears(deployment(Phase.FAILED)));

    assertThat(change.state().quarantine()).isEmpty();
  }

  @Test
  void aRollbacksFailedDeploymentQuarantinesNothing() {
    var rolledBack =
        Orders.state()
            .withCurrent(
                Orders.bad().withRevision(Orders.revision(40)).withOrigin(Origin.LASTGOOD));

    assertThat(
            conclude(plain().where(_ -> rolledBack).hears(deployment(Phase.FAILED)))
                .state()
                .quarantine())
        .isEmpty();
  }

  @Test
  void anOlderDeploymentThatFailedQuarantinesNothing() {
    assertThat(conclude(plain().hears(deployment("ecs-svc/77", Phase.FAILED))).state().quarantine())
        .isEmpty();
  }

  private static Rollback rollback(TargetState state) {
    @Nullable Rollback open = state.rollback();
    return Objects.requireNonNull(open);
  }
}
