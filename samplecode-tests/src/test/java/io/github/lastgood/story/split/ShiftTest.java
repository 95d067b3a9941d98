package io.github.lastgood.story.split;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.account.Shop;
import io.github.lastgood.account.World;
import io.github.lastgood.account.call.Fault;
import io.github.lastgood.account.message.PublishedEvent;
import io.github.lastgood.stage.Stage;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

class ShiftTest {
  private static final String FRONT = "shop-front";

  private final World world = World.create();

  private static JsonNode give(Stage stage, String file) {
    return stage.operate(Stage.event("operator/" + file));
  }

  private Stage open() {
    return Stage.open(world, "register-alb-split.json");
  }

  private static void greenHas(Shop shop, int percent) {
    assertThat(shop.weights())
        .containsEntry(Shop.GREEN, percent)
        .containsEntry(Shop.BLUE, 100 - percent);
  }

  @Test
  void trafficGoesUpByStepsAndTheNewSideBecomesKnownGoodAfterItsBake() {
    var shop = Shop.in(world);
    try (var stage = open()) {
      give(stage, "shift.json");
      greenHas(shop, 5);
      world.advance(Duration.ofMinutes(4).plusSeconds(30));
      greenHas(shop, 5);
      world.advance(Duration.ofMinutes(1));
      greenHas(shop, 25);
      world.advance(Duration.ofMinutes(5));
      greenHas(shop, 50);
      world.advance(Duration.ofMinutes(5));
      greenHas(shop, 100);
      world.advance(Duration.ofMinutes(20));

      assertThat(stage.state(FRONT).shift()).isNull();
      assertThat(stage.state(FRONT).knownGood().getFirst().revision().id())
          .isEqualTo("stable=0,candidate=100");
      assertThat(Journal.changes(stage)).hasSize(4);
      assertThat(stage.busEvents())
          .extracting(PublishedEvent::detailType)
          .containsSubsequence("Shift Started", "Shift Stepped", "Shift Completed");
    }
  }

  @Test
  void redAlarmHaltsTheShiftAndRollsItBack() {
    var shop = Shop.in(world);
    shop.deployBadGreen(25);
    try (var stage = open()) {
      give(stage, "shift.json");
      world.advance(Duration.ofMinutes(40));

      greenHas(shop, 0);
      assertThat(stage.lastgood().ledger().rollbacks(FRONT))
          .singleElement()
          .satisfies(rollback -> {
            assertThat(rollback.status().name()).isEqualTo("RECOVERED");
            assertThat(rollback.from().id()).isEqualTo("stable=75,candidate=25");
          });
      assertThat(stage.state(FRONT).shift()).isNotNull();
      assertThat(stage.busEvents())
          .extracting(PublishedEvent::detailType)
          .contains("Shift Halted", "Rollback Recovered");
      assertThat(Journal.changes(stage)).hasSize(3);
    }
  }

  /// The step is seen with the alarm: the alarm was not red before it.
  @Test
  void alarmBeforeTheWatchHasSeenTheStepIsBlamedOnIt() {
    Shop.in(world);
    try (var stage = open()) {
      world.advance(Duration.ofMinutes(2).plusSeconds(10));
      give(stage, "shift.json");
      world.advance(Duration.ofSeconds(20));
      world.account().alarms().hold(Shop.ALARM_FRONT, StateValue.ALARM);
      world.advance(Duration.ofSeconds(10));

      assertThat(stage.lastgood().ledger().rollbacks(FRONT))
          .singleElement()
          .satisfies(
              rollback -> assertThat(rollback.from().id()).isEqualTo("stable=95,candidate=5"));
    }
  }

  @Test
  void alarmWithoutDataHaltsButDoesNotRollBackAndAPersonResumes() {
    var shop = Shop.in(world);
    try (var stage = open()) {
      give(stage, "shift.json");
      world.account().alarms().hold(Shop.ALARM_FRONT, StateValue.INSUFFICIENT_DATA);
      world.advance(Duration.ofMinutes(20));

      greenHas(shop, 5);
      assertThat(Objects.requireNonNull(stage.state(FRONT).shift()).halted())
          .contains("INSUFFICIENT_DATA");
      assertThat(give(stage, "shift-resume.json").path("message").asText())
          .contains("INSUFFICIENT_DATA");

      world.account().alarms().hold(Shop.ALARM_FRONT, StateValue.OK);
      give(stage, "shift-resume.json");
      world.advance(Duration.ofMinutes(30));
      greenHas(shop, 100);
    }
  }

  @Test
  void frozenAccountHoldsTheShiftWhereItIsUntilItIsUnfrozen() {
    var shop = Shop.in(world);
    try (var stage = open()) {
      give(stage, "shift.json");
      give(stage, "freeze-account.json");
      world.advance(Duration.ofMinutes(20));
      greenHas(shop, 5);
      assertThat(Objects.requireNonNull(stage.state(FRONT).shift()).halted()).isNull();

      give(stage, "unfreeze-account.json");
      world.advance(Duration.ofMinutes(1));
      greenHas(shop, 25);
    }
  }

