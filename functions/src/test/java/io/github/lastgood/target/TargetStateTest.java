package io.github.lastgood.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.target.Rollback.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TargetStateTest {

  @Test
  void onlyTheFiveNewestKnownGoodRevisionsAreKept() {
    var state = Orders.state();
    for (int number = 50; number < 60; number++) {
      state = state.withKnownGood(Orders.known(Orders.revision(number), "ecs-svc/" + number));
    }

    assertThat(state.knownGood())
        .extracting(good -> good.revision().label())
        .containsExactly(
            "orders-api:59", "orders-api:58", "orders-api:57", "orders-api:56", "orders-api:55");
  }

  @Test
  void onlyTheTwentyNewestQuarantinedRevisionsAreKept() {
    var state = Orders.state();
    for (int number = 50; number < 80; number++) {
      state = state.withQuarantined(Orders.quarantined(Orders.revision(number)));
    }

    assertThat(state.quarantine()).hasSize(20);
    assertThat(state.quarantine().getFirst().revision()).isEqualTo(Orders.revision(79));
    assertThat(state.quarantine().getLast().revision()).isEqualTo(Orders.revision(60));
  }

  @Test
  void aRevisionThatIsProvenAgainMovesToTheHead() {
    var state =
        Orders.state()
            .withKnownGood(Orders.known(Orders.revision(43), "ecs-svc/43"))
            .withKnownGood(Orders.known(Orders.GOOD, "ecs-svc/44"));

    assertThat(state.knownGood())
        .extracting(KnownGood::deploymentId)
        .containsExactly("ecs-svc/44", "ecs-svc/43");
  }

  @Test
  void aQuarantinedRevisionIsNoLongerKnownGoodAndAPardonDoesNotMakeItSoAgain() {
    var state = Orders.state().withQuarantined(Orders.quarantined(Orders.GOOD));
    var pardoned = state.withoutQuarantined(Revision.of(Orders.GOOD.id()));

    assertThat(state.isQuarantined(Orders.GOOD)).isTrue();
    assertThat(state.lastKnownGood()).isEmpty();
    assertThat(pardoned.isQuarantined(Orders.GOOD)).isFalse();
    assertThat(pardoned.lastKnownGood()).isEmpty();
  }

  @Test
  void anAlarmThatIsNoLongerTheTargetsIsForgotten() {
    var narrowed =
        new Target("orders-api", Orders.SERVICE, List.of(Orders.ALARM), Policy.of(Mode.AUTO));

    assertThat(Orders.state().withTarget(narrowed).alarms()).containsOnlyKeys(Orders.ALARM);
  }

  @Test
  void theRedTimeLastsFromTheFirstRedAlarmToTheLastQuietOne() {
    var first = Orders.RED;
    var red = Orders.state().withAlarm(Orders.ALARM, alarm(AlarmState.ALARM, first));
    var both = red.withAlarm(Orders.OTHER_ALARM, alarm(AlarmState.ALARM, first.plusSeconds(60)));
    var one = both.withAlarm(Orders.ALARM, alarm(AlarmState.OK, first.plusSeconds(120)));
    var none = one.withAlarm(Orders.OTHER_ALARM, alarm(AlarmState.OK, first.plusSeconds(180)));

    assertThat(Orders.state().red()).isNull();
    assertThat(red.red()).isEqualTo(new RedSpell(first, null, true));
    assertThat(both.red()).isEqualTo(red.red());
    assertThat(one.red()).isEqualTo(red.red());
    assertThat(none.red()).isEqualTo(new RedSpell(first, first.plusSeconds(180), true));
  }

  /// The rollback of a bad deployment does not make its target one that did not deploy.
  @Test
  void whatIsRedByItsDeploymentStaysSoWhileItIsRolledBack() {
    var red = Orders.state().withAlarm(Orders.ALARM, alarm(AlarmState.ALARM, Orders.RED));
    var goingBack =
        red.withCurrent(Orders.rollbackDeployment())
            .withAlarm(Orders.OTHER_ALARM, alarm(AlarmState.ALARM, Orders.RED.plusSeconds(90)));

    assertThat(goingBack.red()).isEqualTo(new RedSpell(Orders.RED, null, true));
  }

  @Test
  void aTargetIsSuspectFromTheStartOfItsDeploymentToTheEndOfTheWindow() {
    var settled = Objects.requireNonNull(Orders.bad().settledAt());
    var window = Orders.state().target().policy().suspectWindow();
    assertThat(Orders.state().isSuspect(Orders.bad().startedAt())).isTrue();
    assertThat(Orders.state().isSuspect(Orders.bad().startedAt().minusMillis(1))).isFalse();

    assertThat(Orders.state().isSuspect(settled.plus(window))).isTrue();
    assertThat(Orders.state().isSuspect(settled.plus(window).plusMillis(1))).isFalse();
  }

  private static AlarmStatus alarm(AlarmState state, Instant since) {
    return AlarmStatus.of(state, since);
  }

  @Test
  void aClaimCountsAgainstTheDeploymentAndTheDay() {
    var yesterday = Orders.rollback().claimedAt().minus(Duration.ofDays(1));
    var old =
        new Rollback(
            "orders-api.1",
            "ecs-svc/1",
            Orders.BAD,
            Orders.GOOD,
            Method.UPDATE_SERVICE,
            Status.PENDING,
            "",
            "lastgood",
            List.of(),
            yesterday,
            yesterday,
            null,
            null,
            null,
            null,
            null,
            null);
    var state = Orders.state().withRollbackClaimed(old).withRollbackClaimed(Orders.rollback());

    assertThat(state.rollback()).isEqualTo(Orders.rollback());
    assertThat(state.current()).isEqualTo(Orders.bad().rolledBackOnceMore().rolledBackOnceMore());
    assertThat(state.rollbackTimes()).containsExactly(Orders.NOW);
  }
}
