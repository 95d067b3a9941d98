package io.github.lastgood.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.decision.Rehearsal.Outcome;
import io.github.lastgood.target.AccountState;
import io.github.lastgood.target.AlarmState;
import io.github.lastgood.target.AlarmStatus;
import io.github.lastgood.target.Candidate;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Mode;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.TargetState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RehearsalTest {

  /// 41 has run for a day, and the table is asked as if a bad deployment had replaced it.
  private static Decision decide(TargetState real, List<Candidate> candidates) {
    var alarm = Rehearsal.alarm(real).orElseThrow();
    var facts =
        new Facts(
            Rehearsal.red(alarm, "drill.1", Orders.NOW),
            Rehearsal.deployed(real, "drill.1", Orders.NOW),
            new AccountState(null),
            new LiveState.Running(Orders.good(), false, false),
            Map.of(),
            candidates,
            null);
    return DecisionTable.decide(facts, Orders.NOW);
  }

  private static final List<Candidate> READY =
      List.of(new Candidate(Orders.GOOD, new Candidate.Ready()));

  @ParameterizedTest
  @CsvSource({
    "AUTO, ROLL_BACK, PASSED",
    "APPROVE, AWAIT_APPROVAL, PASSED",
    "OBSERVE, WOULD_ROLL_BACK, PASSED",
    "OFF, IGNORE, HELD"
  })
  void whateverTheModeADueRollbackIsPlanned(Mode mode, String verb, Outcome outcome) {
    var decision = decide(Orders.stateWith(mode).withCurrent(Orders.good()), READY);

    assertThat(decision.verb()).isEqualTo(verb);
    assertThat(Rehearsal.judge(decision)).isEqualTo(outcome);
  }

  @Test
  void aFreezeAndAnOpenRollbackHoldIt() {
    var real = Orders.state().withCurrent(Orders.good());

    assertThat(Rehearsal.judge(decide(real.withFreeze(Orders.freeze()), READY)))
        .isEqualTo(Outcome.HELD);
    assertThat(Rehearsal.judge(decide(real.withRollback(Orders.rollback()), READY)))
        .isEqualTo(Outcome.HELD);
  }

  @Test
  void nothingToGoBackToFailsIt() {
    var gone = List.of(new Candidate(Orders.GOOD, new Candidate.Gone("Its image is missing.")));

    assertThat(Rehearsal.judge(decide(Orders.state().withCurrent(Orders.good()), gone)))
        .isEqualTo(Outcome.FAILED);
  }

  @Test
  void anAlarmThatIsRedAlreadyCannotGoRed() {
    var red = AlarmStatus.of(AlarmState.ALARM, Orders.QUIET);
    var one = Orders.state().withAlarm(Orders.ALARM, red);

    assertThat(Rehearsal.alarm(one)).contains(Orders.OTHER_ALARM);
    assertThat(Rehearsal.alarm(one.withAlarm(Orders.OTHER_ALARM, red))).isEmpty();
  }
}
