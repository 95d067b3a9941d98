package io.github.lastgood.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ec2.Ec2Client;

/// The Auto Scaling group `web` and its launch template, which moto plays; its instance refreshes
/// are the front's. Version 1 is known good, a refresh to version 2 is on its way.
@ExtendWith(WireExtension.class)
class InstanceRefreshIT {
  private static final String BAD = "c613620e-07e2-4ed2-a9e2-ef8258911ade";

  private final WireWorld world;
  private final AutoScalingClient autoScaling;
  private final Ec2Client ec2;
  private String template;

  InstanceRefreshIT(WireWorld world) {
    this.world = world;
    autoScaling = AwsClients.at(world.moto(), AutoScalingClient.builder());
    ec2 = AwsClients.at(world.moto(), Ec2Client.builder());
  }

  @BeforeEach
  void fleet() throws Exception {
    String image =
        ec2.describeImages(request -> request.maxResults(5)).images().getFirst().imageId();
    template =
        ec2.createLaunchTemplate(request ->
                request
                    .launchTemplateName("web")
                    .launchTemplateData(data -> data.imageId(image).instanceType("t4g.nano")))
            .launchTemplate()
            .launchTemplateId();
    ec2.createLaunchTemplateVersion(request ->
        request
            .launchTemplateId(template)
            .launchTemplateData(data -> data.imageId(image).instanceType("t4g.micro")));
    autoScaling.createAutoScalingGroup(request ->
        request
            .autoScalingGroupName("web")
            .minSize(2)
            .maxSize(4)
            .availabilityZones("eu-west-1a")
            .launchTemplate(spec -> spec.launchTemplateId(template).version("1")));
    badRefreshAfterRegistration();
  }

  private void badRefreshAfterRegistration() throws Exception {
    world.scene().putAlarm("web-5xx");
    world.operatorAnswer("register-auto-scaling-group.json");
    world.front().refreshes().start(BAD, template, "2");
    world.tick();
    world.front().forget();
  }

  @AfterEach
  void close() {
    autoScaling.close();
    ec2.close();
  }

  @Test
  void aRefreshInFlightIsRolledBackByAutoScalingItself() throws Exception {
    assertThat(world.redAlarm("web-5xx").toString()).contains("ROLL_BACK");

    assertThat(world.front().refreshes().newest().status()).isEqualTo("RollbackInProgress");
    assertThat(world.front().calls().of("ec2", "DescribeLaunchTemplateVersions"))
        .isNotEmpty()
        .allMatch(Call::succeeded);
  }

  @Test
  void whereTheBadVersionIsSavedOnTheGroupTheRefreshIsCancelledAndTheGoodVersionStarted()
      throws Exception {
    autoScaling.updateAutoScalingGroup(request ->
        request
            .autoScalingGroupName("web")
            .launchTemplate(spec -> spec.launchTemplateId(template).version("2")));

    world.redAlarm("web-5xx");
    assertThat(world.front().refreshes().newest().status()).isEqualTo("Cancelling");

    world.front().refreshes().newestIs("Cancelled");
    world.tick();

    assertThat(world.front().refreshes().newest().version()).isEqualTo("1");
    assertThat(world.front().calls().of("autoscaling", "StartInstanceRefresh"))
        .singleElement()
        .satisfies(call -> {
          assertThat(call.parameter("Preferences.SkipMatching")).isEqualTo("true");
          assertThat(call.parameter("Preferences.MinHealthyPercentage")).isEqualTo("100");
        });
  }
}
