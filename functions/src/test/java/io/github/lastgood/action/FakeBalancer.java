package io.github.lastgood.action;

import io.github.lastgood.target.Shop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ForwardActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/// A load balancer's rules, listeners and target groups, as a test sets them. Lists of actions are
/// replaced whole, as AWS does it.
public final class FakeBalancer implements ElasticLoadBalancingV2Client {
  /// Rule or listener ARN to its actions.
  public final Map<String, List<Action>> actions = new HashMap<>();

  /// Target group ARN to the health of its targets.
  public final Map<String, List<String>> health = new HashMap<>();

  /// What was changed, by the call's name.
  public final List<String> calls = new ArrayList<>();

  /// What happens elsewhere while a rule is being changed; once.
  public @Nullable Runnable meanwhile;

  /// Thrown by the next change of a rule, once.
  public @Nullable ElasticLoadBalancingV2Exception refuseModify;

  boolean defaultRule;
  public @Nullable ElasticLoadBalancingV2Exception refusal;

  /// Two groups behind the rule, with two healthy targets each.
  public static FakeBalancer of(int stable, int candidate) {
    var balancer = new FakeBalancer();
    balancer.actions.put(Shop.RULE, List.of(forward(stable, candidate)));
    balancer.health.put(Shop.BLUE, List.of("healthy", "healthy"));
    balancer.health.put(Shop.GREEN, List.of("healthy", "healthy"));
    return balancer;
  }

  public static Action forward(int stable, int candidate) {
    return forward(group(Shop.BLUE, stable), group(Shop.GREEN, candidate));
  }

  static Action forward(TargetGroupTuple... groups) {
    return Action.builder()
        .type("forward")
        .order(1)
        .forwardConfig(ForwardActionConfig.builder().targetGroups(groups).build())
        .build();
  }

  static Action sticky(Action forward) {
    return forward.toBuilder()
        .forwardConfig(
            forward.forwardConfig().toBuilder()
                .targetGroupStickinessConfig(cookie -> cookie.enabled(true).durationSeconds(300))
                .build())
        .build();
  }

  static TargetGroupTuple group(String arn, int weight) {
    return TargetGroupTuple.builder().targetGroupArn(arn).weight(weight).build();
  }

  public static ElasticLoadBalancingV2Exception refusal(String code, int status) {
    return (ElasticLoadBalancingV2Exception)
        ElasticLoadBalancingV2Exception.builder()
            .statusCode(status)
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage("no").build())
            .build();
  }

  /// The group's weight in the rule's newest actions; `-` when they do not name it.
  public String weight(String groupArn) {
    return actions.getOrDefault(Shop.RULE, List.of()).stream()
        .filter(action -> action.forwardConfig() != null)
        .flatMap(action -> action.forwardConfig().targetGroups().stream())
        .filter(group -> group.targetGroupArn().equals(groupArn))
        .map(group -> Integer.toString(group.weight()))
        .findFirst()
        .orElse("-");
  }

  private List<Action> known(String arn, String code) {
    ElasticLoadBalancingV2Exception once = refusal;
    refusal = null;
    if (once != null) {
      throw once;
    }
    var found = actions.get(arn);
    if (found == null) {
      throw refusal(code, 400);
    }
    return found;
  }

  @Override
  public DescribeRulesResponse describeRules(DescribeRulesRequest request) {
    var arn = request.ruleArns().getFirst();
    return DescribeRulesResponse.builder()
        .rules(
            Rule.builder()
                .ruleArn(arn)
                .isDefault(defaultRule)
                .actions(known(arn, "RuleNotFound"))
                .build())
        .build();
  }

  @Override
  public DescribeListenersResponse describeListeners(DescribeListenersRequest request) {
    var arn = request.listenerArns().getFirst();
    return DescribeListenersResponse.builder()
        .listeners(
            Listener.builder()
                .listenerArn(arn)
                .defaultActions(known(arn, "ListenerNotFound"))
                .build())
        .build();
  }

  @Override
  public ModifyRuleResponse modifyRule(ModifyRuleRequest request) {
    calls.add("ModifyRule");
    ElasticLoadBalancingV2Exception once = refuseModify;
    refuseModify = null;
    if (once != null) {
      throw once;
    }
    known(request.ruleArn(), "RuleNotFound");
    actions.put(request.ruleArn(), request.actions());
    var happens = meanwhile;
    meanwhile = null;
    if (happens != null) {
      happens.run();
    }
    return ModifyRuleResponse.builder().build();
  }

  @Override
  public ModifyListenerResponse modifyListener(ModifyListenerRequest request) {
    calls.add("ModifyListener");
    known(request.listenerArn(), "ListenerNotFound");
    actions.put(request.listenerArn(), request.defaultActions());
    return ModifyListenerResponse.builder().build();
  }

  @Override
  public DescribeTargetGroupsResponse describeTargetGroups(DescribeTargetGroupsRequest request) {
    var arn = request.targetGroupArns().getFirst();
    if (!health.containsKey(arn)) {
      throw refusal("TargetGroupNotFound", 400);
    }
    return DescribeTargetGroupsResponse.builder()
        .targetGroups(TargetGroup.builder().targetGroupArn(arn).build())
        .build();
  }

  @Override
  public DescribeTargetHealthResponse describeTargetHealth(DescribeTargetHealthRequest request) {
    var states = health.get(request.targetGroupArn());
    if (states == null) {
      throw refusal("TargetGroupNotFound", 400);
    }
    return DescribeTargetHealthResponse.builder()
        .targetHealthDescriptions(states.stream().map(FakeBalancer::target).toList())
        .build();
  }

  private static TargetHealthDescription target(String state) {
    return TargetHealthDescription.builder().targetHealth(health -> health.state(state)).build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
