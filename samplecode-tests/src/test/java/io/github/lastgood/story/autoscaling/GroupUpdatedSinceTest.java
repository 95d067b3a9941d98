package io.github.lastgood.story.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Fleet;
import io.github.lastgood.account.FleetRelease;
import io.github.lastgood.target.Deployment.Origin;
import io.github.lastgood.target.Rollback.Status;
import org.junit.jupiter.api.Test;

/// The group gets another version saved on it, and no refresh brings it yet. What runs, runs.
class GroupUpdatedSinceTest {
  private static final String GOOD = Fleet.TEMPLATE_ID + ":7";
  private static final String FIXED = Fleet.TEMPLATE_ID + ":10";

  @Test
  void whatAwsPutBackIsStillWhatRuns() {
    try (var story = FleetStage.open()) {
      story.fleet.refresh(FleetRelease.BAD_AT_ONCE);
      story.minutes(30);
      assertThat(story.moves()).containsExactly("RollbackInstanceRefresh ok");

      story.fleet.publish(FleetRelease.FIXED);
      story.fleet.update("10");
      story.minutes(30);

      assertThat(story.running()).isEqualTo(GOOD);
      assertThat(story.state().lastKnownGood().orElseThrow().revision().id()).isEqualTo(GOOD);
      assertThat(story.rollbacks())
          .singleElement()
          .extracting("status")
          .isEqualTo(Status.RECOVERED);
    }
  }

  @Test
  void theVersionIsTheTeamsDeploymentOnceARefreshBringsIt() {
    try (var story = FleetStage.open()) {
      story.fleet.refresh(FleetRelease.BAD_AT_ONCE);
      story.minutes(30);
      story.fleet.updateThenRefresh(FleetRelease.FIXED);
      story.minutes(30);

      assertThat(story.running()).isEqualTo(FIXED);
      assertThat(story.state().current()).isNotNull().extracting("origin").isEqualTo(Origin.TEAM);
      assertThat(story.state().lastKnownGood().orElseThrow().revision().id()).isEqualTo(FIXED);
    }
  }
}
