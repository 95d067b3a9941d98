package io.github.lastgood.simulation.team;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lastgood.account.Account;
import io.github.lastgood.account.Shop;
import io.github.lastgood.account.call.Call;
import io.github.lastgood.simulation.Chance;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/// Owners of two target groups that share a rule's traffic.
public final class AlbTeam extends SplitTeam {
  private static final int SERVERS = 4;

  private final boolean sticky;

  private AlbTeam(String name, Account account, Chance chance) {
    super(name, account, chance);
    this.sticky = chance.once(0.3);
  }

  /// The rule, blue with all the traffic; sometimes clients are pinned by a cookie.
  public static AlbTeam of(String name, Account account, Chance chance) {
    var team = new AlbTeam(name, account, chance);
    var elb = account.elb();
    elb.createTargetGroup("shop-blue", last(Shop.BLUE), SERVERS);
    elb.createTargetGroup("shop-green", last(Shop.GREEN), SERVERS);
    var first = Shop.actions(100, 0, team.sticky, false);
    elb.createListener(Shop.LISTENER, first);
    elb.createRule(
        Shop.RULE,
        Shop.LISTENER,
        "10",
        RuleCondition.builder().field("host-header").values(Shop.NAME).build(),
        first);
    team.defineAlarms();
    return team;
  }

  private static String last(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  @Override
  String kind() {
    return "albTrafficSplit";
  }

  @Override
  ObjectNode resource() {
    return object().put("ruleArn", Shop.RULE).put("stable", Shop.BLUE).put("candidate", Shop.GREEN);
  }

  @Override
  int candidateShare() {
    var rule =
        account.elb().describeRules(request -> request.ruleArns(Shop.RULE)).rules().getFirst();
    return split(rule.actions())
        .map(id -> Integer.parseInt(id.substring(id.lastIndexOf('=') + 1)))
        .orElse(0);
  }

  private static Optional<String> split(List<Action> actions) {
    var weights = new HashMap<String, Integer>();
    actions.stream()
        .filter(action -> action.type() == ActionTypeEnum.FORWARD)
        .flatMap(action -> action.forwardConfig().targetGroups().stream())
        .forEach(group -> weights.put(group.targetGroupArn(), group.weight()));
    return split(weights.getOrDefault(Shop.BLUE, 0), weights.getOrDefault(Shop.GREEN, 0));
  }

  @Override
  void weigh(int stable, int candidate) {
    var actions = Shop.actions(stable, candidate, sticky, false);
    account.elb().modifyRule(request -> request.ruleArn(Shop.RULE).actions(actions));
  }

  @Override
  void put(boolean candidate, Quality quality) {
    account.elb().behave(arn(candidate), quality.side(chance.between(1, 30)));
  }

  @Override
  void health(boolean candidate, boolean isHealthy) {
    var healthy = isHealthy ? SERVERS : 0;
    account.elb().targets(arn(candidate), healthy, SERVERS - healthy);
  }

  @Override
  boolean isChecked(boolean candidate) {
    return true;
  }

  private static String arn(boolean candidate) {
    return candidate ? Shop.GREEN : Shop.BLUE;
  }

  @Override
  public boolean isHurt() {
    return account.elb().isRed(List.of(Shop.BLUE, Shop.GREEN));
  }

  @Override
  public boolean isMovedBy(Call call) {
    return call.name().equals("elasticloadbalancing:ModifyRule")
        && call.argument("ruleArn").equals(Shop.RULE);
  }

  @Override
  public Optional<String> revisionOf(Call call) {
    return call.arguments().get("actions") instanceof List<?> actions
        ? split(actions.stream().filter(Action.class::isInstance).map(Action.class::cast).toList())
        : Optional.empty();
  }
}
