package io.github.lastgood.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.signal.Signal;
import io.github.lastgood.signal.Signal.Phase;
import io.github.lastgood.signal.Signal.Silence;
import io.github.lastgood.target.AlarmState;
import io.github.lastgood.target.AlarmStatus;
import io.github.lastgood.target.Candidate;
import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.Deployment.Origin;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Mode;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.TargetState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Every combination of small sets of facts. The candidates are offered whatever the state says of
/// them, because the table itself must see to it that the wrong one is never taken.
class DecisionTotalityTest {
  private static final Revision OLDER = Orders.revision(40);

  private static final List<Signal> SIGNALS =
      List.of(
          Scene.red(),
          Scene.watched(Orders.RED),
          Scene.alarm(AlarmState.OK, Orders.RED, AlarmState.ALARM, null),
          Scene.alarm(AlarmState.ALARM, Orders.RED, null, new Silence.Muted("rule", null)),
          Scene.alarm(AlarmState.ALARM, Orders.STARTED.minusSeconds(9), AlarmState.ALARM, null),
          Scene.deployment(Phase.COMPLETED),
          Scene.deployment(Phase.FAILED),
          Scene.deployment(Phase.STALLED),
          Scene.order(),
          Scene.forced(),
          Scene.order(Orders.GOOD.id(), true),
          Scene.order(Orders.BAD.id(), true),
          Scene.order(OLDER.id(), false));

  private static final List<UnaryOperator<TargetState>> CURRENT =
      List.of(
          _ -> TargetState.registered(Orders.target(Mode.AUTO)),
          s -> s,
          s -> s.withCurrent(Orders.badInFlight()),
          s -> s.withCurrent(Orders.bad().rolledBackOnceMore()),
          s -> s.withCurrent(Orders.good()),
          s -> s.withCurrent(Orders.rollbackDeployment()),
          s -> s.withCurrent(Orders.bad().withRevision(OLDER).withOrigin(Origin.AWS)));

  private static final List<UnaryOperator<TargetState>> GOOD =
      List.of(
          s -> s,
          s -> s.withKnownGood(Orders.known(OLDER, "ecs-svc/40")),
          s -> s.withKnownGood(Orders.known(Orders.BAD, Orders.BAD_ID)));

  private static final List<UnaryOperator<TargetState>> QUARANTINE =
      List.of(
          s -> s,
          s -> s.withQuarantined(Orders.quarantined(Orders.GOOD)),
          s ->
              s.withQuarantined(Orders.quarantined(OLDER))
                  .withKnownGood(Orders.known(OLDER, "ecs-svc/40")));

  private static final List<UnaryOperator<TargetState>> ORDERS =
      List.of(
          s -> s,
          s -> s.withFreeze(Orders.freeze()),
          s -> s.withRollback(Orders.rollback()),
          s -> s.withTarget(Orders.target(Mode.APPROVE)),
          s -> s.withTarget(Orders.target(Mode.OBSERVE)),
          s -> s.withTarget(Orders.target(Mode.OFF)),
          s -> s.withAlarm(Orders.ALARM, AlarmStatus.of(AlarmState.ALARM, Orders.QUIET)));

  private static final List<LiveState> LIVE =
      List.of(
          new LiveState.NotRead(),
          new LiveState.Unusable("It does not exist."),
          new LiveState.Running(Orders.badInFlight(), false, false),
          new LiveState.Running(Orders.bad(), true, true));

  private static final List<List<Candidate>> CANDIDATES =
      List.of(
          List.of(),
          List.of(ready(Orders.GOOD), ready(OLDER)),
          List.of(ready(Orders.BAD), ready(OLDER), ready(Orders.GOOD)),
          List.of(gone(Orders.GOOD), copy(OLDER)),
          List.of(gone(OLDER), gone(Orders.GOOD)));

  @Test
  void everyCombinationHasAnAnswerAndNoneGoesWhereNobodyMayGo() {
    var answered = new ArrayList<Decision>();
    for (var state : states()) {
      for (var signal : SIGNALS) {
        for (var live : LIVE) {
          for (var candidates : CANDIDATES) {
            answered.add(answer(state, signal, live, candidates));
          }
        }
      }
    }

    assertThat(answered).hasSizeGreaterThan(100_000);
    assertThat(answered.stream().map(Decision::verb).distinct())
        .containsExactlyInAnyOrder(
            "ROLL_BACK", "AWAIT_APPROVAL", "WOULD_ROLL_BACK", "HOLD", "ESCALATE", "IGNORE");
  }

  private static List<TargetState> states() {
    var states = new ArrayList<TargetState>();
    for (var current : CURRENT) {
      for (var good : GOOD) {
        for (var quarantine : QUARANTINE) {
          for (var order : ORDERS) {
            states.add(order.apply(quarantine.apply(good.apply(current.apply(Orders.state())))));
          }
        }
      }
    }
    return states;
  }

  private static Decision answer(
      TargetState state, Signal signal, LiveState live, List<Candidate> candidates) {
    var scene =
        Scene.plain()
            .hears(signal)
            .where(_ -> state)
            .live(live)
            .candidates(candidates.toArray(Candidate[]::new));
    var decision = scene.decide();
    switch (decision) {
      case Decision.RollBack rollBack -> mayGo(scene, rollBack.plan());
      case Decision.AwaitApproval await -> mayGo(scene, await.plan());
      case Decision.WouldRollBack would -> mayGo(scene, would.plan());
      case Decision.Hold _, Decision.Escalate _, Decision.Ignore _ -> {}
    }
    return decision;
  }

  private static void mayGo(Scene scene, Plan plan) {
    var state = scene.state();
    Deployment current = state.current();
    var to = plan.to();
    var isGone =
        scene.facts().candidates().stream()
            .anyMatch(candidate -> candidate.revision().equals(to) && candidate.isGone());
    if (current == null
        || state.rollback() != null
        || state.isQuarantined(to)
        || to.isSameAs(current.revision())
        || isGone) {
      throw new AssertionError(plan + " although " + scene);
    }
  }

  private static Candidate ready(Revision revision) {
    return new Candidate(revision, new Candidate.Ready());
  }

  private static Candidate copy(Revision revision) {
    return new Candidate(revision, new Candidate.AsCopy("It is INACTIVE."));
  }

  private static Candidate gone(Revision revision) {
    return new Candidate(revision, new Candidate.Gone("Its image is gone."));
  }
}
