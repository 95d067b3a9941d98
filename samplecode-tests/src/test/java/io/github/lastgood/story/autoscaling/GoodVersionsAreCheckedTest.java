package io.github.lastgood.story.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Fleet;
import io.github.lastgood.account.FleetRelease;
import io.github.lastgood.account.World;
import io.github.lastgood.target.Method;
import io.github.lastgood.target.Rollback.Status;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;

/// What is gone back to must still be there; and what a group's configuration may look like.
class GoodVersionsAreCheckedTest {

  @Test
  void whenTheAmiIsGoneTheNextGoodVersionIsTaken() {
    try (var story = provenTwice()) {
      story.fleet.deregisterImage(FleetRelease.FIXED);
      breakIt(story);

      assertThat(story.moves()).containsExactly("StartInstanceRefresh ok");
      assertThat(story.fleet.versionsInService()).containsExactly("7");
    }
  }

  @Test
  void whenEveryAmiIsGoneAPersonIsAskedAndNothingIsTouched() {
    try (var story = FleetStage.open()) {
      story.fleet.deregisterImage(FleetRelease.GOOD);
      story.fleet.refresh(FleetRelease.BAD);
      story.minutes(25);

      assertThat(story.moves()).isEmpty();
      assertThat(story.receipts())
          .anySatisfy(receipt -> {
            assertThat(receipt.reason()).isEqualTo("KNOWN_GOOD_GONE");
            assertThat(receipt.message()).contains("AMI ami-0good000000000001 is gone");
          });
    }
  }

  @Test
  void whenTheVersionWasDeletedItIsMadeAgainFromTheLedger() {
    try (var story = FleetStage.open()) {
      story.fleet.publish(FleetRelease.BROKEN);
      story.fleet.deleteVersion(FleetRelease.GOOD);
      story.fleet.refresh(FleetRelease.BAD);
      story.minutes(45);

      assertThat(story.moves())
          .containsExactly("CreateLaunchTemplateVersion ok", "StartInstanceRefresh ok");
      assertThat(story.fleet.versionsInService()).containsExactly("12");
      var copy = story.world.account().ec2().version(Fleet.TEMPLATE_ID, null, "12").orElseThrow();
      assertThat(copy.launchTemplateData().imageId()).isEqualTo(FleetRelease.GOOD.imageId());
      assertThat(copy.launchTemplateData().instanceTypeAsString()).isEqualTo("m7g.large");
      assertThat(copy.launchTemplateData().userData()).isEqualTo("IyEvYmluL3NoCg==");
      assertThat(copy.launchTemplateData().iamInstanceProfile().name()).isEqualTo("web-instance");
      assertThat(story.rollbacks())
          .singleElement()
          .satisfies(rollback -> {
            assertThat(rollback.method()).isEqualTo(Method.COPY_TEMPLATE_VERSION);
            assertThat(rollback.deployedAs()).isEqualTo(Fleet.TEMPLATE_ID + ":12");
            assertThat(rollback.status()).isEqualTo(Status.RECOVERED);
          });
    }
  }

  @Test
  void aGroupOnLatestIsPinnedToTheGoodNumber() {
    var world = World.create();
    try (var story = FleetStage.open(world, Fleet.in(world, "$Latest"), true)) {
      assertThat(story.state().lastKnownGood().orElseThrow().revision().id())
          .isEqualTo(FleetRelease.GOOD.revision());
      story.fleet.publish(FleetRelease.BAD);
      story.fleet.refreshToWhatIsSaved();
      story.minutes(45);

      assertThat(story.moves()).containsExactly("StartInstanceRefresh ok");
      assertThat(story.fleet.versionsInService()).containsExactly("7");
      assertThat(story.fleet.group().launchTemplate().version()).isEqualTo("7");
      assertThat(story.stage.notices())
          .anySatisfy(notice ->
              assertThat(notice.message()).contains("the group's launch template is pinned"));
    }
  }

  @Test
  void aVersionThatCameInByScalingOutOnLatestIsADeploymentToo() {
    var world = World.create();
    try (var story = FleetStage.open(world, Fleet.in(world, "$Latest"), true)) {
      story.fleet.publish(FleetRelease.BAD_AT_ONCE);
      story.minutes(5);
      assertThat(story.running()).isEqualTo(FleetRelease.GOOD.revision());
      world.account().autoScaling().scaleOut(Fleet.GROUP);
      story.minutes(30);

      assertThat(story.moves()).containsExactly("StartInstanceRefresh ok");
      assertThat(story.fleet.versionsInService()).containsExactly("7");
    }
  }

  @Test
  void ofAMixedInstancesPolicyOnlyTheVersionChanges() {
    var world = World.create();
    var policy =
        MixedInstancesPolicy.builder()
            .launchTemplate(template ->
                template
                    .launchTemplateSpecification(Fleet.specification("7"))
                    .overrides(
                        LaunchTemplateOverrides.builder()
                            .instanceType("m7g.xlarge")
                            .weightedCapacity("2")
                            .build()))
            .instancesDistribution(
                distribution -> distribution.onDemandPercentageAboveBaseCapacity(25))
            .build();
    try (var story = FleetStage.open(world, Fleet.mixedIn(world, policy), true)) {
      story.fleet.publish(FleetRelease.BAD);
      world
          .account()
          .autoScaling()
          .updateAutoScalingGroup(request ->
              request
                  .autoScalingGroupName(Fleet.GROUP)
                  .mixedInstancesPolicy(
                      policy.toBuilder()
                          .launchTemplate(template ->
                              template
                                  .launchTemplateSpecification(Fleet.specification("8"))
                                  .overrides(policy.launchTemplate().overrides()))
                          .build()));
      story.fleet.refreshToWhatIsSaved();
      story.minutes(45);

      assertThat(story.moves()).containsExactly("StartInstanceRefresh ok");
      var saved = story.fleet.group().mixedInstancesPolicy();
      assertThat(saved.launchTemplate().launchTemplateSpecification().version()).isEqualTo("7");
      assertThat(saved.launchTemplate().overrides()).isEqualTo(policy.launchTemplate().overrides());
      assertThat(saved.instancesDistribution()).isEqualTo(policy.instancesDistribution());
      assertThat(story.fleet.versionsInService()).containsExactly("7");
    }
  }

  private static FleetStage provenTwice() {
    var story = FleetStage.open();
    story.proveAnotherGood();
    assertThat(story.state().knownGood())
        .extracting(good -> good.revision().id())
        .containsExactly(FleetRelease.FIXED.revision(), FleetRelease.GOOD.revision());
    return story;
  }

  private static void breakIt(FleetStage story) {
    story.fleet.refresh(FleetRelease.BAD);
    story.minutes(45);
  }
}
