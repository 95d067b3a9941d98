package io.github.lastgood.action;

import java.util.function.Supplier;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;

/// Scales a canary's Auto Scaling group in, when its owner's policy says so. The maximum stays, so
/// that it can grow again.
public record AutoScalingSizes(Supplier<AutoScalingClient> autoScaling)
    implements AlbSplitAction.GroupSizes {
  @Override
  public void toZero(String groupName) {
    autoScaling
        .get()
        .updateAutoScalingGroup(
            UpdateAutoScalingGroupRequest.builder()
                .autoScalingGroupName(groupName)
                .minSize(0)
                .desiredCapacity(0)
                .build());
  }
}
