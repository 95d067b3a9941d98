package io.github.lastgood.account.ec2;

import io.github.lastgood.account.ec2.LaunchTemplates.Template;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateIamInstanceProfileSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateIamInstanceProfileSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/// DescribeLaunchTemplateVersions and CreateLaunchTemplateVersion.
///
/// Of a template's data only what the world uses is kept: AMI, instance type, user data, key,
/// instance profile and security groups.
final class LaunchTemplateCalls {
  private final LaunchTemplates templates;
  private final UnaryOperator<String> resolved;
  private final Map<String, Made> byToken = new HashMap<>();

  private record Made(
      CreateLaunchTemplateVersionRequest request, CreateLaunchTemplateVersionResponse answer) {}

  /// @param resolved from an AMI as a template names it to its id: follows `resolve:ssm:...`
  LaunchTemplateCalls(LaunchTemplates templates, UnaryOperator<String> resolved) {
    this.templates = templates;
    this.resolved = resolved;
  }

  DescribeLaunchTemplateVersionsResponse describe(DescribeLaunchTemplateVersionsRequest request) {
    Template template =
        templates.template(request.launchTemplateId(), request.launchTemplateName());
    List<LaunchTemplateVersion> found =
        request.versions().isEmpty()
            ? LaunchTemplates.newestFirst(template)
            : request.versions().stream().map(version -> known(template, version)).toList();
    boolean resolve = request.resolveAlias() != null && request.resolveAlias();
    return DescribeLaunchTemplateVersionsResponse.builder()
        .launchTemplateVersions(
            found.stream().map(version -> shape(template, version, resolve)).toList())
        .build();
  }

  private static LaunchTemplateVersion known(Template template, String version) {
    return LaunchTemplates.version(template, version)
        .orElseThrow(() -> Ec2Refusals.versionNotFound(template.id, version));
  }

  private LaunchTemplateVersion shape(
      Template template, LaunchTemplateVersion version, boolean resolve) {
    ResponseLaunchTemplateData data = version.launchTemplateData();
    return version.toBuilder()
        .defaultVersion(version.versionNumber() == template.chosen)
        .launchTemplateData(
            resolve && data.imageId() != null
                ? data.toBuilder().imageId(resolved.apply(data.imageId())).build()
                : data)
        .build();
  }

  /// The same token with the same request gives the same version again.
  CreateLaunchTemplateVersionResponse create(CreateLaunchTemplateVersionRequest request) {
    Template template =
        templates.template(request.launchTemplateId(), request.launchTemplateName());
    if (request.launchTemplateData() == null) {
      throw Ec2Refusals.missing("LaunchTemplateData");
    }
    Made made = request.clientToken() == null ? null : byToken.get(request.clientToken());
    if (made != null && !made.request().equals(request)) {
      throw Ec2Refusals.tokenWasUsed();
    }
    return made != null ? made.answer() : add(template, request);
  }

  private CreateLaunchTemplateVersionResponse add(
      Template template, CreateLaunchTemplateVersionRequest request) {
    ResponseLaunchTemplateData source =
        Optional.ofNullable(request.sourceVersion())
            .map(version -> known(template, version).launchTemplateData())
            .orElseGet(() -> ResponseLaunchTemplateData.builder().build());
    LaunchTemplateVersion version =
        templates.add(
            template, merged(source, request.launchTemplateData()), request.versionDescription());
    CreateLaunchTemplateVersionResponse answer =
        CreateLaunchTemplateVersionResponse.builder().launchTemplateVersion(version).build();
    if (request.clientToken() != null) {
      byToken.put(request.clientToken(), new Made(request, answer));
    }
    return answer;
  }

  /// What the request sets wins over the source version.
  private static ResponseLaunchTemplateData merged(
      ResponseLaunchTemplateData source, RequestLaunchTemplateData given) {
    ResponseLaunchTemplateData.Builder data = source.toBuilder();
    if (given.imageId() != null) {
      data.imageId(given.imageId());
    }
    if (given.instanceType() != null) {
      data.instanceType(given.instanceType());
    }
    if (given.userData() != null) {
      data.userData(given.userData());
    }
    if (given.keyName() != null) {
      data.keyName(given.keyName());
    }
    if (given.hasSecurityGroupIds()) {
      data.securityGroupIds(given.securityGroupIds());
    }
    if (given.iamInstanceProfile() != null) {
      data.iamInstanceProfile(profile(given.iamInstanceProfile()));
    }
    return data.build();
  }

  private static LaunchTemplateIamInstanceProfileSpecification profile(
      LaunchTemplateIamInstanceProfileSpecificationRequest given) {
    return LaunchTemplateIamInstanceProfileSpecification.builder()
        .name(given.name())
        .arn(given.arn())
        .build();
  }
}
