package io.github.lastgood.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.decision.Gate.Asked;
import io.github.lastgood.decision.Gate.Reason;
import io.github.lastgood.target.AlarmState;
import io.github.lastgood.target.AlarmStatus;
import io.github.lastgood.target.Mode;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.Quarantined;
import io.github.lastgood.target.TargetState;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GateTest {
  private final Asked bad = Gate.about(Orders.badInFlight(), false);
  private final Asked badShifting = Gate.about(Orders.badInFlight(), true);

  private static TargetState quarantined(TargetState state) {
    return state.withQuarantined(Orders.quarantined(Orders.BAD));
  }

  private static Reason answer(TargetState state, Asked asked) {
    return answer(state, asked, Map.of());
  }

  private static Reason answer(TargetState state, Asked asked, Map<String, AlarmStatus> alarms) {
    var verdict = Gate.of(state, false, asked, alarms, Orders.NOW);
    assertThat(verdict.passes())
        .isEqualTo(
            switch (verdict.reason()) {
              case NOT_TO_BE_TOUCHED, IS_A_ROLLBACK, NOTHING_AGAINST_IT -> true;
              case QUARANTINED, ALARM_RED -> false;
            });
    return verdict.reason();
  }

  private static Map<String, AlarmStatus> red(Instant since) {
    return Map.of(Orders.ALARM, AlarmStatus.of(AlarmState.ALARM, since));
  }

  @Test
  void aRevisionThatNothingIsKnownAgainstPasses() {
    assertThat(answer(Orders.state(), bad)).isEqualTo(Reason.NOTHING_AGAINST_IT);
  }

  @Test
  void aQuarantinedRevisionIsRefusedAtEveryStage() {
    assertThat(answer(quarantined(Orders.state()), bad)).isEqualTo(Reason.QUARANTINED);
    assertThat(answer(quarantined(Orders.state()), badShifting)).isEqualTo(Reason.QUARANTINED);
  }

  @Test
  void anotherRevisionsQuarantineRefusesNothing() {
    var other = Orders.state().withQuarantined(Orders.quarantined(Orders.revision(40)));

    assertThat(answer(other, bad)).isEqualTo(Reason.NOTHING_AGAINST_IT);
  }

  @Test
  void aRefusalSaysSinceWhenAndWhyItIsQuarantinedAndHowToLiftIt() {
    var expected =
        "orders-api:42 is quarantined since 2026-11-02 10:00:00 UTC: It hurt before."
            + " Pardon it first if it is good after all.";

    assertThat(refusal("It hurt before.")).isEqualTo(expected);
    assertThat(refusal("It hurt before")).as("a person's own words").isEqualTo(expected);
  }

  private String refusal(String why) {
    var state = Orders.state().withQuarantined(new Quarantined(Orders.BAD, Orders.STARTED, why));
    return Gate.of(state, false, bad, Map.of(), Orders.NOW).message();
  }

  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"OBSERVE", "OFF"})
  void whoMayDoNothingRefusesNothing(Mode mode) {
    assertThat(answer(quarantined(Orders.stateWith(mode)), bad))
        .isEqualTo(Reason.NOT_TO_BE_TOUCHED);
  }

  @Test
  void whatIsFrozenIsLeftAlone() {
    var quarantined = quarantined(Orders.state());

    assertThat(answer(quarantined.withFreeze(Orders.freeze()), bad))
        .isEqualTo(Reason.NOT_TO_BE_TOUCHED);
    assertThat(Gate.of(quarantined, true, bad, Map.of(), Orders.NOW).reason())
        .isEqualTo(Reason.NOT_TO_BE_TOUCHED);
  }

  @Test
  void aRollbackPassesWhicheverWayItIsAsked() {
    var open = quarantined(Orders.state()).withRollback(Orders.rollback());
    var back = new Asked(Orders.GOOD, Orders.ROLLBACK_DEPLOYMENT_ID, Orders.NOW, true);

    assertThat(answer(open, back, red(Orders.NOW))).isEqualTo(Reason.IS_A_ROLLBACK);
    assertThat(answer(open, bad)).as("it is being taken back").isEqualTo(Reason.IS_A_ROLLBACK);
  }

  @Test
  void anAlarmThatWentRedInTheDeploymentStopsTheShift() {
    assertThat(answer(Orders.state(), badShifting, red(Orders.STARTED)))
        .isEqualTo(Reason.ALARM_RED);
    assertThat(answer(Orders.state(), bad, red(Orders.STARTED)))
        .as("no traffic is shifted")
        .isEqualTo(Reason.NOTHING_AGAINST_IT);
  }

  @Test
  void theRefusedShiftNamesTheAlarmAndBothTimes() {
    var verdict =
        Gate.of(
            Orders.state(), false, badShifting, red(Orders.STARTED.plusSeconds(60)), Orders.NOW);

    assertThat(verdict.message())
        .isEqualTo(
            "orders-api-5xx has been red since 2026-11-02 10:01:00 UTC, after the deployment of"
                + " orders-api:42 started at 2026-11-02 10:00:00 UTC.");
  }

  @Test
  void anAlarmThatWasRedBeforeNeverBlocksTheFix() {
    assertThat(answer(Orders.state(), badShifting, red(Orders.STARTED.minusMillis(1))))
        .isEqualTo(Reason.NOTHING_AGAINST_IT);
  }

  @Test
  void noAlarmIsBlamedOnADeploymentWhoseStartIsNotKnown() {
    var unknown = new Asked(Orders.BAD, Orders.BAD_ID, null, true);

    assertThat(answer(Orders.state(), unknown, red(Orders.RED)))
        .isEqualTo(Reason.NOTHING_AGAINST_IT);
  }

  @Test
  void anAlarmThatIsSilencedOrOnlyLacksDataStopsNothing() {
    var silenced = new AlarmStatus(AlarmState.ALARM, Orders.RED, Orders.NOW.plusSeconds(60));
    var noData = AlarmStatus.of(AlarmState.INSUFFICIENT_DATA, Orders.RED);

    assertThat(answer(Orders.state(), badShifting, Map.of(Orders.ALARM, silenced)))
        .isEqualTo(Reason.NOTHING_AGAINST_IT);
    assertThat(answer(Orders.state(), badShifting, Map.of(Orders.ALARM, noData)))
        .isEqualTo(Reason.NOTHING_AGAINST_IT);
  }
}
