package io.github.lastgood.decision;

import static io.github.lastgood.target.Orders.ALARM;
import static io.github.lastgood.target.Orders.OTHER_ALARM;
import static io.github.lastgood.target.Orders.SETTLED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.decision.Happening.BecameKnownGood;
import io.github.lastgood.target.AlarmState;
import io.github.lastgood.target.AlarmStatus;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.Target;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BakeTest {
  private static final Duration BAKE_TIME = Duration.ofMinutes(15);
  private static final Map<String, AlarmStatus> QUIET = readings(AlarmState.OK, Orders.QUIET);

  private static Map<String, AlarmStatus> readings(AlarmState state, Instant since) {
    return Map.of(
        ALARM,
        AlarmStatus.of(state, since),
        OTHER_ALARM,
        AlarmStatus.of(AlarmState.OK, Orders.QUIET));
  }

  @Test
  void aRevisionIsKnownGoodOnceItsBakeTimeIsOver() {
    var before =
        Bake.advance(Orders.state(), QUIET, SETTLED.plus(BAKE_TIME).minusMillis(1)).state();
    var after = Bake.advance(before, QUIET, SETTLED.plus(BAKE_TIME));

    assertThat(before.knownGood()).hasSize(1);
    assertThat(after.state().knownGood().getFirst())
        .returns(Orders.BAD, good -> good.revision())
        .returns(Orders.BAD_ID, good -> good.deploymentId())
        .returns("bake time", good -> good.by());
    assertThat(after.happenings())
        .containsExactly(new BecameKnownGood(after.state().knownGood().getFirst()));
  }

  @Test
  void theBakeTimeRunsFromTheMomentTheDeploymentSettled() {
    assertThat(quietSince(Bake.advance(Orders.state(), QUIET, SETTLED.plusSeconds(90)).state()))
        .isEqualTo(SETTLED);
  }

  @Test
  void theBakeTimeRunsFromTheMomentTheLastAlarmWentOk() {
    var lateOk = SETTLED.plusSeconds(120);
    var change =
        Bake.advance(Orders.state(), readings(AlarmState.OK, lateOk), SETTLED.plusSeconds(180));

    assertThat(quietSince(change.state())).isEqualTo(lateOk);
  }

  @Test
  void aRedAlarmStopsTheBakeTimeAndItStartsFromNothing() {
    var running = Bake.advance(Orders.state(), QUIET, SETTLED.plusSeconds(60)).state();
    var red = readings(AlarmState.ALARM, SETTLED.plusSeconds(100));
    var stopped = Bake.advance(running, red, SETTLED.plusSeconds(120)).state();
    var okAgain = SETTLED.plusSeconds(600);
    var restarted =
        Bake.advance(stopped, readings(AlarmState.OK, okAgain), okAgain.plusSeconds(30)).state();

    assertThat(quietSince(stopped)).isNull();
    assertThat(quietSince(restarted)).isEqualTo(okAgain);
  }

  @Test
  void anAlarmThatWasRedBetweenTwoLooksStartsItFromNothing() {
    var running = Bake.advance(Orders.state(), QUIET, SETTLED.plusSeconds(60)).state();
    var flapped = SETTLED.plusSeconds(200);
    var change = Bake.advance(running, readings(AlarmState.OK, flapped), SETTLED.plus(BAKE_TIME));

    assertThat(change.happenings()).isEmpty();
    assertThat(quietSince(change.state())).isEqualTo(flapped);
  }

  @Test
  void aClockThatRunsIsNotSetBackWhenTheAlarmThatHeldItIsTakenOffTheTarget() {
    var lateOk = SETTLED.plusSeconds(120);
    var running =
        Bake.advance(Orders.state(), readings(AlarmState.OK, lateOk), lateOk.plusSeconds(60))
            .state();
    var old = running.target();
    var without =
        running.withTarget(
            new Target(old.name(), old.resource(), List.of(OTHER_ALARM), old.policy()));

    assertThat(quietSince(Bake.advance(without, QUIET, lateOk.plusSeconds(120)).state()))
        .isEqualTo(lateOk);
  }

  @Test
  void anotherTargetsAlarmDoesNotTouchTheBakeTime() {
    var running = Bake.advance(Orders.state(), QUIET, SETTLED.plusSeconds(60)).state();
    var all = new HashMap<>(QUIET);
    all.put(
        Orders.alarmArn("billing-api-5xx"),
        AlarmStatus.of(AlarmState.ALARM, SETTLED.plus(Duration.ofMinutes(10))));

    assertThat(Bake.advance(running, all, SETTLED.plus(BAKE_TIME)).happenings()).hasSize(1);
  }

  @Test
  void noDataIsNotQuiet() {
    var noData = readings(AlarmState.INSUFFICIENT_DATA, Orders.QUIET);

    assertThat(quietSince(Bake.advance(Orders.state(), noData, SETTLED.plusSeconds(60)).state()))
        .isNull();
  }

  @Test
  void anAlarmThatCannotBeReadIsNotQuiet() {
    var one = Map.of(ALARM, AlarmStatus.of(AlarmState.OK, Orders.QUIET));

    assertThat(Bake.advance(Orders.state(), one, SETTLED.plus(BAKE_TIME)).happenings()).isEmpty();
  }

  @Test
  void aDeploymentInFlightDoesNotBake() {
    var inFlight = Orders.state().withCurrent(Orders.badInFlight());

    assertThat(Bake.advance(inFlight, QUIET, SETTLED.plus(BAKE_TIME)))
        .isEqualTo(Change.none(inFlight));
  }

  @Test
  void aQuarantinedRevisionNeverBakes() {
    var quarantined = Orders.state().withQuarantined(Orders.quarantined(Orders.BAD));

    assertThat(Bake.advance(quarantined, QUIET, SETTLED.plus(Duration.ofDays(3))))
        .isEqualTo(Change.none(quarantined));
  }

  @Test
  void nothingBakesWhileARollbackIsOpen() {
    var open = Orders.state().withRollback(Orders.rollback());

    assertThat(Bake.advance(open, QUIET, SETTLED.plus(BAKE_TIME)).happenings()).isEmpty();
  }

  @Test
  void aProvenDeploymentIsProvenOnce() {
    var proven = Bake.advance(Orders.state(), QUIET, SETTLED.plus(BAKE_TIME)).state();

    assertThat(Bake.advance(proven, QUIET, SETTLED.plus(Duration.ofDays(1))))
        .isEqualTo(Change.none(proven));
  }

  @Test
  void aGoodRevisionThatIsDeployedAgainBakesAgain() {
    var again =
        Orders.state().withCurrent(Orders.rollbackDeployment().settled(SETTLED)).withRollback(null);
    var change = Bake.advance(again, QUIET, SETTLED.plus(BAKE_TIME));

    assertThat(change.state().knownGood())
        .singleElement()
        .returns(Orders.ROLLBACK_DEPLOYMENT_ID, good -> good.deploymentId());
  }

  private static @Nullable Instant quietSince(TargetState state) {
    var current = state.current();
    return current == null ? null : current.quietSince();
  }
}