  @Test
  void oneStepIsTheBlueGreenSwitch() {
    var shop = Shop.in(world);
    try (var stage = open()) {
      give(stage, "shift-switch.json");
      greenHas(shop, 100);
      world.advance(Duration.ofMinutes(2));
      assertThat(stage.state(FRONT).shift()).isNull();
    }
  }

  @Test
  void sideWithoutEnoughHealthyTargetsGetsNothing() {
    var shop = Shop.in(world);
    world.account().elb().targets(Shop.GREEN, 1, 3);
    try (var stage = open()) {
      assertThat(give(stage, "shift.json").path("message").asText())
          .contains("shop-green has 1 healthy targets, and needs 2");
      greenHas(shop, 0);

      world.account().elb().targets(Shop.GREEN, 2, 0);
      give(stage, "shift.json");
      world.account().elb().targets(Shop.GREEN, 0, 2);
      world.account().alarms().hold(Shop.ALARM_FRONT, StateValue.OK);
      world.advance(Duration.ofMinutes(50));
      greenHas(shop, 5);
      assertThat(Objects.requireNonNull(stage.state(FRONT).shift()).halted())
          .contains("shop-green has 0 healthy");
    }
  }

  @Test
  void planChangesNothingAndOnlyOneShiftRunsAtATime() {
    var shop = Shop.in(world);
    try (var stage = open()) {
      var plan = give(stage, "shift-plan.json");
      assertThat(plan.path("from").asText()).isEqualTo("stable=100,candidate=0");
      assertThat(plan.path("shift").path("steps")).hasSize(4);
      greenHas(shop, 0);

      give(stage, "shift.json");
      assertThat(give(stage, "shift.json").path("message").asText()).contains("under way");
      assertThat(give(stage, "shift-plan.json").path("message").asText()).contains("under way");
    }
  }

  @Test
  void haltedShiftGoesOnFromWhereItStood() {
    var shop = Shop.in(world);
    try (var stage = open()) {
      give(stage, "shift.json");
      give(stage, "shift-halt.json");
      world.advance(Duration.ofMinutes(30));
      greenHas(shop, 5);
      assertThat(
              stage
                  .operate("{\"command\":\"status\",\"target\":\"shop-front\"}")
                  .path("shift")
                  .path("halted")
                  .asText())
          .contains("prices look odd");

      give(stage, "shift-resume.json");
      world.advance(Duration.ofMinutes(6));
      greenHas(shop, 25);
    }
  }

  @Test
  void weightsThatSomebodyElseSetsHaltIt() {
    var shop = Shop.in(world);
    try (var stage = open()) {
      give(stage, "shift.json");
      world.advance(Duration.ofMinutes(1));
      shop.weigh(60, 40);
      world.advance(Duration.ofMinutes(10));

      greenHas(shop, 40);
      assertThat(Objects.requireNonNull(stage.state(FRONT).shift()).halted())
          .contains("Somebody else");
    }
  }

  @Test
  void crashAfterAStepDoesNotRepeatIt() {
    var shop = Shop.in(world);
    try (var stage = open()) {
      give(stage, "shift.json");
      world.account().calls().hook(Fault.crashAfter("elasticloadbalancing:ModifyRule"));
      world.advance(Duration.ofMinutes(30));

      greenHas(shop, 100);
      assertThat(Journal.changes(stage)).hasSize(4);
    }
  }

  @Test
  void groupThatARollbackTookOutOfAStickyRuleIsPutBackAndCheckedFirst() {
    var shop = Shop.in(world, true, false);
    try (var stage = open()) {
      shop.weighBlueAlone();

      assertThat(give(stage, "shift-switch.json").has("error")).isFalse();
      greenHas(shop, 0);
      world.advance(Duration.ofMinutes(3));
      greenHas(shop, 100);
    }
  }

  @Test
  void recordsAreShiftedWhenRoute53IsInSync() {
    var shop = Shop.in(world);
    try (var stage = Stage.open(world, "register-route53-split.json")) {
      give(stage, "shift-dns.json");
      assertThat(shop.records("green").weight()).isEqualTo(10);
      world.advance(Duration.ofMinutes(20));

      assertThat(shop.records("green").weight()).isEqualTo(100);
      assertThat(Journal.changes(stage)).hasSize(2);
      assertThat(stage.state("shop-dns").shift()).isNull();
    }
  }

  @Test
  void ordersThatMakeNoSenseAreRefused() {
    Shop.in(world);
    try (var stage = open()) {
      assertThat(
              stage
                  .operate(Stage.event("malformed/operator-shift-steps-fall.json"))
                  .path("message")
                  .asText())
          .contains("rising");
      assertThat(give(stage, "shift-halt.json").path("message").asText())
          .contains("is not being shifted");
      assertThat(
              stage
                  .operate(Stage.event("operator/shift.json").replace("candidate", "stable"))
                  .path("message")
                  .asText())
          .contains("100 % already");
      assertThat(
              stage
                  .operate(Stage.event("operator/shift.json").replace("\"5m\"", "\"soon\""))
                  .path("error")
                  .asText())
          .isEqualTo("BAD_VALUE");
    }
  }
}
