package io.github.lastgood.decision;

import static io.github.lastgood.target.Orders.ALARM;
import static io.github.lastgood.target.Orders.NOW;
import static io.github.lastgood.target.Orders.OTHER_ALARM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lastgood.decision.Progress.End;
import io.github.lastgood.decision.Progress.Move;
import io.github.lastgood.decision.Progress.Wait;
import io.github.lastgood.target.AlarmState;
import io.github.lastgood.target.AlarmStatus;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.Rollback.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final Instant MOVED = NOW.plusSeconds(1);
  private static final Instant ALONE = NOW.plusSeconds(300);
  private static final Rollback SETTLING = Orders.rollback().moved(MOVED, "ecs-svc/1");
  private static final Rollback RECOVERING = SETTLING.settled(ALONE);

  private static Map<String, AlarmStatus> alarms(AlarmState first, AlarmState second) {
    return Map.of(ALARM, AlarmStatus.of(first, NOW), OTHER_ALARM, AlarmStatus.of(second, NOW));
  }

  private static final Map<String, AlarmStatus> QUIET = alarms(AlarmState.OK, AlarmState.OK);

  private static Progress of(Rollback open, Map<String, AlarmStatus> alarms, Instant now) {
    return Progress.of(Orders.state().withRollback(open), open, alarms, now);
  }

  @Test
  void whileTheLeaseRunsNobodyElseMoves() {
    var lease = Orders.rollback().leaseUntil();

    assertThat(of(Orders.rollback(), QUIET, lease.minusMillis(1))).isEqualTo(new Wait());
    assertThat(of(Orders.rollback(), QUIET, lease)).isEqualTo(new Move());
  }

  @Test
  void aMoveThatAwsDoesNotTakeInTimeFailed() {
    var timeout = NOW.plus(Duration.ofMinutes(30));

    assertThat(of(Orders.rollback(), QUIET, timeout.minusMillis(1))).isEqualTo(new Move());
    assertThat(of(Orders.rollback(), QUIET, timeout))
        .isEqualTo(
            new End(Status.FAILED, "AWS did not take the move to orders-api:41 within 30 min."));
  }

  @Test
  void whoeverStillWorksOnTheMoveIsNotCutOff() {
    var timeout = NOW.plus(Duration.ofMinutes(30));

    assertThat(of(Orders.rollback().leasedUntil(timeout.plusSeconds(1)), QUIET, timeout))
        .isEqualTo(new Wait());
  }

  @Test
  void aRollbackThatDoesNotSettleInTimeFailed() {
    var timeout = MOVED.plus(Duration.ofMinutes(30));

    assertThat(of(SETTLING, QUIET, timeout.minusMillis(1))).isEqualTo(new Wait());
    assertThat(of(SETTLING, QUIET, timeout))
        .isEqualTo(
            new End(Status.FAILED, "orders-api:41 does not run alone 30 min after the move."));
  }

  @Test
  void itRecoveredWhenEveryAlarmThatComplainedIsOk() {
    assertThat(of(RECOVERING, QUIET, ALONE))
        .isEqualTo(new End(Status.RECOVERED, "Every alarm that complained is OK."));
  }

  @Test
  void anAlarmThatDidNotComplainMayHaveNoData() {
    assertThat(of(RECOVERING, alarms(AlarmState.OK, AlarmState.INSUFFICIENT_DATA), ALONE))
        .isEqualTo(new End(Status.RECOVERED, "Every alarm that complained is OK."));
  }

  @Test
  void anotherAlarmOfTheTargetThatIsRedCountsAsWell() {
    assertThat(of(RECOVERING, alarms(AlarmState.OK, AlarmState.ALARM), ALONE))
        .isEqualTo(new Wait());
  }

  @Test
  void noDataFromTheAlarmThatComplainedIsNoRecovery() {
    var noData = alarms(AlarmState.INSUFFICIENT_DATA, AlarmState.OK);
    var timeout = ALONE.plus(Duration.ofMinutes(15));

    assertThat(of(RECOVERING, noData, timeout.minusMillis(1))).isEqualTo(new Wait());
    assertThat(of(RECOVERING, noData, timeout))
        .isEqualTo(
            new End(
                Status.NOT_RECOVERED,
                "orders-api-5xx is INSUFFICIENT_DATA 15 min after orders-api:41 ran alone."));
  }

  @Test
  void everyAlarmThatIsNotOkIsNamedOnce() {
    var both = RECOVERING.withAlarms(List.of(ALARM, OTHER_ALARM));
    var red = Map.of(OTHER_ALARM, AlarmStatus.of(AlarmState.ALARM, NOW));

    assertThat(of(both, red, ALONE.plus(Duration.ofMinutes(15))))
        .isEqualTo(
            new End(
                Status.NOT_RECOVERED,
                "orders-api-5xx is not readable, orders-api-p99 is ALARM 15 min after"
                    + " orders-api:41 ran alone."));
  }

  @Test
  void aRollbackThatEndedCannotBeJudged() {
    var ended = RECOVERING.ended(Status.RECOVERED, ALONE);

    assertThatThrownBy(() -> of(ended, QUIET, ALONE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(ended.id());
  }
}
