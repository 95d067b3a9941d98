package io.github.lastgood.story.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Fleet;
import io.github.lastgood.account.FleetRelease;
import io.github.lastgood.account.World;
import io.github.lastgood.target.Method;
import io.github.lastgood.target.Rollback.Status;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.RefreshPreferences;

/// The refresh is over when the alarm speaks: AWS itself has nothing to roll back any more.
class AlarmAfterTheRefreshTest {

  @Test
  void theFleetEndsOnTheGoodVersionWithTheAlarmOk() {
    try (var story = FleetStage.open()) {
      story.fleet.refresh(FleetRelease.BAD);
      story.minutes(45);

      assertThat(story.moves()).containsExactly("StartInstanceRefresh ok");
      assertThat(story.fleet.versionsInService()).containsExactly("7");
      assertThat(story.fleet.group().launchTemplate().version()).isEqualTo("7");
      assertThat(story.rollbacks())
          .singleElement()
          .satisfies(rollback -> {
            assertThat(rollback.method()).isEqualTo(Method.START_INSTANCE_REFRESH);
            assertThat(rollback.status()).isEqualTo(Status.RECOVERED);
            assertThat(rollback.movedAt()).isEqualTo(Instant.parse("2026-11-02T10:15:30.624Z"));
          });
      assertThat(story.state().isQuarantined(story.rollbacks().getFirst().from())).isTrue();
    }
  }

  @Test
  void betweenTheAlarmAndTheMoveAreSevenCalls() {
    try (var story = FleetStage.open()) {
      story.fleet.refresh(FleetRelease.BAD);
      story.world.advanceTo(Instant.parse("2026-11-02T10:15:30Z"));
      int before = story.calls();
      story.world.advanceTo(Instant.parse("2026-11-02T10:15:31Z"));

      assertThat(story.callsFrom(before))
          .containsExactly(
              "autoscaling:DescribeAutoScalingGroups",
              "autoscaling:DescribeInstanceRefreshes",
              "ec2:DescribeImages",
              "ec2:DescribeLaunchTemplateVersions",
              "autoscaling:DescribeAutoScalingGroups",
              "autoscaling:DescribeInstanceRefreshes",
              "autoscaling:StartInstanceRefresh");
    }
  }

  @Test
  void theRefreshToTheGoodVersionWatchesNoAlarmAndLowersNoCapacity() {
    try (var story = FleetStage.open()) {
      story.fleet.refresh(
          FleetRelease.BAD,
          RefreshPreferences.builder()
              .minHealthyPercentage(50)
              .maxHealthyPercentage(120)
              .instanceWarmup(90)
              .alarmSpecification(alarms -> alarms.alarms(Fleet.ALARM))
              .autoRollback(true)
              .build());
      var sizes = sizes(story);
      story.minutes(45);

      var preferences = story.fleet.refreshes().getFirst().preferences();
      assertThat(preferences)
          .isEqualTo(
              RefreshPreferences.builder()
                  .skipMatching(true)
                  .minHealthyPercentage(100)
                  .maxHealthyPercentage(120)
                  .instanceWarmup(90)
                  .build());
      assertThat(sizes(story)).isEqualTo(sizes);
      assertThat(story.fleet.versionsInService()).containsExactly("7");
    }
  }

  @Test
  void nothingButTheVersionIsSentOfTheGroup() {
    try (var story = FleetStage.open()) {
      story.fleet.refresh(FleetRelease.BAD);
      story.minutes(20);

      var sent = story.world.account().calls().callsOf("autoscaling:StartInstanceRefresh");
      assertThat(sent).hasSize(1);
      assertThat(sent.getFirst().arguments())
          .containsOnlyKeys("autoScalingGroupName", "desiredConfiguration", "preferences");
    }
  }

  @Test
  void whenNoEventArrivesTheTickFindsRefreshAndAlarm() {
    var world = World.create();
    try (var story = FleetStage.open(world, Fleet.in(world), false)) {
      story.fleet.refresh(FleetRelease.BAD);
      story.minutes(45);

      assertThat(story.moves()).containsExactly("StartInstanceRefresh ok");
      assertThat(story.fleet.versionsInService()).containsExactly("7");
      assertThat(story.rollbacks())
          .singleElement()
          .extracting("status")
          .isEqualTo(Status.RECOVERED);
    }
  }

  @Test
  void aRefreshThatFailsIsRolledBackToo() {
    try (var story = FleetStage.open()) {
      story.fleet.refresh(FleetRelease.BROKEN);
      story.minutes(20);

      assertThat(story.moves()).containsExactly("StartInstanceRefresh ok");
      assertThat(story.receipts())
          .anySatisfy(receipt -> assertThat(receipt.reason()).isEqualTo("DEPLOYMENT_FAILED"));
      assertThat(story.fleet.versionsInService()).containsExactly("7");
      assertThat(story.rollbacks())
          .singleElement()
          .extracting("status")
          .isEqualTo(Status.RECOVERED);
    }
  }

  private static Map<String, Integer> sizes(FleetStage story) {
    var group = story.fleet.group();
    return Map.of(
        "min", group.minSize(), "max", group.maxSize(), "desired", group.desiredCapacity());
  }
}
