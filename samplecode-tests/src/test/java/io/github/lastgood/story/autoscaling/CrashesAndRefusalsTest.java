package io.github.lastgood.story.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.FleetRelease;
import io.github.lastgood.account.call.AwsErrors;
import io.github.lastgood.account.call.Fault;
import io.github.lastgood.target.Rollback.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.ResourceContentionException;

/// The function dies, or AWS says no.
class CrashesAndRefusalsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "autoscaling:DescribeAutoScalingGroups",
        "autoscaling:DescribeInstanceRefreshes",
        "autoscaling:StartInstanceRefresh",
        "dynamodb:TransactWriteItems",
        "sns:Publish"
      })
  void aDeathAfterAnyCallOfTheAlarmLeavesOneRefreshAndOneRollback(String call) {
    try (var story = FleetStage.open()) {
      story.fleet.refresh(FleetRelease.BAD);
      story.minutes(15);
      var crash = Fault.crashAfter(call);
      story.world.advance(Duration.ofSeconds(20));
      story.world.account().calls().hook(crash);
      story.minutes(30);

      assertThat(crash.spent()).isTrue();
      endsWell(story, 1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"autoscaling:CancelInstanceRefresh", "autoscaling:StartInstanceRefresh"})
  void aDeathAtAnyStepOfCancelAndStartEndsTheSame(String call) {
    for (var crash : new Fault[] {Fault.crashBefore(call), Fault.crashAfter(call)}) {
      try (var story = FleetStage.open()) {
        story.world.account().calls().hook(crash);
        story.fleet.updateThenRefresh(FleetRelease.BAD_AT_ONCE);
        story.minutes(30);

        assertThat(crash.spent()).isTrue();
        endsWell(story, 1);
      }
    }
  }

  @Test
  void aDeathAfterTheNativeRollbackWasAskedForEndsTheSame() {
    try (var story = FleetStage.open()) {
      var crash = Fault.crashAfter("autoscaling:RollbackInstanceRefresh");
      story.world.account().calls().hook(crash);
      story.fleet.refresh(FleetRelease.BAD_AT_ONCE);
      story.minutes(30);

      assertThat(crash.spent()).isTrue();
      endsWell(story, 0);
    }
  }

  @Test
  void aDeathAfterTheCopyWasMadeMakesNoSecondCopy() {
    try (var story = FleetStage.open()) {
      story.fleet.publish(FleetRelease.BROKEN);
      story.fleet.deleteVersion(FleetRelease.GOOD);
      story.world.account().calls().hook(Fault.crashAfter("ec2:CreateLaunchTemplateVersion"));
      story.fleet.refresh(FleetRelease.BAD);
      story.minutes(45);

      assertThat(story.fleet.versionsInService()).containsExactly("12");
      assertThat(story.rollbacks())
          .singleElement()
          .extracting("status")
          .isEqualTo(Status.RECOVERED);
    }
  }

  @Test
  void contentionIsWaitedOut() {
    try (var story = FleetStage.open()) {
      story
          .world
          .account()
          .calls()
          .hook(
              Fault.before(
                  "autoscaling:StartInstanceRefresh",
                  2,
                  _ -> {
                    var message = "You already have a pending update to this resource.";
                    return ResourceContentionException.builder()
                        .awsErrorDetails(
                            AwsErrorDetails.builder()
                                .errorCode("ResourceContention")
                                .errorMessage(message)
                                .build())
                        .message(message)
                        .statusCode(500)
                        .build();
                  }));
      story.fleet.refresh(FleetRelease.BAD);
      story.minutes(45);

      assertThat(story.moves())
          .containsExactly(
              "StartInstanceRefresh ResourceContention",
              "StartInstanceRefresh ResourceContention",
              "StartInstanceRefresh ok");
      assertThat(story.rollbacks())
          .singleElement()
          .extracting("status")
          .isEqualTo(Status.RECOVERED);
    }
  }

  @Test
  void aRefusalEndsTheRollbackAndAPersonIsTold() {
    try (var story = FleetStage.open()) {
      story
          .world
          .account()
          .calls()
          .hook(
              Fault.before(
                  "autoscaling:StartInstanceRefresh",
                  9,
                  _ ->
                      AwsErrors.refusal(
                          AutoScalingException.builder(),
                          "ValidationError",
                          "You are not authorized to use launch template: web")));
      story.fleet.refresh(FleetRelease.BAD);
      story.minutes(25);

      assertThat(story.moves()).containsExactly("StartInstanceRefresh ValidationError");
      assertThat(story.rollbacks()).singleElement().extracting("status").isEqualTo(Status.FAILED);
      assertThat(story.stage.notices())
          .anySatisfy(notice ->
              assertThat(notice.message())
                  .contains("You are not authorized to use launch template"));
    }
  }

  /// One rollback that recovered, and as many refreshes to the good version as there should be.
  private static void endsWell(FleetStage story, int refreshesToTheGoodVersion) {
    assertThat(story.fleet.versionsInService()).containsExactly("7");
    assertThat(story.rollbacks()).singleElement().extracting("status").isEqualTo(Status.RECOVERED);
    assertThat(story.fleet.refreshes())
        .filteredOn(refresh ->
            refresh.desiredConfiguration() != null
                && refresh.desiredConfiguration().launchTemplate().version().equals("7"))
        .hasSize(refreshesToTheGoodVersion);
  }
}
