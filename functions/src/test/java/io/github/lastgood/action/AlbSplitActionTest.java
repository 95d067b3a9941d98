package io.github.lastgood.action;

import static io.github.lastgood.action.FakeBalancer.forward;
import static io.github.lastgood.action.FakeBalancer.group;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lastgood.target.Candidate;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Resource.AlbTrafficSplit;
import io.github.lastgood.target.ResourceForm;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Shop;
import io.github.lastgood.target.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;

class AlbSplitActionTest {
  private static final AlbTrafficSplit FRONT = Shop.FRONT;

  private FakeBalancer balancer = FakeBalancer.of(0, 100);
  private final List<String> scaledIn = new ArrayList<>();
  private @Nullable String owner;

  private final AlbSplitAction action =
      new AlbSplitAction(() -> balancer, _ -> Optional.ofNullable(owner), scaledIn::add);

  private Moved rollBack(AlbTrafficSplit split, Split to) {
    return action.move(
        split,
        Shop.rollback(to),
        Shop.live(Shop.CANDIDATE),
        Shop.seen(Shop.CANDIDATE),
        Optional::empty);
  }

  private static ResourceForm.AlbTrafficSplit form(String arn) {
    return new ResourceForm.AlbTrafficSplit(arn, Shop.BLUE, Shop.GREEN, "web-green", 2, false);
  }

  @Test
  void aRuleIsFoundAsItIsWritten() {
    assertThat(action.find(form(Shop.RULE))).contains(FRONT);
    assertThat(action.find(form("arn:no:listener-rule/app/x/1/2/3"))).isEmpty();
  }

  @Test
  void theDefaultRuleIsItsListeners() {
    balancer.defaultRule = true;

    assertThat(action.objection(FRONT))
        .contains(
            "its rule is the default rule of a listener; write the listener's ARN as ruleArn, "
                + Shop.LISTENER
                + ".");
  }

  @Test
  void aListenerIsFoundByItsDefaultAction() {
    assertThat(action.find(form(Shop.LISTENER))).isEmpty();
    balancer.actions.put(Shop.LISTENER, List.of(forward(100, 0)));
    assertThat(action.find(form(Shop.LISTENER)))
        .map(AlbTrafficSplit::ruleArn)
        .contains(Shop.LISTENER);
  }

  @Test
  void whenAwsDoesNotAnswerNothingIsCalledMissing() {
    balancer.refusal = FakeBalancer.refusal("ServiceUnavailable", 503);
    assertThatThrownBy(() -> action.find(form(Shop.RULE)))
        .isInstanceOf(ElasticLoadBalancingV2Exception.class);
    balancer.refusal = FakeBalancer.refusal("AccessDenied", 403);
    assertThatThrownBy(() -> action.observe(FRONT, null))
        .isInstanceOf(ElasticLoadBalancingV2Exception.class);
  }

  @Test
  void aSplitThatNobodyElseRunsMayBeRegistered() {
    assertThat(action.objection(FRONT)).isEmpty();
  }

  @Test
  void aSplitThatEcsRunsIsRefused() {
    owner = "ECS service shop";

    assertThat(action.objection(FRONT).orElseThrow())
        .endsWith(
            "is run by ECS service shop, which sets its weights itself; register that"
                + " instead.");
  }

  @Test
  void theSidesMustBeTwoGroupsThatAreThere() {
    var same = new AlbTrafficSplit(Shop.RULE, Shop.BLUE, Shop.BLUE, null, 1, false);
    assertThat(action.objection(same)).contains("stable and candidate are the same target group.");

    balancer.health.remove(Shop.GREEN);
    assertThat(action.objection(FRONT)).contains("there is no target group " + Shop.GREEN + ".");
  }

  @ParameterizedTest
  @CsvSource({
    "100, 0,   'stable=100,candidate=0', true",
    "200, 100, 'stable=67,candidate=33', false",
    "0,   1,   'stable=0,candidate=100', true",
  })
  void theWeightsAreTheRevisionAndItRunsAloneWhenOneSideHasEverything(
      int stable, int candidate, String revision, boolean settled) {
    balancer = FakeBalancer.of(stable, candidate);

    var live = (LiveState.Running) action.observe(FRONT, null);
    assertThat(live.deployment().id()).as("a split has no deployments").isEmpty();
    assertThat(live.deployment().revision().id()).isEqualTo(revision);
    assertThat(live.isInFlight()).isEqualTo(!settled);
    assertThat(live.failed()).isFalse();
    assertThat(live.rollsBackItself()).isFalse();
    assertThat(action.resolve(FRONT, live.deployment())).isEqualTo(live.deployment());
  }

