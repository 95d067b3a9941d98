package io.github.lastgood.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.signal.Signal.Phase;
import io.github.lastgood.target.AlarmState;
import io.github.lastgood.target.AlarmStatus;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.RedTarget;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SharedCauseTest {
  private static final Instant TOLD = Orders.NOW;
  private static final Instant LONG_AFTER = TOLD.plus(SharedCause.WINDOW).plusMillis(1);

  private static RedTarget red(String target, Instant since) {
    return new RedTarget(target, since, null, false);
  }

  @Test
  void itIsAnotherCauseWhenEverybodyWentRedLongAfterPeopleWereTold() {
    var other = List.of(red("a", LONG_AFTER), red("b", LONG_AFTER));
    var same = List.of(red("a", LONG_AFTER), red("b", TOLD.plus(SharedCause.WINDOW)));

    assertThat(new SharedCause(other).beganAfter(TOLD)).isTrue();
    assertThat(new SharedCause(same).beganAfter(TOLD)).isFalse();
  }

  @Test
  void thoseWhoAreRedAreNamedInOrder() {
    assertThat(new SharedCause(List.of(red("a", TOLD))).names()).isEqualTo("a");
    assertThat(new SharedCause(List.of(red("c", TOLD), red("a", TOLD), red("b", TOLD))).names())
        .isEqualTo("a, b and c");
  }

  private static final RedTarget[] OTHERS = {
    red("a", Orders.RED), red("b", Orders.RED), red("c", Orders.RED)
  };

  private static Optional<SharedCause> behind(Scene scene) {
    return SharedCause.behind(scene.decide(), scene.facts(), scene.now());
  }

  @Test
  void itIsBehindARollbackThatIsHeldForItAndAnAlarmThatNoDeploymentExplains() {
    var held = Scene.plain().besides(OTHERS);
    var unexplained = held.where(s -> s.withCurrent(Orders.good()));

    assertThat(held.decide().reason()).isEqualTo(Reason.SHARED_CAUSE);
    assertThat(behind(held)).map(SharedCause::names).hasValue("a, b and c");
    assertThat(unexplained.decide().reason()).isEqualTo(Reason.NO_RECENT_DEPLOYMENT);
    assertThat(behind(unexplained)).map(SharedCause::names).hasValue("a, b, c and orders-api");
  }

  @Test
  void itIsNotBehindAnAnswerThatWasGivenForAnotherReason() {
    var frozen = Scene.plain().besides(OTHERS).where(s -> s.withFreeze(Orders.freeze()));

    assertThat(behind(frozen)).isEmpty();
    assertThat(behind(frozen.hears(Scene.deployment(Phase.FAILED)))).isEmpty();
  }

  @Test
  void anOrderForATargetThatIsQuietAgainIsNotHeldForIt() {
    var over =
        Scene.plain()
            .where(s ->
                s.withAlarm(Orders.ALARM, AlarmStatus.of(AlarmState.ALARM, Orders.RED))
                    .withAlarm(
                        Orders.ALARM, AlarmStatus.of(AlarmState.OK, Orders.RED.plusSeconds(1))))
            .besides(OTHERS)
            .hears(Scene.order());

    assertThat(over.decide().reason()).isEqualTo(Reason.ORDERED);
  }
}
