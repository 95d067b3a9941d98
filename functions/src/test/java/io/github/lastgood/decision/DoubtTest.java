package io.github.lastgood.decision;

import static io.github.lastgood.target.Orders.SETTLED;
import static io.github.lastgood.target.Orders.STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.signal.Signal;
import io.github.lastgood.signal.Signal.Phase;
import io.github.lastgood.target.AlarmState;
import io.github.lastgood.target.Mode;
import io.github.lastgood.target.OnUnknown;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.Policy;
import io.github.lastgood.target.Target;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DoubtTest {
  private static final Instant BAKED = SETTLED.plus(Policy.DEFAULT_BAKE_TIME);
  private static final Instant CLEARED = SETTLED.plus(Policy.DEFAULT_SUSPECT_WINDOW);
  private static final Duration MS = Duration.ofMillis(1);

  private static Signal red(Instant since) {
    return Scene.alarm(AlarmState.ALARM, since, AlarmState.OK, null);
  }

  private static TargetState with(Mode mode, OnUnknown onUnknown) {
    var usual = Policy.of(mode);
    var policy =
        new Policy(
            mode,
            usual.bakeTime(),
            usual.suspectWindow(),
            usual.settleTimeout(),
            usual.recoveryTimeout(),
            usual.approvalTimeout(),
            usual.onQuarantined(),
            usual.maxRollbacksPerDay(),
            onUnknown);
    var target = Orders.target(mode);
    return Orders.state()
        .withTarget(new Target(target.name(), target.resource(), target.alarms(), policy));
  }

  @Test
  void betweenTheBakeTimeAndTheEndOfTheSuspectWindowTheMetricIsRead() {
    assertThat(Doubt.asks(Orders.state(), red(BAKED))).isFalse();
    assertThat(Doubt.asks(Orders.state(), red(BAKED.plus(MS)))).isTrue();
    assertThat(Doubt.asks(Orders.state(), red(CLEARED))).isTrue();
    assertThat(Doubt.asks(Orders.state(), red(CLEARED.plus(MS)))).isFalse();
  }

  @Test
  void whileItIsInFlightEveryMinuteCounts() {
    var inFlight = Orders.state().withCurrent(Orders.badInFlight());

    assertThat(Doubt.asks(inFlight, red(STARTED.plus(Duration.ofHours(2))))).isFalse();
  }

  @Test
  void whoWantsToBeAskedWaitsForTheMetricFromTheStart() {
    assertThat(Doubt.asks(with(Mode.AUTO, OnUnknown.ASK), red(STARTED))).isTrue();
    assertThat(Doubt.asks(with(Mode.AUTO, OnUnknown.ACT), red(STARTED))).isFalse();
    assertThat(Doubt.asks(with(Mode.AUTO, OnUnknown.ACT), red(BAKED.plus(MS)))).isTrue();
  }

  @Test
  void nothingIsReadForAnAnswerThatIsKnown() {
    var late = red(BAKED.plus(MS));

    assertThat(Doubt.asks(with(Mode.OFF, OnUnknown.ASK), late)).isFalse();
    assertThat(Doubt.asks(Orders.state().withRollback(Orders.rollback()), late)).isFalse();
    assertThat(Doubt.asks(Orders.state().withCurrent(Orders.bad().rolledBackOnceMore()), late))
        .isFalse();
    assertThat(Doubt.asks(Orders.state().withCurrent(Orders.rollbackDeployment()), late)).isFalse();
    assertThat(Doubt.asks(TargetState.registered(Orders.target(Mode.AUTO)), late)).isFalse();
  }

  @Test
  void onlyAlarmsAreDoubted() {
    assertThat(Doubt.asks(Orders.state(), Scene.deployment(Phase.FAILED))).isFalse();
    assertThat(Doubt.asks(Orders.state(), Scene.order())).isFalse();
    assertThat(
            Doubt.asks(
                Orders.state(), Scene.alarm(AlarmState.OK, BAKED.plus(MS), AlarmState.ALARM, null)))
        .isFalse();
    assertThat(
            Doubt.asks(
                Orders.state(),
                Scene.alarm(
                    AlarmState.ALARM,
                    BAKED.plus(MS),
                    AlarmState.OK,
                    new Signal.Silence.Suppressed("Alarm"))))
        .isFalse();
  }
}
