package io.github.lastgood.account.ec2;

import io.github.lastgood.account.setting.Place;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionResponse;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/// The EC2 client of the simulated account, and what a story may do to its AMIs and launch
/// templates.
///
/// Operations that are not overridden throw the interface's own [UnsupportedOperationException].
public final class SimulatedEc2 implements Ec2Client {
  private static final String PARAMETER = "resolve:ssm:";

  private final MachineImages images;
  private final LaunchTemplates templates;
  private final LaunchTemplateCalls templateCalls;
  private final Map<String, String> parameters = new HashMap<>();

  /// An EC2 without images and templates.
  public SimulatedEc2(Place place, InstantSource clock) {
    this.images = new MachineImages(clock);
    this.templates = new LaunchTemplates(clock, place.roleArn("deployer"));
    this.templateCalls = new LaunchTemplateCalls(templates, this::resolved);
  }

  /// Registers an AMI.
  public void registerImage(String imageId, InstanceBehaviour behaviour) {
    images.register(imageId, behaviour);
  }

  /// Deregisters an AMI, as a clean-up does.
  public void deregisterImage(String imageId) {
    images.deregister(imageId);
  }

  /// Disables an AMI: it is there, but nothing can be launched from it.
  public void disableImage(String imageId) {
    images.disable(imageId);
  }

  /// Lets the SSM parameter that templates name as `resolve:ssm:NAME` hold this AMI.
  public void putImageParameter(String name, String imageId) {
    parameters.put(PARAMETER + name, imageId);
  }

  /// Creates a launch template without versions; the first one gets this number.
  public void createTemplate(String id, String name, long firstVersion) {
    templates.create(id, name, firstVersion);
  }

  /// Adds a version, as a deployment does.
  ///
  /// @return its number
  public long addVersion(String templateId, ResponseLaunchTemplateData data) {
    return templates.add(templates.template(templateId, null), data, null).versionNumber();
  }

  /// Chooses the version that `$Default` means.
  public void chooseDefault(String templateId, long version) {
    templates.template(templateId, null).chosen = version;
  }

  /// Deletes a version, as a clean-up does.
  public void deleteVersion(String templateId, long version) {
    templates.template(templateId, null).versions.remove(version);
  }

  /// The version that a launch would use now; empty when there is none.
  ///
  /// @param version a number, `$Latest` or `$Default`; null means `$Default`
  public Optional<LaunchTemplateVersion> version(
      @Nullable String id, @Nullable String name, @Nullable String version) {
    String wanted = version == null ? LaunchTemplates.DEFAULT : version;
    return templates.find(id, name).flatMap(template -> LaunchTemplates.version(template, wanted));
  }

  /// The AMI's id, whether it is named itself or by an SSM parameter.
  public String resolved(String image) {
    return parameters.getOrDefault(image, image);
  }

  /// Whether instances can be launched from the AMI now.
  public boolean canLaunch(String image) {
    return images.isAvailable(resolved(image));
  }

  /// How instances of the AMI behave.
  public InstanceBehaviour behaviour(String imageId) {
    return images.behaviour(imageId);
  }

  @Override
  public DescribeImagesResponse describeImages(DescribeImagesRequest request) {
    return images.describe(request);
  }

  @Override
  public DescribeLaunchTemplateVersionsResponse describeLaunchTemplateVersions(
      DescribeLaunchTemplateVersionsRequest request) {
    return templateCalls.describe(request);
  }

  @Override
  public CreateLaunchTemplateVersionResponse createLaunchTemplateVersion(
      CreateLaunchTemplateVersionRequest request) {
    return templateCalls.create(request);
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
