package io.github.lastgood.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lastgood.target.Candidate;
import io.github.lastgood.target.Candidate.AsCopy;
import io.github.lastgood.target.Candidate.Availability;
import io.github.lastgood.target.Candidate.Gone;
import io.github.lastgood.target.Candidate.Ready;
import io.github.lastgood.target.Image;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Rollback;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;

/// Launch template versions and their AMIs: whether one can be launched, what is needed to make it
/// again, and the copy that is made when it was deleted.
///
/// A version never changes, but it can be deleted, its AMI deregistered or disabled, and an AMI
/// that it names by an SSM parameter (`resolve:ssm:…`) be another one by now.
final class LaunchTemplates {
  /// The one image of a revision: the AMI.
  static final String AMI = "ami";

  private static final String PARAMETER = "resolve:ssm:";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Supplier<Ec2Client> ec2;
  private final Parallel parallel;

  /// @param ec2 asked for only when a group is at hand: that client is a large one to build
  LaunchTemplates(Supplier<Ec2Client> ec2, Parallel parallel) {
    this.ec2 = ec2;
    this.parallel = parallel;
  }

  /// The version as AWS knows it; empty when there is none (any more).
  ///
  /// @param version a number, `$Latest` or `$Default`
  Optional<LaunchTemplateVersion> version(String templateId, String version) {
    return describe(request -> request.launchTemplateId(templateId).versions(version));
  }

  /// The id of the template of that name.
  Optional<String> idOf(String templateName) {
    return describe(request -> request.launchTemplateName(templateName).versions("$Default"))
        .map(LaunchTemplateVersion::launchTemplateId);
  }

  private Optional<LaunchTemplateVersion> describe(
      UnaryOperator<DescribeLaunchTemplateVersionsRequest.Builder> which) {
    try {
      var request = which.apply(DescribeLaunchTemplateVersionsRequest.builder()).build();
      return ec2.get().describeLaunchTemplateVersions(request).launchTemplateVersions().stream()
          .findFirst();
    } catch (Ec2Exception e) {
      return emptyIfUnknown(e);
    }
  }

  /// The revision with its AMI. One that is named by a parameter has what that means now as its
  /// digest: it tells two deployments of one version apart.
  Revision withImage(Revision revision) {
    var template = TemplateVersion.parse(revision.id());
    return template
        .flatMap(known -> version(known.templateId(), known.version()))
        .flatMap(found -> Optional.ofNullable(found.launchTemplateData().imageId()))
        .map(image -> new Revision(revision.id(), List.of(image(template.get(), image))))
        .orElse(revision);
  }

  private Image image(TemplateVersion template, String reference) {
    return new Image(
        AMI, reference, reference.startsWith(PARAMETER) ? resolved(template).orElse("") : "");
  }

  private Optional<String> resolved(TemplateVersion template) {
    return describe(request ->
            request
                .launchTemplateId(template.templateId())
                .versions(template.version())
                .resolveAlias(true))
        .map(found -> found.launchTemplateData().imageId());
  }

  Candidate check(Revision revision) {
    var template = TemplateVersion.parse(revision.id());
    if (template.isEmpty()) {
      return new Candidate(
          revision,
          new Gone(revision.label() + " is no launch template version, such as lt-0a1b2c3d:7."));
    }
    var imageWanted = revision.images().stream().findFirst();
    var imageNow = parallel.ask(() -> imageWanted.map(LaunchTemplates::amiOf).flatMap(this::flaw));
    var found = version(template.get().templateId(), template.get().version());
    var flaw =
        imageWanted.isPresent()
            ? imageNow.answer()
            : found
                .flatMap(version -> Optional.ofNullable(version.launchTemplateData().imageId()))
                .filter(image -> !image.startsWith(PARAMETER))
                .flatMap(this::flaw);
    return new Candidate(
        revision, availability(revision, template.get(), found.isPresent(), flaw.orElse(null)));
  }

  private Availability availability(
      Revision revision, TemplateVersion template, boolean isThere, @Nullable String flaw) {
    if (flaw != null) {
      return new Gone(flaw);
    }
    if (!isThere) {
      return new AsCopy("Launch template version " + revision.label() + " was deleted.");
    }
    return revision.images().stream()
        .filter(image -> !image.digest().isEmpty())
        .filter(image -> !resolved(template).equals(Optional.of(image.digest())))
        .findFirst()
        .<Availability>map(image ->
            new AsCopy(image.reference() + " means another AMI now than " + image.digest() + "."))
        .orElseGet(Ready::new);
  }

  private static String amiOf(Image image) {
    return image.digest().isEmpty() ? image.reference() : image.digest();
  }

  /// Why nothing can be launched from the AMI; empty when it is fine. AWS hides disabled and
  /// deprecated ones unless they are asked for; one that was deregistered is shown for a while,
  /// then left out, then an error.
  private Optional<String> flaw(String imageId) {
    try {
      var request =
          DescribeImagesRequest.builder()
              .imageIds(imageId)
              .includeDeprecated(true)
              .includeDisabled(true)
              .build();
      var state =
          ec2.get().describeImages(request).images().stream()
              .findFirst()
              .map(image -> image.stateAsString())
              .orElse("gone");
      return state.equals("available")
          ? Optional.empty()
          : Optional.of("AMI " + imageId + " is " + state + ".");
    } catch (Ec2Exception e) {
      if (AwsErrors.isFinal(e) && AwsErrors.code(e).startsWith("InvalidAMIID")) {
        return Optional.of("AMI " + imageId + " is gone.");
      }
      throw e;
    }
  }

  /// The version's whole data, under the API's own member names.
  Optional<String> definitionOf(Revision revision) {
    return TemplateVersion.parse(revision.id())
        .flatMap(template -> version(template.templateId(), template.version()))
        .map(found -> SdkJson.writeMembers(found.launchTemplateData()).toString());
  }

  /// Makes a version from what was stored. The rollback's id is the client token, so that a second
  /// try gives the first one's version.
  ///
  /// @return the copy's revision id
  String copy(Rollback rollback, String definition) {
    var template = TemplateVersion.parse(rollback.to().id()).orElseThrow();
    var data = SdkJson.readMembers(parse(definition), RequestLaunchTemplateData.builder());
    rollback.to().images().stream()
        .findFirst()
        .map(LaunchTemplates::amiOf)
        .ifPresent(data::imageId);
    var made =
        ec2.get()
            .createLaunchTemplateVersion(
                CreateLaunchTemplateVersionRequest.builder()
                    .launchTemplateId(template.templateId())
                    .versionDescription(description(rollback))
                    .launchTemplateData(data.build())
                    .clientToken(rollback.id())
                    .build())
            .launchTemplateVersion();
    return new TemplateVersion(template.templateId(), made.versionNumber().toString()).revisionId();
  }

  /// At most 255 characters.
  private static String description(Rollback rollback) {
    return "Copy of version "
        + TemplateVersion.parse(rollback.to().id()).orElseThrow().version()
        + " by Lastgood, rollback "
        + rollback.id();
  }

  private static ObjectNode parse(String definition) {
    try {
      return (ObjectNode) JSON.readTree(definition);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("A stored launch template version is not JSON", e);
    }
  }

  /// `InvalidLaunchTemplateId.NotFound`, `….VersionNotFound`, `InvalidLaunchTemplateName…`.
  private static <T> Optional<T> emptyIfUnknown(Ec2Exception e) {
    if (AwsErrors.isFinal(e) && AwsErrors.code(e).startsWith("InvalidLaunchTemplate")) {
      return Optional.empty();
    }
    throw e;
  }
}
