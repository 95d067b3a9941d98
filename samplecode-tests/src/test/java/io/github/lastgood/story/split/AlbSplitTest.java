package io.github.lastgood.story.split;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Fleet;
import io.github.lastgood.account.Shop;
import io.github.lastgood.account.World;
import io.github.lastgood.account.autoscaling.GroupSpec;
import io.github.lastgood.account.call.AwsErrors;
import io.github.lastgood.account.call.Fault;
import io.github.lastgood.account.message.PublishedEvent;
import io.github.lastgood.stage.Stage;
import io.github.lastgood.target.Quarantined;
import io.github.lastgood.target.Revision;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;

class AlbSplitTest {
  private static final String REGISTER = "register-alb-split.json";
  private static final String FRONT = "shop-front";

  private final World world = World.create();

  private static String ended(Stage stage) {
    return stage.lastgood().ledger().rollbacks(FRONT).getFirst().status().name();
  }

  @Test
  void badCanaryLosesItsTrafficAndTheAlarmRecovers() {
    var shop = Shop.in(world);
    try (var stage = Stage.open(world, REGISTER)) {
      shop.deployBadGreen(10);
      shop.weigh(75, 25);
      world.advance(Duration.ofMinutes(30));

      assertThat(shop.weights()).containsEntry(Shop.BLUE, 100).containsEntry(Shop.GREEN, 0);
      assertThat(ended(stage)).isEqualTo("RECOVERED");
      assertThat(stage.state(FRONT).quarantine())
          .extracting(Quarantined::revision)
          .extracting(Revision::id)
          .containsExactly("stable=75,candidate=25");
      assertThat(Journal.changes(stage)).containsExactly("elasticloadbalancing:ModifyRule");
      assertThat(stage.busEvents())
          .extracting(PublishedEvent::detailType)
          .contains("Rollback Started", "Rollback Recovered");
    }
  }

  @Test
  void switchToABadGreenGoesBackToBlue() {
    var shop = Shop.in(world);
    try (var stage = Stage.open(world, REGISTER)) {
      shop.deployBadGreen(50);
      shop.weigh(0, 1);
      world.advance(Duration.ofMinutes(30));

      assertThat(shop.weights()).containsEntry(Shop.BLUE, 100).containsEntry(Shop.GREEN, 0);
      assertThat(ended(stage)).isEqualTo("RECOVERED");
    }
  }

  @Test
  void goodGreenBecomesKnownGoodOnlyWhenItHasAllTheTraffic() {
    var shop = Shop.in(world);
    try (var stage = Stage.open(world, REGISTER)) {
      shop.weigh(50, 50);
      world.advance(Duration.ofMinutes(40));
      assertThat(stage.state(FRONT).knownGood()).hasSize(1);

      shop.weigh(0, 100);
      world.advance(Duration.ofMinutes(20));
      assertThat(stage.state(FRONT).knownGood())
          .extracting(good -> good.revision().id())
          .containsExactly("stable=0,candidate=100", "stable=100,candidate=0");
    }
  }

  @Test
  void theSignInActionStaysWithItsSecretAndEverythingElse() {
    var shop = Shop.in(world, false, true);
    try (var stage = Stage.open(world, REGISTER)) {
      shop.deployBadGreen(10);
      world.account().elb().modifyRule(r -> r.ruleArn(Shop.RULE).actions(shop.split(75, 25)));
      var before = shop.described();
      world.advance(Duration.ofMinutes(30));

      assertThat(shop.weights()).containsEntry(Shop.BLUE, 100);
      assertThat(shop.described().getFirst()).isEqualTo(before.getFirst());
      assertThat(shop.described()).extracting(Action::order).containsExactly(1, 2);
      assertThat(Journal.changes(stage)).hasSize(1);
    }
  }

