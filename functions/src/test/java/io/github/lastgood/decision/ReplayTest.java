package io.github.lastgood.decision;

import static io.github.lastgood.decision.Scene.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.decision.Attribution.Verdict;
import io.github.lastgood.signal.Signal;
import io.github.lastgood.signal.Signal.AlarmChange;
import io.github.lastgood.signal.Signal.Phase;
import io.github.lastgood.target.Answered;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Mode;
import io.github.lastgood.target.OnUnknown;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.Policy;
import io.github.lastgood.target.Rollout;
import io.github.lastgood.target.Shop;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private static Policy policy(Mode mode, Duration suspectWindow, OnUnknown onUnknown) {
    var usual = Policy.of(mode);
    return new Policy(
        mode,
        usual.bakeTime(),
        suspectWindow,
        usual.settleTimeout(),
        usual.recoveryTimeout(),
        usual.approvalTimeout(),
        usual.onQuarantined(),
        usual.maxRollbacksPerDay(),
        onUnknown);
  }

  private static Policy asking() {
    return policy(Mode.AUTO, Policy.DEFAULT_SUSPECT_WINDOW, OnUnknown.ASK);
  }

  private static Policy usual() {
    return Policy.of(Mode.AUTO);
  }

  private static Decision under(Policy policy) {
    return Replay.under(policy, plain().facts(), Orders.NOW);
  }

  @Test
  void underThePolicyOfThatTimeTheAnswerIsTheSame() {
    assertThat(under(usual())).isEqualTo(plain().decide());
  }

  @Test
  void anotherModeAnswersAsItWouldHaveThen() {
    assertThat(under(Policy.of(Mode.OBSERVE)).reason()).isEqualTo(Reason.MODE_OBSERVE);
    assertThat(under(Policy.of(Mode.APPROVE)).reason()).isEqualTo(Reason.MODE_APPROVE);
  }

  @Test
  void aShorterSuspectWindowDoesNotBlameTheDeployment() {
    var short5 = policy(Mode.AUTO, Duration.ofMinutes(5), OnUnknown.ACT);

    assertThat(under(short5).reason()).isEqualTo(Reason.NO_RECENT_DEPLOYMENT);
  }

  @Test
  void theFactsThatAReceiptKeepsGiveTheSameAnswerAsTheWholeOnes() {
    for (var scene :
        new Scene[] {
          plain(),
          plain().hears(Scene.order()),
          plain().hears(Scene.deployment(Phase.FAILED)),
          plain().live(new LiveState.Unusable("It is being deleted.")),
          plain().live(new LiveState.NotRead()),
          plain().live(new LiveState.Running(Orders.badInFlight(), true, true)),
          plain().says(Verdict.UNRELATED)
        }) {
      var kept = Replay.kept(scene.facts());

      assertThat(Replay.under(usual(), kept, scene.now())).isEqualTo(scene.decide());
    }
  }

  @Test
  void aReceiptKeepsNeitherAwssLongTextsNorWhatTheTableDoesNotLookAt() {
    var rollout = new Rollout(null, null, null, Map.of("event", "a long text"));
    var facts =
        plain()
            .live(new LiveState.Running(Orders.bad(), false, true, rollout))
            .where(s ->
                s.withShift(Shop.shift(10)).withAnswered(new Answered(Orders.BAD_ID, "NOT_RED")))
            .facts();
    var kept = Replay.kept(facts);

    assertThat(kept.live()).isEqualTo(new LiveState.Running(Orders.bad(), false, true));
    assertThat(kept.state()).isEqualTo(Orders.state());
    assertThat(kept.signal())
        .isEqualTo(
            new AlarmChange(
                "event-1",
                Orders.RED,
                Orders.ALARM,
                Scene.red().state(),
                Orders.RED,
                Scene.red().previous(),
                null,
                false,
                Scene.red().channel(),
                ""));
    assertThat(kept)
        .returns(facts.account(), Facts::account)
        .returns(facts.alarms(), Facts::alarms)
        .returns(facts.candidates(), Facts::candidates);
  }

  @Test
  void ordersAndDeploymentsAreKeptAsTheyAre() {
    for (var signal : new Signal[] {Scene.order(), Scene.deployment(Phase.FAILED)}) {
      assertThat(Replay.kept(plain().hears(signal).facts()).signal()).isEqualTo(signal);
    }
  }

  @Test
  void whatWasNotReadOrCannotBeUsedIsKeptAsItIs() {
    for (var live : new LiveState[] {new LiveState.NotRead(), new LiveState.Unusable("Gone.")}) {
      assertThat(Replay.kept(plain().live(live).facts()).live()).isEqualTo(live);
    }
  }

  @Test
  void aPolicyThatWouldHaveReadTheMetricLacksItWhereNobodyDid() {
    assertThat(Replay.lacksMetric(asking(), plain().facts())).isTrue();
    assertThat(Replay.lacksMetric(asking(), plain().says(Verdict.CAUSED).facts()))
        .as("it was read")
        .isFalse();
    assertThat(Replay.lacksMetric(usual(), plain().facts())).as("it needs none").isFalse();
  }

  @Test
  void aMetricThatTheOldPolicyAskedForAndDidNotGetIsNotLackingMore() {
    var asked = plain().where(s -> s.withTarget(s.target().withPolicy(asking()))).facts();

    assertThat(Replay.lacksMetric(asking(), asked)).isFalse();
  }
}
