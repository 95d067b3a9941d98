package io.github.lastgood.action;

import io.github.lastgood.target.Resource.AlbTrafficSplit;
import io.github.lastgood.target.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AuthenticateOidcActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ForwardActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/// The weights in a rule's actions, read and changed with everything else kept.
///
/// Lists are replaced whole by ModifyRule and ModifyListener, so every other action is sent again.
/// An identity provider's secret is never returned: `UseExistingClientSecret` keeps it (Elastic
/// Load Balancing API reference, `AuthenticateOidcActionConfig`).
///
/// @param actions as they were described
record ForwardWeights(List<Action> actions) {

  /// The target groups that get traffic by the actions; a forward to one group names it alone.
  List<TargetGroupTuple> groups() {
    return forward().map(ForwardWeights::groups).orElseGet(List::of);
  }

  private Optional<Action> forward() {
    return actions.stream().filter(a -> a.type() == ActionTypeEnum.FORWARD).findFirst();
  }

  private static List<TargetGroupTuple> groups(Action forward) {
    var config = forward.forwardConfig();
    if (config != null && config.hasTargetGroups() && !config.targetGroups().isEmpty()) {
      return config.targetGroups();
    }
    return List.of(
        TargetGroupTuple.builder().targetGroupArn(forward.targetGroupArn()).weight(1).build());
  }

  /// A group's weight; zero when no action names it.
  int weight(String groupArn) {
    return groups().stream()
        .filter(group -> group.targetGroupArn().equals(groupArn))
        .mapToInt(ForwardWeights::weight)
        .sum();
  }

  private static int weight(TargetGroupTuple group) {
    return group.weight() == null ? 1 : group.weight();
  }

  boolean names(String groupArn) {
    return groups().stream().anyMatch(group -> group.targetGroupArn().equals(groupArn));
  }

  Optional<Split> split(AlbTrafficSplit sides) {
    return Split.ofWeights(weight(sides.stable()), weight(sides.candidate()));
  }

  /// A group beside the two sides that gets traffic; null when there is none.
  @Nullable String other(AlbTrafficSplit sides) {
    return groups().stream()
        .filter(group -> weight(group) > 0)
        .map(TargetGroupTuple::targetGroupArn)
        .filter(arn -> !arn.equals(sides.stable()) && !arn.equals(sides.candidate()))
        .findFirst()
        .orElse(null);
  }

  /// True when a cookie pins clients to the group that served them first.
  boolean isSticky() {
    var config = forward().map(Action::forwardConfig).orElse(null);
    var stickiness = config == null ? null : config.targetGroupStickinessConfig();
    return stickiness != null && Boolean.TRUE.equals(stickiness.enabled());
  }

  /// The actions with other weights.
  ///
  /// @param dropped a group that the action shall not name any more; null keeps all
  List<Action> with(AlbTrafficSplit sides, Split split, @Nullable String dropped) {
    return actions.stream()
        .map(action ->
            action.type() == ActionTypeEnum.FORWARD
                ? weighted(action, sides, split, dropped)
                : kept(action))
        .toList();
  }

  private static Action weighted(
      Action forward, AlbTrafficSplit sides, Split split, @Nullable String dropped) {
    var groups = new ArrayList<TargetGroupTuple>();
    groups(forward).stream()
        .filter(group -> !group.targetGroupArn().equals(sides.stable()))
        .filter(group -> !group.targetGroupArn().equals(sides.candidate()))
        .forEach(groups::add);
    groups.addFirst(tuple(sides.candidate(), split.candidate()));
    groups.addFirst(tuple(sides.stable(), split.stable()));
    groups.removeIf(group -> group.targetGroupArn().equals(dropped));
    var config =
        forward.forwardConfig() == null
            ? ForwardActionConfig.builder()
            : forward.forwardConfig().toBuilder();
    return forward.toBuilder()
        .targetGroupArn(null)
        .forwardConfig(config.targetGroups(groups).build())
        .build();
  }

  private static TargetGroupTuple tuple(String arn, int weight) {
    return TargetGroupTuple.builder().targetGroupArn(arn).weight(weight).build();
  }

  private static Action kept(Action action) {
    var oidc = action.authenticateOidcConfig();
    return oidc == null ? action : action.toBuilder().authenticateOidcConfig(kept(oidc)).build();
  }

  private static AuthenticateOidcActionConfig kept(AuthenticateOidcActionConfig oidc) {
    return oidc.toBuilder().useExistingClientSecret(true).build();
  }
}