  @Test
  void stickyClientsLeaveTheBadGroupBecauseItLeavesTheAction() {
    var shop = Shop.in(world, true, false);
    try (var stage = Stage.open(world, REGISTER)) {
      shop.deployBadGreen(10);
      shop.weigh(50, 50);
      world.advance(Duration.ofMinutes(30));

      assertThat(shop.weights()).containsOnlyKeys(Shop.BLUE);
      assertThat(world.account().elb().percent(Shop.GREEN)).isZero();
      assertThat(ended(stage)).isEqualTo("RECOVERED");
      assertThat(stage.state(FRONT).current())
          .satisfies(
              current -> assertThat(current.revision().id()).isEqualTo("stable=100,candidate=0"));
    }
  }

  @Test
  void nothingIsMovedToASideWithoutEnoughHealthyTargets() {
    var shop = Shop.in(world);
    try (var stage = Stage.open(world, REGISTER)) {
      shop.deployBadGreen(10);
      world.account().elb().targets(Shop.BLUE, 1, 3);
      shop.weigh(75, 25);
      world.advance(Duration.ofMinutes(20));

      assertThat(shop.weights()).containsEntry(Shop.GREEN, 25);
      assertThat(Journal.changes(stage)).isEmpty();
      assertThat(stage.notices())
          .anySatisfy(
              notice -> assertThat(notice.message()).contains("shop-blue has 1 healthy targets"));
    }
  }

  @Test
  void busyLoadBalancerIsAskedAgainByTheNextTick() {
    var shop = Shop.in(world);
    try (var stage = Stage.open(world, REGISTER)) {
      world
          .account()
          .calls()
          .hook(
              Fault.before(
                  "elasticloadbalancing:ModifyRule", 2, AwsErrors::priorRequestNotComplete));
      shop.deployBadGreen(10);
      shop.weigh(75, 25);
      world.advance(Duration.ofMinutes(30));

      assertThat(shop.weights()).containsEntry(Shop.BLUE, 100);
      assertThat(ended(stage)).isEqualTo("RECOVERED");
      assertThat(Journal.changes(stage)).hasSize(3);
    }
  }

  @Test
  void crashAfterTheMoveIsFinishedWithoutMovingTwice() {
    var shop = Shop.in(world);
    try (var stage = Stage.open(world, REGISTER)) {
      world.account().calls().hook(Fault.crashAfter("elasticloadbalancing:ModifyRule"));
      shop.deployBadGreen(10);
      shop.weigh(75, 25);
      world.advance(Duration.ofMinutes(30));

      assertThat(ended(stage)).isEqualTo("RECOVERED");
      assertThat(Journal.changes(stage)).hasSize(1);
    }
  }

  @Test
  void lostEventsCostAMinute() {
    var shop = Shop.in(world);
    try (var stage = new Stage(world)) {
      stage.operate(Stage.event("operator/" + REGISTER));
      stage.tickEveryMinute();
      shop.deployBadGreen(10);
      shop.weigh(75, 25);
      world.advance(Duration.ofMinutes(30));

      assertThat(shop.weights()).containsEntry(Shop.BLUE, 100);
      assertThat(ended(stage)).isEqualTo("RECOVERED");
    }
  }

  @Test
  void aListenersDefaultActionIsChangedByModifyListener() {
    var shop = Shop.in(world);
    try (var stage = new Stage(world)) {
      stage.hear(listener -> listener);
      stage.tickEveryMinute();
      stage.operate(
          Stage.event("operator/" + REGISTER)
              .replaceAll(
                  "listener-rule/[^\"]*",
                  Shop.LISTENER.substring(Shop.LISTENER.indexOf("listener/"))));
      shop.deployBadGreen(10);
      world
          .account()
          .elb()
          .modifyListener(
              r -> r.listenerArn(Shop.LISTENER).defaultActions(Shop.actions(75, 25, false, false)));
      world.advance(Duration.ofMinutes(30));

      assertThat(Journal.changes(stage)).containsExactly("elasticloadbalancing:ModifyListener");
      assertThat(ended(stage)).isEqualTo("RECOVERED");
    }
  }

