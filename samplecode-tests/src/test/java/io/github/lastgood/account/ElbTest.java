package io.github.lastgood.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lastgood.account.event.AwsEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.InvalidConfigurationRequestException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.InvalidLoadBalancerActionException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.OperationNotPermittedException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

class ElbTest {
  private final World world = World.create();
  private final ElasticLoadBalancingV2Client elb = world.account().clients().elb();

  private List<Action> actions() {
    return elb.describeRules(r -> r.ruleArns(Shop.RULE)).rules().getFirst().actions();
  }

  private List<TargetHealthStateEnum> health(String group) {
    return elb
        .describeTargetHealth(r -> r.targetGroupArn(group))
        .targetHealthDescriptions()
        .stream()
        .map(each -> each.targetHealth().state())
        .toList();
  }

  private static Action to(String group) {
    return Action.builder().type(ActionTypeEnum.FORWARD).targetGroupArn(group).build();
  }

  @Test
  void rulesAndListenersShowTheirActionsAndTheDefaultRuleIsTheListeners() {
    Shop.in(world);

    var rules = elb.describeRules(r -> r.listenerArn(Shop.LISTENER)).rules();
    var listener = elb.describeListeners(r -> r.listenerArns(Shop.LISTENER)).listeners();

    assertThat(rules).extracting("isDefault").containsExactly(true, false);
    assertThat(listener)
        .singleElement()
        .satisfies(each -> assertThat(each.defaultActions()).isEqualTo(rules.getFirst().actions()));
    assertThat(elb.describeTargetGroups(r -> r.targetGroupArns(Shop.GREEN)).targetGroups())
        .singleElement()
        .satisfies(group -> assertThat(group.targetGroupName()).isEqualTo("shop-green"));
    assertThatThrownBy(() ->
            elb.modifyRule(r ->
                r.ruleArn(rules.getFirst().ruleArn()).actions(Shop.actions(0, 1, false, false))))
        .isInstanceOf(OperationNotPermittedException.class);
  }

  @Test
  void clientSecretIsNeverShownAndMustBeKeptByName() {
    Shop.in(world, false, true);
    var login = actions().getFirst();
    var forward = actions().getLast();

    assertThat(login.authenticateOidcConfig().clientSecret()).isNull();
    assertThatThrownBy(() -> elb.modifyRule(r -> r.ruleArn(Shop.RULE).actions(login, forward)))
        .isInstanceOf(InvalidLoadBalancerActionException.class)
        .hasMessageContaining("client secret");
    var kept =
        login.toBuilder()
            .authenticateOidcConfig(
                login.authenticateOidcConfig().toBuilder().useExistingClientSecret(true).build())
            .build();
    elb.modifyRule(r -> r.ruleArn(Shop.RULE).actions(kept, forward));
    assertThat(actions()).hasSize(2);
  }

  @Test
  void whatTheApiRefuses() {
    Shop.in(world);

    assertThatThrownBy(() -> elb.describeRules(r -> r.ruleArns("arn:nobodys")))
        .isInstanceOf(RuleNotFoundException.class);
    assertThatThrownBy(() -> elb.describeListeners(r -> r.listenerArns("arn:nobodys")))
        .isInstanceOf(ListenerNotFoundException.class);
    assertThatThrownBy(() -> elb.describeTargetHealth(r -> r.targetGroupArn("arn:nobodys")))
        .isInstanceOf(TargetGroupNotFoundException.class);
    assertThatThrownBy(() ->
            elb.modifyRule(r -> r.ruleArn(Shop.RULE).actions(Shop.actions(1000, 0, false, false))))
        .isInstanceOf(InvalidConfigurationRequestException.class);
    var both = Shop.actions(1, 1, false, false).getFirst().toBuilder().targetGroupArn(Shop.BLUE);
    assertThatThrownBy(() -> elb.modifyRule(r -> r.ruleArn(Shop.RULE).actions(both.build())))
        .isInstanceOf(InvalidLoadBalancerActionException.class);
    assertThatThrownBy(() -> elb.modifyRule(r -> r.ruleArn(Shop.RULE).actions(List.of())))
        .isInstanceOf(InvalidLoadBalancerActionException.class);
  }

