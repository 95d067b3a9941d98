package io.github.lastgood.account.elb;

import io.github.lastgood.account.traffic.Side;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/// A target group: its targets, and the traffic that it gets.
final class GroupState {
  private static final Duration FIRST_CHECKS = Duration.ofSeconds(30);

  final String arn;
  final String name;
  final Side side = new Side();
  int healthy;
  int unhealthy;
  @Nullable Instant attachedAt;

  GroupState(String arn, String name, int healthy) {
    this.arn = arn;
    this.name = name;
    this.healthy = healthy;
  }

  /// The state of a target that passes its checks. A group that no rule names is not checked at
  /// all; one that is named again is checked from scratch.
  TargetHealthStateEnum stateOfHealthyTargets(Instant now) {
    if (attachedAt == null) {
      return TargetHealthStateEnum.UNUSED;
    }
    return now.isBefore(attachedAt.plus(FIRST_CHECKS))
        ? TargetHealthStateEnum.INITIAL
        : TargetHealthStateEnum.HEALTHY;
  }

  /// Users are hurt by what runs here, or get no answer because nothing healthy does.
  boolean isRed(Instant now) {
    return side.isRed(now) || (side.percent() > 0 && healthy == 0);
  }
}