  @Test
  void rollbackAndBackByHand() {
    var shop = Shop.in(world);
    try (var stage = Stage.open(world, REGISTER)) {
      shop.weigh(0, 100);
      world.advance(Duration.ofMinutes(20));
      var order =
          "{\"command\":\"rollback\",\"target\":\"shop-front\",\"by\":\"ana\",\"reason\":\"prices\""
              + ",\"to\":\"%s\"}";

      assertThat(stage.operate(order.formatted("stable=50,candidate=50")).path("reason").asText())
          .isEqualTo("ORDERED_IS_GONE");
      assertThat(stage.operate(order.formatted("blue")).path("error").asText())
          .isEqualTo("BAD_VALUE");
      assertThat(stage.operate(order.formatted("stable=100,candidate=0")).path("method").asText())
          .isEqualTo("SHIFT_TRAFFIC");
      world.advance(Duration.ofMinutes(2));
      assertThat(shop.weights()).containsEntry(Shop.BLUE, 100).containsEntry(Shop.GREEN, 0);
    }
  }

  @Test
  void candidatesGroupIsScaledInWhenThePolicySaysSo() {
    var shop = Shop.in(world);
    Fleet.in(world);
    var account = world.account();
    account
        .autoScaling()
        .createGroup(
            new GroupSpec(
                "web-green",
                "0c9f6a2e-51d3-4b7e-8f60-3a1d2b4c5e6f",
                Fleet.specification("7"),
                null,
                2,
                account.now()));
    try (var stage = new Stage(world)) {
      stage.operate(Stage.event("operator/" + REGISTER).replace("\"keep\"", "\"zero\""));
      stage.tickEveryMinute();
      shop.deployBadGreen(10);
      shop.weigh(75, 25);
      world.advance(Duration.ofMinutes(30));

      assertThat(account.autoScaling().group("web-green").desiredCapacity()).isZero();
      assertThat(account.autoScaling().group("web-green").minSize()).isZero();
      assertThat(Journal.changes(stage))
          .containsExactly("elasticloadbalancing:ModifyRule", "autoscaling:UpdateAutoScalingGroup");
    }
  }

  @Test
  void groupThatCannotBeScaledInDoesNotSpoilTheRollback() {
    var shop = Shop.in(world);
    try (var stage = new Stage(world)) {
      stage.operate(Stage.event("operator/" + REGISTER).replace("\"keep\"", "\"zero\""));
      stage.tickEveryMinute();
      shop.deployBadGreen(10);
      shop.weigh(75, 25);
      world.advance(Duration.ofMinutes(30));

      assertThat(ended(stage)).isEqualTo("RECOVERED");
    }
  }

  @Test
  void rulesThatEcsRunsAreRefused() {
    Shop.in(world);
    try (var stage = new Stage(world)) {
      world
          .account()
          .ecs()
          .balance(
              World.CLUSTER,
              World.OTHER_SERVICE,
              LoadBalancer.builder()
                  .targetGroupArn("arn:other")
                  .advancedConfiguration(a -> a.productionListenerRule(Shop.RULE))
                  .build());

      var answer = stage.operate(Stage.event("operator/" + REGISTER));

      assertThat(answer.path("error").asText()).isEqualTo("NOT_SUPPORTED");
      assertThat(answer.path("message").asText()).contains("ECS service billing-api");
    }
  }

  @Test
  void whatCannotBeASplitIsRefusedWithTheReason() {
    var shop = Shop.in(world);
    try (var stage = new Stage(world)) {
      var form = Stage.event("operator/" + REGISTER);
      assertThat(message(stage, form.replace("943f017f100becff", "0000000000000000")))
          .contains("there is no target group");
      assertThat(
              message(
                  stage, form.replace("shop-green/943f017f100becff", "shop-blue/6d0ecf831eec9f09")))
          .contains("same target group");
      assertThat(message(stage, form.replace("9683b2d02a6cabee", "0000000000000000")))
          .contains("there is no listener or rule");
      assertThat(message(stage, form.replace("\"keep\"", "\"none\""))).contains("keep or zero");
      shop.weigh(0, 0);
      assertThat(message(stage, form)).contains("gives traffic neither to shop-blue");
    }
  }

  private static String message(Stage stage, String form) {
    return stage.operate(form).path("message").asText();
  }
}
