package io.github.lastgood.action;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;

/// Rules, and listeners by their default action: the default rule is changed by ModifyListener, not
/// by ModifyRule.
record AlbRules(Supplier<ElasticLoadBalancingV2Client> client) {
  private ElasticLoadBalancingV2Client elb() {
    return client.get();
  }

  /// The ARN under which its actions are changed: a default rule's is that of its listener. Empty
  /// when there is none.
  Optional<String> find(String arn) {
    try {
      if (isListener(arn)) {
        return actions(arn).map(_ -> arn);
      }
      return rule(arn).map(_ -> arn);
    } catch (ElasticLoadBalancingV2Exception e) {
      if (AwsErrors.isFinal(e) && isAbout(e, "NotFound", "ValidationError")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static boolean isAbout(ElasticLoadBalancingV2Exception e, String... codes) {
    return List.of(codes).stream().anyMatch(AwsErrors.code(e)::contains);
  }

  private static boolean isListener(String arn) {
    return arn.contains(":listener/");
  }

  /// The listener whose default rule that is; empty for any other rule. A default rule is changed
  /// by changing its listener, which is another call and another permission.
  Optional<String> listenerOfDefaultRule(String arn) {
    return isListener(arn)
        ? Optional.empty()
        : rule(arn).filter(rule -> Boolean.TRUE.equals(rule.isDefault())).map(_ -> listenerOf(arn));
  }

  private static String listenerOf(String ruleArn) {
    return ruleArn.substring(0, ruleArn.lastIndexOf('/')).replace(":listener-rule/", ":listener/");
  }

  /// The actions now; empty when the rule or the listener is gone.
  Optional<ForwardWeights> weights(String arn) {
    try {
      return actions(arn).map(ForwardWeights::new);
    } catch (ElasticLoadBalancingV2Exception e) {
      if (isAbout(e, "RuleNotFound", "ListenerNotFound")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Optional<List<Action>> actions(String arn) {
    if (!isListener(arn)) {
      return rule(arn).map(Rule::actions);
    }
    var request = DescribeListenersRequest.builder().listenerArns(arn).build();
    return elb().describeListeners(request).listeners().stream()
        .findFirst()
        .map(listener -> listener.defaultActions());
  }

  private Optional<Rule> rule(String arn) {
    var request = DescribeRulesRequest.builder().ruleArns(arn).build();
    return elb().describeRules(request).rules().stream().findFirst();
  }

  void modify(String arn, List<Action> actions) {
    if (isListener(arn)) {
      elb()
          .modifyListener(
              ModifyListenerRequest.builder().listenerArn(arn).defaultActions(actions).build());
    } else {
      elb().modifyRule(ModifyRuleRequest.builder().ruleArn(arn).actions(actions).build());
    }
  }

  /// True when there is such a target group.
  boolean hasTargetGroup(String arn) {
    try {
      var request = DescribeTargetGroupsRequest.builder().targetGroupArns(arn).build();
      return !elb().describeTargetGroups(request).targetGroups().isEmpty();
    } catch (ElasticLoadBalancingV2Exception e) {
      if (AwsErrors.isFinal(e) && isAbout(e, "NotFound", "ValidationError")) {
        return false;
      }
      throw e;
    }
  }

  /// How many targets of a group would serve. `unavailable` means that its health checks are off; a
  /// group that no rule names shows all its targets as `unused`. No group, no targets.
  int healthyTargets(String groupArn) {
    try {
      var request = DescribeTargetHealthRequest.builder().targetGroupArn(groupArn).build();
      return (int)
          elb().describeTargetHealth(request).targetHealthDescriptions().stream()
              .map(target -> target.targetHealth().stateAsString())
              .filter(state -> state.equals("healthy") || state.equals("unavailable"))
              .count();
    } catch (ElasticLoadBalancingV2Exception e) {
      if (isAbout(e, "TargetGroupNotFound")) {
        return 0;
      }
      throw e;
    }
  }
}
