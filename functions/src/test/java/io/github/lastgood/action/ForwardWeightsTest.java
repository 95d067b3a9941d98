package io.github.lastgood.action;

import static io.github.lastgood.action.FakeBalancer.forward;
import static io.github.lastgood.action.FakeBalancer.group;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.target.Shop;
import io.github.lastgood.target.Split;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

class ForwardWeightsTest {
  private static final String CANARY = Shop.BLUE.replace("shop-blue", "shop-canary");

  private static ForwardWeights of(Action... actions) {
    return new ForwardWeights(List.of(actions));
  }

  private static Action redirect() {
    return Action.builder()
        .type("redirect")
        .redirectConfig(to -> to.host("shop.example.com"))
        .build();
  }

  @Test
  void theSplitIsTheRatioOfTheTwoSides() {
    assertThat(of(forward(180, 20)).split(Shop.FRONT)).contains(new Split(90, 10));
    assertThat(of(forward(0, 0)).split(Shop.FRONT)).isEmpty();
    assertThat(of(redirect()).split(Shop.FRONT)).isEmpty();
  }

  @Test
  void aForwardToOneGroupGivesItEverything() {
    var alone = Action.builder().type("forward").targetGroupArn(Shop.GREEN).build();

    assertThat(of(alone).split(Shop.FRONT)).contains(Shop.CANDIDATE);
    assertThat(of(alone).names(Shop.BLUE)).isFalse();
  }

  @Test
  void aGroupWithoutAWeightCountsAsOne() {
    var bare = TargetGroupTuple.builder().targetGroupArn(Shop.BLUE).build();

    assertThat(of(forward(bare, group(Shop.GREEN, 1))).split(Shop.FRONT))
        .contains(new Split(50, 50));
  }

  @Test
  void aThirdGroupIsNamedWhenItGetsTraffic() {
    assertThat(
            of(forward(group(Shop.BLUE, 1), group(CANARY, 1), group(Shop.GREEN, 1)))
                .other(Shop.FRONT))
        .isEqualTo(CANARY);
    assertThat(of(forward(group(Shop.BLUE, 1), group(CANARY, 0))).other(Shop.FRONT)).isNull();
  }

  @Test
  void aCookiePinsOnlyWhenItIsOn() {
    assertThat(of(FakeBalancer.sticky(forward(1, 0))).isSticky()).isTrue();
    assertThat(of(forward(1, 0)).isSticky()).isFalse();
    assertThat(of(redirect()).isSticky()).isFalse();
    var off =
        forward(1, 0).toBuilder()
            .forwardConfig(config -> config.targetGroupStickinessConfig(c -> c.enabled(false)))
            .build();
    assertThat(of(off).isSticky()).isFalse();
  }

  @Test
  void everyOtherActionAndPropertyIsSentAgain() {
    var login =
        Action.builder()
            .type("authenticate-oidc")
            .order(1)
            .authenticateOidcConfig(oidc -> oidc.issuer("https://id.example.com").scope("openid"))
            .build();
    var forward =
        FakeBalancer.sticky(
            forward(group(Shop.BLUE, 95), group(Shop.GREEN, 5), group(CANARY, 0)).toBuilder()
                .order(2)
                .build());

    var changed = of(login, forward).with(Shop.FRONT, Shop.STABLE, null);

    assertThat(changed).hasSize(2);
    var oidc = changed.getFirst().authenticateOidcConfig();
    assertThat(oidc.issuer()).isEqualTo("https://id.example.com");
    assertThat(oidc.scope()).isEqualTo("openid");
    assertThat(oidc.useExistingClientSecret()).as("the secret is never returned").isTrue();
    assertThat(changed.getLast().order()).isEqualTo(2);
    assertThat(changed.getLast().forwardConfig().targetGroups())
        .containsExactly(group(Shop.BLUE, 100), group(Shop.GREEN, 0), group(CANARY, 0));
    assertThat(changed.getLast().forwardConfig().targetGroupStickinessConfig())
        .isEqualTo(forward.forwardConfig().targetGroupStickinessConfig());
  }

  @Test
  void aFixedResponseBesideIsLeftAsItIs() {
    assertThat(of(redirect(), forward(1, 1)).with(Shop.FRONT, Shop.STABLE, null).getFirst())
        .isEqualTo(redirect());
  }

  @Test
  void aSingleGroupBecomesAListBecauseTheTwoFormsExcludeEachOther() {
    var alone = Action.builder().type("forward").targetGroupArn(Shop.BLUE).build();

    var changed = of(alone).with(Shop.FRONT, new Split(95, 5), null).getFirst();

    assertThat(Objects.toString(changed.targetGroupArn())).isEqualTo("null");
    assertThat(changed.forwardConfig().targetGroups())
        .containsExactly(group(Shop.BLUE, 95), group(Shop.GREEN, 5));
  }

  @Test
  void aDroppedGroupIsNotNamedAnyMore() {
    assertThat(
            of(forward(50, 50))
                .with(Shop.FRONT, Shop.STABLE, Shop.GREEN)
                .getFirst()
                .forwardConfig()
                .targetGroups())
        .containsExactly(group(Shop.BLUE, 100));
  }
}
