package io.github.lastgood.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lastgood.action.FakeBalancer;
import io.github.lastgood.ledger.Commit;
import io.github.lastgood.target.AlarmState;
import io.github.lastgood.target.AlarmStatus;
import io.github.lastgood.target.KnownGood;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.Quarantined;
import io.github.lastgood.target.Shift;
import io.github.lastgood.target.Shop;
import io.github.lastgood.target.Split;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Traffic that is moved forward, from the command to the last step, and every way it stops.
class ShiftCommandTest {
  private final Bench bench = new Bench();

  private TargetState state() {
    return bench.lastgood.ledger().state("shop-front").orElseThrow();
  }

  private Shift shift() {
    @Nullable Shift shift = state().shift();
    return Objects.requireNonNull(shift);
  }

  private String halted() {
    @Nullable String why = shift().halted();
    return Objects.requireNonNull(why);
  }

  private String weights() {
    return bench.balancer.weight(Shop.BLUE) + ":" + bench.balancer.weight(Shop.GREEN);
  }

  private JsonNode file(String name) {
    return bench.operateFile("operator/" + name + ".json");
  }

  private void tickAfter(Duration time) {
    bench.now = bench.now.plus(time);
    bench.tick();
  }

  private void begun() {
    bench.given(Shop.state());
    assertThat(file("shift").has("error")).isFalse();
  }

  private void refused(JsonNode answer, String words) {
    assertThat(answer.path("error").asText()).isEqualTo("BAD_VALUE");
    assertThat(answer.path("message").asText()).contains(words);
    assertThat(bench.balancer.calls).isEmpty();
  }

  @Test
  void theFirstStepIsMadeAtOnceAndTheOthersAtTheirIntervals() {
    begun();
    assertThat(weights()).isEqualTo("95:5");
    assertThat(shift().made()).isEqualTo(1);

    tickAfter(Duration.ofMinutes(4));
    assertThat(weights()).isEqualTo("95:5");
    tickAfter(Duration.ofMinutes(1));
    assertThat(weights()).isEqualTo("75:25");
    tickAfter(Duration.ofMinutes(5));
    assertThat(weights()).isEqualTo("50:50");
    tickAfter(Duration.ofMinutes(5));
    assertThat(weights()).isEqualTo("0:100");
    tickAfter(Duration.ofMinutes(1));
    assertThat(state().shift()).isNull();
    assertThat(bench.notices).containsExactly("Shift of shop-front completed: 100 % to candidate");
  }

  @Test
  void everyStepIsADeploymentAndTheNewSideBecomesKnownGood() {
    bench.given(Shop.state());
    file("shift-switch");
    tickAfter(Duration.ofMinutes(1));
    tickAfter(Duration.ofMinutes(1));
    tickAfter(Duration.ofMinutes(16));

    assertThat(state().lastKnownGood().map(KnownGood::revision))
        .contains(Shop.CANDIDATE.revision());
  }

  @Test
  void aPlanChangesNothing() {
    var before = bench.given(Shop.state());
    var answer = file("shift-plan");

    assertThat(answer.path("from").asText()).isEqualTo("stable=100,candidate=0");
    assertThat(answer.path("message").asText()).startsWith("Nothing is changed");
    assertThat(state()).isEqualTo(before);
    assertThat(bench.balancer.calls).isEmpty();

    bench.balancer.health.put(Shop.GREEN, List.of("healthy"));
    assertThat(file("shift-plan").path("message").asText())
        .isEqualTo("It cannot begin: shop-green has 1 healthy targets, and needs 2.");
  }

  @Test
  void stepsThatAreBehindAlreadyAreLeftOut() {
    bench.given(Shop.state());
    bench.balancer.actions.put(Shop.RULE, List.of(FakeBalancer.forward(75, 25)));
    file("shift");

    assertThat(weights()).isEqualTo("50:50");
    assertThat(shift().steps()).containsExactly(50, 100);
  }

