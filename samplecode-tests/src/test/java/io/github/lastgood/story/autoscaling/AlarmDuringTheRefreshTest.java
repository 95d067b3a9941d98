package io.github.lastgood.story.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Fleet;
import io.github.lastgood.account.FleetRelease;
import io.github.lastgood.account.call.AwsErrors;
import io.github.lastgood.account.call.Fault;
import io.github.lastgood.target.Method;
import io.github.lastgood.target.Rollback.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;
import software.amazon.awssdk.services.autoscaling.model.IrreversibleInstanceRefreshException;
import software.amazon.awssdk.services.autoscaling.model.RefreshPreferences;

/// The alarm speaks while the refresh is in flight.
class AlarmDuringTheRefreshTest {

  @Test
  void theRefreshItselfIsRolledBackWhenTheGoodVersionIsSavedOnTheGroup() {
    try (var story = FleetStage.open()) {
      story.fleet.refresh(FleetRelease.BAD_AT_ONCE);
      story.minutes(30);

      assertThat(story.moves()).containsExactly("RollbackInstanceRefresh ok");
      assertThat(story.fleet.refreshes())
          .singleElement()
          .extracting(InstanceRefresh::status)
          .isEqualTo(InstanceRefreshStatus.ROLLBACK_SUCCESSFUL);
      assertThat(story.fleet.versionsInService()).containsExactly("7");
      assertThat(story.rollbacks())
          .singleElement()
          .satisfies(rollback -> {
            assertThat(rollback.method()).isEqualTo(Method.ROLLBACK_INSTANCE_REFRESH);
            assertThat(rollback.status()).isEqualTo(Status.RECOVERED);
          });
    }
  }

  @Test
  void whenTheGroupWasUpdatedFirstTheRefreshIsCancelledAndTheGoodVersionRefreshedTo() {
    try (var story = FleetStage.open()) {
      story.fleet.updateThenRefresh(FleetRelease.BAD_AT_ONCE);
      story.minutes(30);

      assertThat(story.moves())
          .containsExactly("CancelInstanceRefresh ok", "StartInstanceRefresh ok");
      assertThat(story.fleet.refreshes())
          .extracting(InstanceRefresh::status)
          .containsExactly(InstanceRefreshStatus.SUCCESSFUL, InstanceRefreshStatus.CANCELLED);
      assertThat(story.fleet.versionsInService()).containsExactly("7");
      assertThat(story.fleet.group().launchTemplate().version()).isEqualTo("7");
      assertThat(story.rollbacks())
          .singleElement()
          .satisfies(rollback -> {
            assertThat(rollback.method()).isEqualTo(Method.START_INSTANCE_REFRESH);
            assertThat(rollback.status()).isEqualTo(Status.RECOVERED);
          });
    }
  }

  /// The launch template names its AMI by a parameter: the good version and the bad one bear the
  /// same number.
  @Test
  void aRefreshToTheGoodNumberWithAnotherAmiIsCancelledAndACopyWithTheProvenAmiRefreshedTo() {
    try (var story = FleetStage.open()) {
      var byParameter = story.fleet.publishByParameter("/web/ami", FleetRelease.FIXED);
      story.fleet.refreshTo(byParameter);
      story.minutes(25);
      assertThat(story.state().lastKnownGood().orElseThrow().revision().id())
          .isEqualTo(Fleet.TEMPLATE_ID + ":" + byParameter);
      story.world.account().ec2().putImageParameter("/web/ami", FleetRelease.BAD_AT_ONCE.imageId());
      story.fleet.refreshTo(byParameter);
      story.minutes(45);

      assertThat(story.moves())
          .containsExactly(
              "CreateLaunchTemplateVersion ok",
              "CancelInstanceRefresh ok",
              "StartInstanceRefresh ok");
      var copy = Long.toString(byParameter + 1);
      assertThat(story.fleet.versionsInService()).containsExactly(copy);
      var data = story.world.account().ec2().version(Fleet.TEMPLATE_ID, null, copy).orElseThrow();
      assertThat(data.launchTemplateData().imageId()).isEqualTo(FleetRelease.FIXED.imageId());
      assertThat(story.rollbacks())
          .singleElement()
          .satisfies(rollback -> {
            assertThat(rollback.method()).isEqualTo(Method.COPY_TEMPLATE_VERSION);
            assertThat(rollback.status()).isEqualTo(Status.RECOVERED);
          });
    }
  }

  @Test
  void whenAwsRefusesToRollTheRefreshBackItIsCancelled() {
    try (var story = FleetStage.open()) {
      story
          .world
          .account()
          .calls()
          .hook(
              Fault.before(
                  "autoscaling:RollbackInstanceRefresh",
                  1,
                  _ ->
                      AwsErrors.refusal(
                          IrreversibleInstanceRefreshException.builder(),
                          "IrreversibleInstanceRefresh",
                          "The instance refresh cannot be rolled back.")));
      story.fleet.refresh(FleetRelease.BAD_AT_ONCE);
      story.minutes(30);

      assertThat(story.moves())
          .containsExactly(
              "RollbackInstanceRefresh IrreversibleInstanceRefresh",
              "CancelInstanceRefresh ok",
              "StartInstanceRefresh ok");
      assertThat(story.fleet.versionsInService()).containsExactly("7");
      assertThat(story.rollbacks())
          .singleElement()
          .extracting("status")
          .isEqualTo(Status.RECOVERED);
    }
  }

  @Test
  void aRefreshThatRollsItselfBackIsRecordedAndSeenThrough() {
    try (var story = FleetStage.open()) {
      story.fleet.refresh(
          FleetRelease.BROKEN, RefreshPreferences.builder().autoRollback(true).build());
      story.minutes(30);

      assertThat(story.moves()).isEmpty();
      assertThat(story.fleet.refreshes())
          .singleElement()
          .extracting(InstanceRefresh::status)
          .isEqualTo(InstanceRefreshStatus.ROLLBACK_SUCCESSFUL);
      assertThat(story.rollbacks())
          .singleElement()
          .satisfies(rollback -> {
            assertThat(rollback.method()).isEqualTo(Method.BY_AWS);
            assertThat(rollback.status()).isEqualTo(Status.RECOVERED);
          });
      assertThat(story.stage.notices())
          .anySatisfy(notice ->
              assertThat(notice.subject())
                  .startsWith("EC2 Auto Scaling is rolling back " + Fleet.TARGET));
    }
  }

  @Test
  void aFixThatIsDeployedWhileTheBadOneIsCancelledIsLeftAlone() {
    try (var story = FleetStage.open()) {
      story.fleet.updateThenRefresh(FleetRelease.BAD_AT_ONCE);
      story.world.advance(Duration.ofSeconds(232));
      assertThat(story.moves()).containsExactly("CancelInstanceRefresh ok");
      story.fleet.update(Long.toString(FleetRelease.BAD_AT_ONCE.version()));
      story.fleet.refresh(FleetRelease.FIXED);
      story.minutes(30);

      assertThat(story.moves()).containsExactly("CancelInstanceRefresh ok");
      assertThat(story.fleet.versionsInService()).containsExactly("10");
      assertThat(story.rollbacks())
          .singleElement()
          .extracting("status")
          .isEqualTo(Status.NOT_RECOVERED);
    }
  }
}
