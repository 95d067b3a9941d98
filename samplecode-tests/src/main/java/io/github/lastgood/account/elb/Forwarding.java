package io.github.lastgood.account.elb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ForwardActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/// The actions of a rule or of a listener's default, and the share of the traffic that each target
/// group gets by them.
///
/// A client whose cookie names a target group stays with it while the action is sticky and still
/// names the group, at whatever weight: the documentation does not say that weight 0 lets go of it.
final class Forwarding {
  final String arn;
  private final Map<String, Double> pinned = new HashMap<>();
  private List<Action> actions;

  Forwarding(String arn, List<Action> actions) {
    this.arn = arn;
    this.actions = actions;
  }

  List<Action> actions() {
    return actions;
  }

  void replace(List<Action> changed) {
    var before = byWeight();
    actions = changed;
    var named = groups().stream().map(TargetGroupTuple::targetGroupArn).toList();
    if (isSticky()) {
      before.forEach((arn, share) -> pinned.merge(arn, share, Math::max));
    } else {
      pinned.clear();
    }
    pinned.keySet().retainAll(named);
  }

  /// Percent of the traffic by target group ARN; what is pinned comes on top.
  Map<String, Double> shares() {
    var shares = new HashMap<>(byWeight());
    pinned.forEach((arn, share) -> shares.merge(arn, share, Math::max));
    return shares;
  }

  private Map<String, Double> byWeight() {
    double sum = groups().stream().mapToInt(TargetGroupTuple::weight).sum();
    var shares = new HashMap<String, Double>();
    groups()
        .forEach(group ->
            shares.merge(
                group.targetGroupArn(), sum == 0 ? 0 : 100 * group.weight() / sum, Double::sum));
    return shares;
  }

  List<TargetGroupTuple> groups() {
    var forward = forward();
    return forward == null ? List.of() : groups(forward);
  }

  static List<TargetGroupTuple> groups(Action forward) {
    if (forward.forwardConfig() != null && forward.forwardConfig().hasTargetGroups()) {
      return forward.forwardConfig().targetGroups().stream()
          .map(group -> group.weight() == null ? group.toBuilder().weight(1).build() : group)
          .toList();
    }
    return List.of(
        TargetGroupTuple.builder().targetGroupArn(forward.targetGroupArn()).weight(1).build());
  }

  private @Nullable Action forward() {
    return actions.stream()
        .filter(action -> action.type() == ActionTypeEnum.FORWARD)
        .findFirst()
        .orElse(null);
  }

  private boolean isSticky() {
    var forward = forward();
    var config = forward == null ? null : forward.forwardConfig();
    var stickiness = config == null ? null : config.targetGroupStickinessConfig();
    return stickiness != null && Boolean.TRUE.equals(stickiness.enabled());
  }

  /// The actions as they are described: a forward to one group names it twice, and the secret of an
  /// identity provider is never shown.
  List<Action> described() {
    var shown = new ArrayList<Action>();
    for (var action : actions) {
      var copy = action.toBuilder();
      if (action.type() == ActionTypeEnum.FORWARD) {
        var groups = groups(action);
        var config =
            action.forwardConfig() == null
                ? ForwardActionConfig.builder()
                : action.forwardConfig().toBuilder();
        copy.forwardConfig(config.targetGroups(groups).build());
        copy.targetGroupArn(groups.size() == 1 ? groups.getFirst().targetGroupArn() : null);
      }
      var oidc = action.authenticateOidcConfig();
      if (oidc != null) {
        copy.authenticateOidcConfig(
            oidc.toBuilder().clientSecret(null).useExistingClientSecret(null).build());
      }
      shown.add(copy.build());
    }
    return shown;
  }
}