  @Test
  void groupThatNoRuleNamesIsUnusedAndIsCheckedFromScratchWhenItIsNamedAgain() {
    Shop.in(world);
    elb.modifyRule(r -> r.ruleArn(Shop.RULE).actions(to(Shop.BLUE)));
    elb.modifyListener(r -> r.listenerArn(Shop.LISTENER).defaultActions(to(Shop.BLUE)));
    assertThat(health(Shop.GREEN)).containsOnly(TargetHealthStateEnum.UNUSED);
    assertThat(actions().getFirst().targetGroupArn()).isEqualTo(Shop.BLUE);
    assertThat(actions().getFirst().forwardConfig().targetGroups()).hasSize(1);

    elb.modifyRule(r -> r.ruleArn(Shop.RULE).actions(Shop.actions(100, 0, false, false)));
    assertThat(health(Shop.GREEN)).containsOnly(TargetHealthStateEnum.INITIAL);
    world.advance(Duration.ofSeconds(30));
    world.account().elb().targets(Shop.GREEN, 1, 1);
    assertThat(health(Shop.GREEN))
        .containsExactly(TargetHealthStateEnum.HEALTHY, TargetHealthStateEnum.UNHEALTHY);
  }

  @Test
  void alarmGoesRedOnceTheBadSideGetsEnoughTraffic() {
    var shop = Shop.in(world);
    shop.deployBadGreen(25);

    shop.weigh(95, 5);
    world.advance(Duration.ofMinutes(10));
    assertThat(world.account().alarms().isRed(Shop.ALARM_FRONT)).isFalse();

    shop.weigh(75, 25);
    world.advance(Duration.ofMinutes(5));
    assertThat(world.account().alarms().isRed(Shop.ALARM_FRONT)).isTrue();

    shop.weigh(100, 0);
    world.advance(Duration.ofMinutes(5));
    assertThat(world.account().alarms().isRed(Shop.ALARM_FRONT)).isFalse();
  }

  @Test
  void cookiesHoldClientsAtWeightZeroUntilTheGroupLeavesTheAction() {
    var shop = Shop.in(world, true, false);
    shop.weigh(50, 50);
    shop.weigh(100, 0);
    assertThat(world.account().elb().percent(Shop.GREEN)).isEqualTo(50);

    elb.modifyRule(r -> r.ruleArn(Shop.RULE).actions(to(Shop.BLUE)));
    assertThat(world.account().elb().percent(Shop.GREEN)).isZero();
  }

  @Test
  void trafficToAGroupWithoutHealthyTargetsHurts() {
    var shop = Shop.in(world);
    world.account().elb().targets(Shop.GREEN, 0, 2);
    shop.weigh(0, 100);
    world.advance(Duration.ofMinutes(5));
    assertThat(world.account().alarms().isRed(Shop.ALARM_FRONT)).isTrue();
  }

  @Test
  void changesAreToldByCloudTrailHalfAMinuteLater() {
    var shop = Shop.in(world);
    shop.weigh(50, 50);
    elb.modifyListener(r -> r.listenerArn(Shop.LISTENER).defaultActions(to(Shop.BLUE)));
    world.advance(Duration.ofMinutes(1));

    assertThat(world.account().events().emitted())
        .filteredOn(event -> event.detailType().equals("AWS API Call via CloudTrail"))
        .extracting(AwsEvent::json)
        .satisfiesExactly(
            json ->
                assertThat(json)
                    .contains("\"eventName\":\"ModifyRule\"", "\"ruleArn\":\"" + Shop.RULE),
            json ->
                assertThat(json).contains("ModifyListener", "\"listenerArn\":\"" + Shop.LISTENER));
  }
}