  @Test
  void weightsThatSayNothingCannotBeUsed() {
    balancer = FakeBalancer.of(0, 0);
    assertThat(action.observe(FRONT, null))
        .isEqualTo(
            new LiveState.Unusable(
                "The " + FRONT.label() + " gives traffic neither to shop-blue nor to shop-green."));

    balancer.actions.put(
        Shop.RULE,
        List.of(
            forward(
                group(Shop.BLUE, 1),
                group("arn:aws:elasticloadbalancing:e:1:targetgroup/canary/1", 1))));
    assertThat(action.observe(FRONT, null))
        .isEqualTo(
            new LiveState.Unusable("The " + FRONT.label() + " gives traffic to canary as well."));

    balancer.actions.clear();
    assertThat(action.observe(FRONT, null))
        .isEqualTo(new LiveState.Unusable("The " + FRONT.label() + " does not exist."));
  }

  @Test
  void onlyOneSideWholeIsAPlaceToGoBackTo() {
    assertThat(action.check(FRONT, Shop.STABLE.revision()).availability())
        .isEqualTo(new Candidate.Ready());
    assertThat(action.check(FRONT, new Split(95, 5).revision()).isGone()).isTrue();
    assertThat(action.check(FRONT, Revision.of("orders-api:41")).isGone()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "healthy healthy,         ''",
    "healthy unavailable,     ''",
    "healthy initial,         'shop-blue has 1 healthy targets, and needs 2.'",
    "unhealthy draining,      'shop-blue has 0 healthy targets, and needs 2.'",
    "unused unused unused,    'shop-blue has 0 healthy targets, and needs 2.'",
  })
  void aSideWithoutEnoughHealthyTargetsIsGone(String states, String why) {
    balancer.health.put(Shop.BLUE, List.of(states.split(" ", -1)));

    assertThat(action.check(FRONT, Shop.STABLE.revision()).availability())
        .isEqualTo(why.isEmpty() ? new Candidate.Ready() : new Candidate.Gone(why));
    assertThat(rollBack(FRONT, Shop.STABLE))
        .isEqualTo(why.isEmpty() ? new Moved.Accepted(null) : new Moved.NotYet(why));
    assertThat(balancer.weight(Shop.BLUE)).isEqualTo(why.isEmpty() ? "100" : "0");
  }

  @Test
  void aGroupThatDoesNotExistHasNoTargets() {
    balancer.health.remove(Shop.BLUE);

    assertThat(action.check(FRONT, Shop.STABLE.revision()).availability())
        .isEqualTo(new Candidate.Gone("shop-blue has 0 healthy targets, and needs 2."));
  }

  @Test
  void aRollbackSetsBothWeightsInOneCallAndKeepsTheBadGroupInPlace() {
    assertThat(rollBack(FRONT, Shop.STABLE)).isEqualTo(new Moved.Accepted(null));
    assertThat(balancer.calls).containsExactly("ModifyRule");
    assertThat(balancer.weight(Shop.BLUE)).isEqualTo("100");
    assertThat(balancer.weight(Shop.GREEN)).isEqualTo("0");
  }

  @Test
  void theListenersOwnActionIsChangedByModifyListener() {
    balancer.actions.put(Shop.LISTENER, List.of(forward(0, 100)));
    var front = new AlbTrafficSplit(Shop.LISTENER, Shop.BLUE, Shop.GREEN, null, 1, true);

    assertThat(rollBack(front, Shop.STABLE)).isEqualTo(new Moved.Accepted(null));
    assertThat(balancer.calls).containsExactly("ModifyListener");
    assertThat(scaledIn).as("it has no group").isEmpty();
  }

  @Test
  void aRollbackThatIsMadeAlreadyIsNotMadeAgain() {
    rollBack(FRONT, Shop.STABLE);
    assertThat(rollBack(FRONT, Shop.STABLE)).isEqualTo(new Moved.Accepted(null));
    assertThat(balancer.calls).hasSize(1);
  }

  @Test
  void whereACookiePinsClientsTheBadGroupIsTakenOut() {
    balancer.actions.put(Shop.RULE, List.of(FakeBalancer.sticky(forward(100, 0))));

    assertThat(rollBack(FRONT, Shop.STABLE)).isEqualTo(new Moved.Accepted(null));
    assertThat(balancer.weight(Shop.GREEN)).as("weight 0 does not let go of them").isEqualTo("-");
    assertThat(balancer.weight(Shop.BLUE)).isEqualTo("100");
    assertThat(rollBack(FRONT, Shop.STABLE)).isEqualTo(new Moved.Accepted(null));
    assertThat(balancer.calls).hasSize(1);
  }

