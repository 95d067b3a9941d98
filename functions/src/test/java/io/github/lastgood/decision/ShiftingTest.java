package io.github.lastgood.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.decision.Shifting.Done;
import io.github.lastgood.decision.Shifting.Halt;
import io.github.lastgood.decision.Shifting.Noted;
import io.github.lastgood.decision.Shifting.Step;
import io.github.lastgood.decision.Shifting.Wait;
import io.github.lastgood.target.AlarmState;
import io.github.lastgood.target.AlarmStatus;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.Shift;
import io.github.lastgood.target.Shop;
import io.github.lastgood.target.Split;
import io.github.lastgood.target.TargetState;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// One test for each row of the table in [Shifting].
class ShiftingTest {
  private static final Split FIVE = new Split(95, 5);
  private static final Shift BEGUN = Shop.shift(5, 100);
  private static final Shift ONCE = BEGUN.stepped(Shop.NOW, null);
  private static final Shift COMPLETE = ONCE.stepped(Shop.NOW, null);
  private static final Instant DUE = Shop.NOW.plusSeconds(300);

  private static Map<String, AlarmStatus> says(AlarmState word) {
    return Map.of(Shop.ALARM, AlarmStatus.of(word, Shop.NOW));
  }

  private static Shifting of(Shift shift, Split live, Instant now) {
    return of(Shop.state(), shift, live, now);
  }

  private static Shifting of(TargetState state, Shift shift, Split live, Instant now) {
    return Shifting.of(
        state.withShift(shift), shift, Shop.live(live), says(AlarmState.OK), true, false, now);
  }

  @Test
  void aHaltedShiftWaitsForAPersonWhateverElseIsSo() {
    var halted = ONCE.haltedBecause("Halted by ana: lunch");

    assertThat(of(halted, FIVE, DUE)).isEqualTo(new Wait());
    assertThat(Shifting.of(Shop.state(), halted, Shop.live(FIVE), Map.of(), true, false, DUE))
        .isEqualTo(new Wait());
  }

  @Test
  void aRollbackHaltsIt() {
    var open = Shop.state().withRollback(Shop.rollback(Shop.STABLE));

    assertThat(of(open, ONCE, FIVE, DUE)).isEqualTo(new Halt("shop-front is being rolled back."));
  }

  @ParameterizedTest
  @EnumSource(
      value = AlarmState.class,
      names = {"ALARM", "INSUFFICIENT_DATA"})
  void anAlarmThatIsNotOkHaltsIt(AlarmState word) {
    assertThat(Shifting.of(Shop.state(), ONCE, Shop.live(FIVE), says(word), true, false, DUE))
        .isEqualTo(new Halt("shop-front-5xx is " + word + "."));
  }

  @Test
  void anAlarmThatCannotBeReadHaltsIt() {
    assertThat(Shifting.of(Shop.state(), ONCE, Shop.live(FIVE), Map.of(), true, false, DUE))
        .isEqualTo(new Halt("shop-front-5xx is INSUFFICIENT_DATA."));
  }

  @Test
  void aSplitThatCannotBeReadHaltsIt() {
    var gone = new LiveState.Unusable("The rule does not exist.");

    assertThat(Shifting.of(Shop.state(), ONCE, gone, says(AlarmState.OK), true, false, DUE))
        .isEqualTo(new Halt("The split cannot be read: The rule does not exist."));
    assertThat(
            Shifting.of(
                Shop.state(), ONCE, new LiveState.NotRead(), says(AlarmState.OK), true, false, DUE))
        .isEqualTo(new Halt("The split cannot be read: it was not read."));
    var noSplit = new LiveState.Running(Orders.bad(), false, false);
    assertThat(Shifting.of(Shop.state(), ONCE, noSplit, says(AlarmState.OK), true, false, DUE))
        .isInstanceOf(Halt.class);
  }

  @Test
  void aStepThatAwsShowsAlreadyIsNoted() {
    assertThat(of(BEGUN, FIVE, Shop.NOW)).isEqualTo(new Noted());
    assertThat(of(ONCE, Shop.CANDIDATE, Shop.NOW)).isEqualTo(new Noted());
  }

  @Test
  void aSplitThatSomebodyElseSetHaltsIt() {
    assertThat(of(ONCE, new Split(50, 50), DUE))
        .isEqualTo(new Halt("Somebody else changed the split to stable=50,candidate=50."));
    assertThat(of(COMPLETE, FIVE, DUE)).isInstanceOf(Halt.class);
  }

  @Test
  void itIsDoneWhenEveryStepIsMadeAndAwsHasMadeTheChange() {
    assertThat(of(COMPLETE, Shop.CANDIDATE, Shop.NOW)).isEqualTo(new Done());
    assertThat(shifting(COMPLETE, Shop.CANDIDATE, false, Shop.NOW)).isEqualTo(new Wait());
  }

  @Test
  void theFirstStepIsMadeAtOnceFromWhateverSplitThereIs() {
    assertThat(of(BEGUN, Shop.STABLE, Shop.NOW)).isEqualTo(new Step(FIVE));
    assertThat(of(BEGUN, new Split(99, 1), Shop.NOW)).isEqualTo(new Step(FIVE));
  }

  @Test
  void theNextStepIsMadeWhenTheIntervalIsOver() {
    assertThat(of(ONCE, FIVE, DUE.minusMillis(1))).isEqualTo(new Wait());
    assertThat(of(ONCE, FIVE, DUE)).isEqualTo(new Step(Shop.CANDIDATE));
  }

  @Test
  void noStepIsMadeWhileAwsStillMakesTheLastOne() {
    assertThat(shifting(ONCE, FIVE, false, DUE)).isEqualTo(new Wait());
  }

  @Test
  void noStepIsMadeWhileTheTargetIsFrozen() {
    var frozen = Shop.state().withFreeze(Orders.freeze());

    assertThat(of(frozen, ONCE, FIVE, DUE)).isEqualTo(new Wait());
    assertThat(of(frozen, BEGUN, Shop.STABLE, Shop.NOW)).isEqualTo(new Wait());
  }

  @Test
  void noStepIsMadeWhileTheAccountIsFrozen() {
    var state = Shop.state().withShift(ONCE);

    assertThat(Shifting.of(state, ONCE, Shop.live(FIVE), says(AlarmState.OK), true, true, DUE))
        .isEqualTo(new Wait());
  }

  private static Shifting shifting(Shift shift, Split live, boolean isMade, Instant now) {
    return Shifting.of(
        Shop.state(), shift, Shop.live(live), says(AlarmState.OK), isMade, false, now);
  }
}
