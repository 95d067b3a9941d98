package io.github.lastgood.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

class LaunchTemplatesTest {
  private final World world = World.create();
  private final Fleet fleet = Fleet.in(world);
  private final Ec2Client ec2 = world.account().clients().ec2();

  @BeforeEach
  void publishTwoVersions() {
    fleet.publish(FleetRelease.BAD);
  }

  @Test
  void latestIsTheHighestAndDefaultTheChosenOne() {
    assertThat(versions("$Latest")).extracting("versionNumber").containsExactly(8L);
    assertThat(versions("$Default")).extracting("versionNumber").containsExactly(7L);
    assertThat(versions("7", "8")).extracting("versionNumber").containsExactly(7L, 8L);

    world.account().ec2().chooseDefault(Fleet.TEMPLATE_ID, 8);
    assertThat(versions("$Default")).extracting("versionNumber").containsExactly(8L);
  }

  @Test
  void whatIsNotThereHasAnErrorCodeOfItsOwn() {
    fleet.deleteVersion(FleetRelease.BAD);
    assertThatThrownBy(() -> versions("8"))
        .satisfies(code("InvalidLaunchTemplateId.VersionNotFound"));
    assertThatThrownBy(() ->
            ec2.describeLaunchTemplateVersions(request -> request.launchTemplateId("lt-0none")))
        .satisfies(code("InvalidLaunchTemplateId.NotFound"));
    assertThatThrownBy(
            () -> ec2.describeLaunchTemplateVersions(request -> request.launchTemplateName("none")))
        .satisfies(code("InvalidLaunchTemplateName.NotFoundException"));
  }

  @Test
  void theSameTokenGivesTheSameVersionAndAnotherRequestWithItIsRefused() {
    assertThat(create("token", "ami-0good000000000001")).isEqualTo(9);
    assertThat(create("token", "ami-0good000000000001")).isEqualTo(9);
    assertThat(create("other", "ami-0good000000000001")).isEqualTo(10);
    assertThatThrownBy(() -> create("token", "ami-0bad0000000000002"))
        .satisfies(code("IdempotentParameterMismatch"));
  }

  @Test
  void anAmiThatIsNamedByAParameterIsResolvedWhenAskedFor() {
    world.account().ec2().putImageParameter("/web/ami", "ami-0good000000000001");
    long version =
        world
            .account()
            .ec2()
            .addVersion(
                Fleet.TEMPLATE_ID,
                ResponseLaunchTemplateData.builder().imageId("resolve:ssm:/web/ami").build());

    assertThat(imageOf(version, false)).isEqualTo("resolve:ssm:/web/ami");
    assertThat(imageOf(version, true)).isEqualTo("ami-0good000000000001");
  }

  @Test
  void aDeregisteredAmiIsShownThenLeftOutThenUnknown() {
    fleet.deregisterImage(FleetRelease.BAD);
    assertThat(images()).extracting(Image::stateAsString).containsExactly("deregistered");
    world.advance(Duration.ofMinutes(2));
    assertThat(images()).isEmpty();
    world.advance(Duration.ofHours(1));
    assertThatThrownBy(this::images).satisfies(code("InvalidAMIID.NotFound"));
  }

  @Test
  void aDisabledAmiIsShownOnlyWhenAskedFor() {
    world.account().ec2().disableImage(FleetRelease.BAD.imageId());
    assertThat(images()).isEmpty();
    assertThat(
            ec2.describeImages(
                    request -> request.imageIds(FleetRelease.BAD.imageId()).includeDisabled(true))
                .images())
        .extracting(Image::stateAsString)
        .containsExactly("disabled");
  }

  private List<LaunchTemplateVersion> versions(String... wanted) {
    return ec2.describeLaunchTemplateVersions(
            request -> request.launchTemplateId(Fleet.TEMPLATE_ID).versions(wanted))
        .launchTemplateVersions();
  }

  private String imageOf(long version, boolean resolved) {
    return ec2.describeLaunchTemplateVersions(request ->
            request
                .launchTemplateId(Fleet.TEMPLATE_ID)
                .versions(Long.toString(version))
                .resolveAlias(resolved))
        .launchTemplateVersions()
        .getFirst()
        .launchTemplateData()
        .imageId();
  }

  private long create(String token, String imageId) {
    return ec2.createLaunchTemplateVersion(request ->
            request
                .launchTemplateId(Fleet.TEMPLATE_ID)
                .clientToken(token)
                .launchTemplateData(data -> data.imageId(imageId)))
        .launchTemplateVersion()
        .versionNumber();
  }

  private List<Image> images() {
    return ec2.describeImages(request -> request.imageIds(FleetRelease.BAD.imageId())).images();
  }

  private static Consumer<Throwable> code(String expected) {
    return thrown ->
        assertThat(thrown)
            .isInstanceOfSatisfying(
                Ec2Exception.class,
                refused -> assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(expected));
  }
}