  @Test
  void aShiftCannotBeginWhereNothingIsLeftToShift() {
    bench.given(Shop.state());
    bench.balancer.actions.put(Shop.RULE, List.of(FakeBalancer.forward(0, 1)));

    refused(file("shift"), "gives that side 100 % already, so there is no step left.");
  }

  @Test
  void aShiftCannotBeginWithoutEnoughHealthyTargets() {
    bench.given(Shop.state());
    bench.balancer.health.put(Shop.GREEN, List.of("healthy"));

    refused(file("shift"), "cannot be shifted: shop-green has 1 healthy targets, and needs 2.");
    assertThat(state().shift()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALARM", "INSUFFICIENT_DATA"})
  void aShiftCannotBeginUnlessEveryAlarmIsOk(AlarmState word) {
    bench.given(Shop.state());
    bench.alarms.put(Shop.ALARM, AlarmStatus.of(word, Shop.NOW));

    refused(file("shift"), "cannot be shifted: shop-front-5xx is " + word + ".");
  }

  @Test
  void aShiftCannotBeginWhileTheTargetIsFrozenOrRolledBackOrShifted() {
    var state = bench.given(Shop.state().withFreeze(Orders.freeze()));
    refused(file("shift"), "it is frozen.");
    state = save(state, state.withFreeze(null).withRollback(Shop.rollback(Shop.STABLE)));
    refused(file("shift"), "it is being rolled back.");
    state = save(state, state.withRollback(null).withShift(Shop.shift(100)));
    refused(file("shift"), "a shift is under way; halt it first.");
    save(state, state.withShift(null));
    bench.lastgood.desk().freezeAccount("ana", "load test");
    refused(file("shift"), "it is frozen.");
  }

  private TargetState save(TargetState before, TargetState after) {
    return bench.lastgood.ledger().commit(Commit.of(before, after));
  }

  @Test
  void onlyATrafficSplitThatCanBeReadIsShifted() {
    bench.given(Orders.state());
    var shift = (ObjectNode) Events.json("operator/shift.json");
    refused(
        bench.operate(shift.put("target", "orders-api").toString()),
        "Target orders-api is no traffic split, so there is nothing to shift.");

    bench.given(Shop.state());
    bench.balancer.actions.put(Shop.RULE, List.of(FakeBalancer.forward(0, 0)));
    refused(file("shift"), "cannot be shifted: its weights cannot be read.");
  }

  @Test
  void whoeverOrdersItVouchesForTheSplitsThatItBrings() {
    var other = new Split(40, 60).revision();
    bench.given(
        Shop.state()
            .withQuarantined(new Quarantined(Shop.CANDIDATE.revision(), Shop.NOW, "It hurt."))
            .withQuarantined(new Quarantined(other, Shop.NOW, "It hurt.")));
    file("shift");

    assertThat(state().isQuarantined(Shop.CANDIDATE.revision())).isFalse();
    assertThat(state().isQuarantined(other)).isTrue();
  }

  @Test
  void anAlarmThatLacksDataHaltsItAndAPersonLetsItGoOn() {
    begun();
    bench.alarms.put(Shop.ALARM, AlarmStatus.of(AlarmState.INSUFFICIENT_DATA, Shop.NOW));
    tickAfter(Duration.ofMinutes(5));
    assertThat(halted()).isEqualTo("shop-front-5xx is INSUFFICIENT_DATA.");
    assertThat(weights()).isEqualTo("95:5");
    assertThat(bench.notices).containsExactly("Shift of shop-front halted at step 1");

    assertThat(file("shift-resume").path("message").asText())
        .contains("cannot be shifted on: shop-front-5xx is INSUFFICIENT_DATA.");
    bench.alarms.clear();
    assertThat(file("shift-resume").has("error")).isFalse();
    tickAfter(Duration.ofMinutes(4));
    assertThat(weights()).as("the interval begins again").isEqualTo("95:5");
    tickAfter(Duration.ofMinutes(1));
    assertThat(weights()).isEqualTo("75:25");
  }

  @Test
  void anAlarmThatGoesRedTakesTheStepBackAndHaltsTheShift() {
    begun();
    tickAfter(Duration.ofMinutes(1));
    bench.alarms.put(Shop.ALARM, AlarmStatus.of(AlarmState.ALARM, bench.now.plusSeconds(30)));
    tickAfter(Duration.ofMinutes(1));

    assertThat(weights()).isEqualTo("100:0");
    assertThat(shift().halted()).isNotNull();
  }

  @Test
  void aPersonHaltsItAndTheWeightsStay() {
    begun();
    assertThat(file("shift-halt").path("shift").path("halted").asText())
        .isEqualTo("Halted by ana@example.com: prices look odd");
    tickAfter(Duration.ofMinutes(30));
    assertThat(weights()).isEqualTo("95:5");
  }

  @Test
  void whatIsNotShiftedCannotBeHaltedOrResumed() {
    bench.given(Shop.state());

    refused(file("shift-halt"), "is not being shifted.");
    refused(file("shift-resume"), "is not being shifted.");
    var other = (ObjectNode) Events.json("operator/shift.json");
    refused(
        bench.operate(other.put("action", "undo").toString()),
        "action must be start, plan, halt or resume.");
  }

  @Test
  void aHaltedShiftMayBeReplacedByAnother() {
    begun();
    file("shift-halt");

    assertThat(file("shift-switch").has("error")).isFalse();
    assertThat(weights()).isEqualTo("0:100");
  }

  @Test
  void aStepThatElasticLoadBalancingRefusesHaltsIt() {
    begun();
    bench.now = bench.now.plus(Duration.ofMinutes(5));
    bench.balancer.refuseModify = FakeBalancer.refusal("OperationNotPermitted", 400);
    bench.tick();

    assertThat(halted()).contains("OperationNotPermitted");
  }

  @Test
  void targetsThatStillStartAreWaitedForNoLongerThanARollbackWouldBe() {
    begun();
    bench.balancer.health.put(Shop.GREEN, List.of("initial", "initial"));
    tickAfter(Duration.ofMinutes(5));
    assertThat(shift().halted()).isNull();
    assertThat(weights()).isEqualTo("95:5");
    tickAfter(Duration.ofMinutes(29));
    assertThat(shift().halted()).isNull();
    tickAfter(Duration.ofMinutes(1));
    assertThat(halted()).isEqualTo("shop-green has 0 healthy targets, and needs 2.");
  }

  @Test
  void aSplitThatSomebodyElseSetHaltsIt() {
    begun();
    bench.balancer.actions.put(Shop.RULE, List.of(FakeBalancer.forward(80, 20)));
    tickAfter(Duration.ofMinutes(1));

    assertThat(halted()).isEqualTo("Somebody else changed the split to stable=80,candidate=20.");
  }

  @Test
  void aStepThatWasMadeButNotNotedIsNotedAndNotMadeAgain() {
    begun();
    bench.balancer.actions.put(Shop.RULE, List.of(FakeBalancer.forward(75, 25)));
    bench.balancer.calls.clear();
    tickAfter(Duration.ofMinutes(1));

    assertThat(shift().made()).isEqualTo(2);
    assertThat(bench.balancer.calls).isEmpty();
  }

  @Test
  void aRollbackThatIsClaimedWhileAStepIsOnItsWayGoesFirst() {
    begun();
    bench.now = bench.now.plus(Duration.ofMinutes(5));
    bench.balancer.meanwhile =
        () -> {
          var now = state();
          save(now, now.withRollback(Shop.rollback(Shop.STABLE)));
        };
    bench.tick();

    assertThat(weights()).isEqualTo("100:0");
    assertThat(halted()).isEqualTo("shop-front is being rolled back.");
    assertThat(shift().made()).isEqualTo(1);
  }
}
