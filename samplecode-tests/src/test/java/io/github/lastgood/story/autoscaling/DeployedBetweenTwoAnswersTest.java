package io.github.lastgood.story.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.FleetRelease;
import io.github.lastgood.account.call.Call;
import io.github.lastgood.account.call.CallHook;
import org.junit.jupiter.api.Test;

/// A tool updates the group and refreshes it at once, just between Auto Scaling's answer about the
/// group and the one about its refreshes. Found by the simulation (seed 785): the refresh was taken
/// for one to the version that was saved before.
class DeployedBetweenTwoAnswersTest {
  @Test
  void theRefreshIsKnownByWhatItBrings() {
    try (var story = FleetStage.open()) {
      story.world.account().calls().hook(new BeforeTheRefreshesAreAsked(story));
      story.minutes(10);

      assertThat(story.running()).isEqualTo(FleetRelease.FIXED.revision());
      assertThat(story.fleet.versionsInService()).containsExactly("10");
    }
  }

  private static final class BeforeTheRefreshesAreAsked implements CallHook {
    private final FleetStage story;
    private boolean isDone;

    BeforeTheRefreshesAreAsked(FleetStage story) {
      this.story = story;
    }

    @Override
    public void before(Call call) {
      if (!isDone && call.operation().equals("DescribeInstanceRefreshes")) {
        isDone = true;
        story.fleet.updateThenRefresh(FleetRelease.FIXED);
      }
    }
  }
}