  @Test
  void aGroupThatIsNotInTheRuleComesInWithNothingFirst() {
    balancer.actions.put(Shop.RULE, List.of(forward(group(Shop.BLUE, 7))));
    balancer.health.put(Shop.GREEN, List.of("unused", "unused"));

    assertThat(action.unfit(FRONT, Shop.CANDIDATE)).as("it is not checked yet").isEmpty();
    assertThat(action.shift(FRONT, Shop.CANDIDATE)).isInstanceOf(Moved.NotYet.class);
    assertThat(balancer.weight(Shop.BLUE)).isEqualTo("100");
    assertThat(balancer.weight(Shop.GREEN)).isEqualTo("0");

    assertThat(action.shift(FRONT, Shop.CANDIDATE))
        .isEqualTo(new Moved.NotYet("shop-green has 0 healthy targets, and needs 2."));
    balancer.health.put(Shop.GREEN, List.of("healthy", "healthy"));
    assertThat(action.shift(FRONT, Shop.CANDIDATE)).isEqualTo(new Moved.Accepted(null));
    assertThat(balancer.weight(Shop.GREEN)).isEqualTo("100");
  }

  @Test
  void aShiftKeepsBothGroupsEvenWhereACookiePins() {
    balancer.actions.put(Shop.RULE, List.of(FakeBalancer.sticky(forward(100, 0))));

    assertThat(action.shift(FRONT, Shop.CANDIDATE)).isEqualTo(new Moved.Accepted(null));
    assertThat(balancer.weight(Shop.BLUE)).isEqualTo("0");
    assertThat(action.shift(FRONT, Shop.CANDIDATE)).isEqualTo(new Moved.Accepted(null));
    assertThat(balancer.calls).hasSize(1);
    assertThat(action.isMade("anything")).isTrue();
  }

  @Test
  void aCanaryNeedsBothSidesHealthy() {
    balancer.health.put(Shop.GREEN, List.of("healthy"));

    assertThat(action.unfit(FRONT, new Split(95, 5)))
        .contains("shop-green has 1 healthy targets, and needs 2.");
    assertThat(action.unfit(FRONT, Shop.STABLE)).isEmpty();
  }

  @Test
  void theCanarysGroupIsScaledInOnlyWhenItsOwnerSaysSoAndOnlyAfterTheTrafficIsBack() {
    var scales = Shop.front(2, true);
    balancer.health.put(Shop.BLUE, List.of());
    rollBack(scales, Shop.STABLE);
    assertThat(scaledIn).as("the traffic is not back").isEmpty();

    balancer.health.put(Shop.BLUE, List.of("healthy", "healthy"));
    rollBack(scales, Shop.STABLE);
    assertThat(scaledIn).containsExactly("web-green");

    scaledIn.clear();
    rollBack(scales, Shop.CANDIDATE);
    rollBack(FRONT, Shop.STABLE);
    assertThat(scaledIn).isEmpty();
  }

  @Test
  void aGroupThatStaysLargeDoesNotFailTheRollback() {
    var fails =
        new AlbSplitAction(
            () -> balancer,
            _ -> Optional.empty(),
            _ -> {
              throw SdkClientException.create("no answer");
            });

    assertThat(
            fails.move(
                Shop.front(2, true),
                Shop.rollback(Shop.STABLE),
                Shop.live(Shop.CANDIDATE),
                Shop.seen(Shop.CANDIDATE),
                Optional::empty))
        .isEqualTo(new Moved.Accepted(null));
  }

  @ParameterizedTest
  @CsvSource({
    "PriorRequestNotComplete, 429, NotYet",
    "Throttling,              400, NotYet",
    "OperationNotPermitted,   400, Refused",
    "InvalidLoadBalancerAction, 400, Refused",
  })
  void aRefusalIsWaitedOutOrFinal(String code, int status, String moved) {
    balancer.refusal = FakeBalancer.refusal(code, status);

    var said = rollBack(FRONT, Shop.STABLE);
    assertThat(said.getClass().getSimpleName()).isEqualTo(moved);
    assertThat(said.toString()).contains(code);
  }

  @Test
  void anErrorOfAwssIsRetried() {
    balancer.refusal = FakeBalancer.refusal("InternalFailure", 500);

    assertThatThrownBy(() -> rollBack(FRONT, Shop.STABLE))
        .isInstanceOf(ElasticLoadBalancingV2Exception.class);
  }

  @Test
  void aRuleThatIsGoneIsRefused() {
    balancer.actions.clear();

    assertThat(rollBack(FRONT, Shop.STABLE))
        .isEqualTo(new Moved.Refused("The " + FRONT.label() + " does not exist."));
  }

  @Test
  void aSplitIsItsOwnDefinition() {
    assertThat(action.definitionOf(FRONT, new Split(95, 5).revision()))
        .contains("{\"stable\":95,\"candidate\":5}");
    assertThat(action.definitionOf(FRONT, Revision.of("orders-api:41"))).isEmpty();
  }
}
