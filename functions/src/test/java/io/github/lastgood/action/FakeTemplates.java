package io.github.lastgood.action;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionResponse;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/// Versions and AMIs, as a test sets them.
final class FakeTemplates implements Ec2Client {
  /// Version, or alias, to the AMI as the template names it.
  final Map<String, String> versions = new HashMap<>();

  /// AMI to its state; one that is not there is unknown.
  final Map<String, String> images = new HashMap<>();

  /// What a parameter means.
  String resolved = "";

  @Nullable CreateLaunchTemplateVersionRequest created;

  @Override
  public DescribeLaunchTemplateVersionsResponse describeLaunchTemplateVersions(
      DescribeLaunchTemplateVersionsRequest request) {
    String wanted = request.versions().getFirst();
    String image = versions.get(wanted);
    if (image == null) {
      throw refusal("InvalidLaunchTemplateId.VersionNotFound");
    }
    boolean resolves = request.resolveAlias() != null && request.resolveAlias();
    return DescribeLaunchTemplateVersionsResponse.builder()
        .launchTemplateVersions(
            LaunchTemplateVersion.builder()
                .launchTemplateId(FakeFleet.TEMPLATE)
                .versionNumber(wanted.startsWith("$") ? 8L : Long.parseLong(wanted))
                .createTime(Instant.EPOCH)
                .launchTemplateData(
                    ResponseLaunchTemplateData.builder()
                        .imageId(resolves ? resolved : image)
                        .instanceType("m7g.large")
                        .build())
                .build())
        .build();
  }

  @Override
  public DescribeImagesResponse describeImages(DescribeImagesRequest request) {
    String id = request.imageIds().getFirst();
    if (!images.containsKey(id)) {
      throw refusal("InvalidAMIID.NotFound");
    }
    return DescribeImagesResponse.builder()
        .images(Image.builder().imageId(id).state(images.get(id)).build())
        .build();
  }

  @Override
  public CreateLaunchTemplateVersionResponse createLaunchTemplateVersion(
      CreateLaunchTemplateVersionRequest request) {
    created = request;
    return CreateLaunchTemplateVersionResponse.builder()
        .launchTemplateVersion(version -> version.versionNumber(9L))
        .build();
  }

  private static Ec2Exception refusal(String code) {
    return (Ec2Exception)
        Ec2Exception.builder()
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
            .statusCode(400)
            .build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
