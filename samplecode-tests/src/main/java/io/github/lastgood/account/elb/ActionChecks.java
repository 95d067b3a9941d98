package io.github.lastgood.account.elb;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;

/// What a list of actions must be for ModifyRule and ModifyListener to take it (API reference,
/// `Action`; Application Load Balancers guide, "Action types for listener rules").
final class ActionChecks {
  private static final int MOST_GROUPS = 5;
  private static final int MOST_WEIGHT = 999;
  private static final int MOST_STICKY_SECONDS = 604_800;

  private final Set<String> targetGroups;

  ActionChecks(Set<String> targetGroups) {
    this.targetGroups = targetGroups;
  }

  /// Throws when AWS would refuse the list.
  ///
  /// @param before the actions that it replaces: an existing client secret is one of theirs
  void check(List<Action> actions, List<Action> before) {
    if (actions.isEmpty()) {
      throw ElbRefusals.badAction("You must specify at least one action");
    }
    actions.forEach(action -> check(action, before));
    var orders =
        actions.stream().map(Action::order).filter(Objects::nonNull).collect(Collectors.toSet());
    if (actions.size() > 1 && orders.size() < actions.size()) {
      throw ElbRefusals.badAction("Each action must have an order of its own");
    }
    var finals = actions.stream().filter(action -> !isAuthentication(action)).count();
    if (finals != 1) {
      throw ElbRefusals.badAction("Each rule must have exactly one final action");
    }
  }

  private static boolean isAuthentication(Action action) {
    return action.type() == ActionTypeEnum.AUTHENTICATE_OIDC
        || action.type() == ActionTypeEnum.AUTHENTICATE_COGNITO;
  }

  private void check(Action action, List<Action> before) {
    if (action.type() == ActionTypeEnum.FORWARD) {
      forward(action);
    }
    var oidc = action.authenticateOidcConfig();
    if (oidc == null || oidc.clientSecret() != null) {
      return;
    }
    var hasSecret = before.stream().anyMatch(old -> old.authenticateOidcConfig() != null);
    if (!Boolean.TRUE.equals(oidc.useExistingClientSecret()) || !hasSecret) {
      throw ElbRefusals.badAction("A client secret is required");
    }
  }

  private void forward(Action action) {
    var config = action.forwardConfig();
    if (action.targetGroupArn() == null && (config == null || config.targetGroups().isEmpty())) {
      throw ElbRefusals.badAction("A forward action requires a target group");
    }
    var groups = Forwarding.groups(action);
    if (action.targetGroupArn() != null
        && config != null
        && config.hasTargetGroups()
        && (groups.size() != 1
            || !groups.getFirst().targetGroupArn().equals(action.targetGroupArn()))) {
      throw ElbRefusals.badAction(
          "You can specify a target group ARN together with a forward config only if it is its"
              + " only target group");
    }
    if (groups.size() > MOST_GROUPS) {
      throw ElbRefusals.badAction("A forward action can have at most 5 target groups");
    }
    groups.forEach(group -> {
      if (group.weight() < 0 || group.weight() > MOST_WEIGHT) {
        throw ElbRefusals.badConfiguration("Target group weight must be between 0 and 999");
      }
      if (!targetGroups.contains(group.targetGroupArn())) {
        throw ElbRefusals.targetGroupNotFound(group.targetGroupArn());
      }
    });
    var stickiness = config == null ? null : config.targetGroupStickinessConfig();
    if (stickiness != null && Boolean.TRUE.equals(stickiness.enabled())) {
      var seconds = stickiness.durationSeconds();
      if (seconds == null || seconds < 1 || seconds > MOST_STICKY_SECONDS) {
        throw ElbRefusals.badConfiguration("Stickiness needs a duration of 1 to 604800 seconds");
      }
    }
  }
}
