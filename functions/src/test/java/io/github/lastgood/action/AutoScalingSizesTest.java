package io.github.lastgood.action;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;

class AutoScalingSizesTest {
  private final AutoScalingClient autoScaling = mock(AutoScalingClient.class);

  @Test
  void minimumAndDesiredBecomeZeroAndTheMaximumStays() {
    new AutoScalingSizes(() -> autoScaling).toZero("web-green");

    verify(autoScaling)
        .updateAutoScalingGroup(
            UpdateAutoScalingGroupRequest.builder()
                .autoScalingGroupName("web-green")
                .minSize(0)
                .desiredCapacity(0)
                .build());
    verifyNoMoreInteractions(autoScaling);
  }
}
