package io.github.lastgood.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lastgood.target.Image;
import io.github.lastgood.target.Revision;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codedeploy.model.AppSpecContent;
import software.amazon.awssdk.services.codedeploy.model.GitHubLocation;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocationType;
import software.amazon.awssdk.services.codedeploy.model.S3Location;

/// CodeDeploy's application revisions and the ids that the ledger knows them by: `appspec:SHA256`,
/// `s3://BUCKET/KEY?bundleType=…&version=…&eTag=…`, `github:REPOSITORY@COMMIT`. The last two say
/// all that it takes to deploy them; an AppSpec's content must be asked for or have been stored.
final class CodeDeployRevisions {
  /// The name under which a revision holds the task definition of its AppSpec.
  static final String TASK_DEFINITION = "taskDefinition";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String APP_SPEC = "appspec:";
  private static final Pattern S3 =
      Pattern.compile(
          "s3://(?<bucket>[^/]+)/(?<key>.+?)\\?bundleType=(?<type>[A-Za-z]+)"
              + "(?:&version=(?<version>[^&]+))?(?:&eTag=(?<eTag>.+))?");
  private static final Pattern GIT_HUB = Pattern.compile("github:(?<repository>.+)@(?<commit>.+)");

  /// An AppSpec is YAML or JSON; either way it names one task definition by its ARN.
  private static final Pattern TASK_DEFINITION_ARN =
      Pattern.compile("arn:[a-z-]+:ecs:[a-z0-9-]+:\\d{12}:task-definition/[A-Za-z0-9_-]+:\\d+");

  private CodeDeployRevisions() {}

  /// Empty for a kind of revision that this version does not know.
  static Optional<Revision> of(@Nullable RevisionLocation location) {
    return location == null ? Optional.empty() : id(location).map(Revision::of);
  }

  private static Optional<String> id(RevisionLocation location) {
    return switch (location.revisionType()) {
      case APP_SPEC_CONTENT -> Optional.of(APP_SPEC + location.appSpecContent().sha256());
      case S3 -> Optional.of(id(location.s3Location()));
      case GIT_HUB -> {
        var place = location.gitHubLocation();
        yield Optional.of("github:" + place.repository() + "@" + place.commitId());
      }
      case STRING, UNKNOWN_TO_SDK_VERSION -> Optional.empty();
    };
  }

  private static String id(S3Location place) {
    return "s3://"
        + place.bucket()
        + "/"
        + place.key()
        + "?bundleType="
        + place.bundleTypeAsString()
        + (place.version() == null ? "" : "&version=" + place.version())
        + (place.eTag() == null ? "" : "&eTag=" + place.eTag());
  }

  /// What CodeDeploy calls it; empty when the id is none of the three forms.
  static Optional<RevisionLocation> location(Revision revision) {
    var id = revision.id();
    var s3 = S3.matcher(id);
    var gitHub = GIT_HUB.matcher(id);
    if (id.startsWith(APP_SPEC)) {
      return Optional.of(
          RevisionLocation.builder()
              .revisionType(RevisionLocationType.APP_SPEC_CONTENT)
              .appSpecContent(
                  AppSpecContent.builder().sha256(id.substring(APP_SPEC.length())).build())
              .build());
    }
    if (s3.matches()) {
      return Optional.of(
          RevisionLocation.builder()
              .revisionType(RevisionLocationType.S3)
              .s3Location(
                  S3Location.builder()
                      .bucket(s3.group("bucket"))
                      .key(s3.group("key"))
                      .bundleType(s3.group("type"))
                      .version(s3.group("version"))
                      .eTag(s3.group("eTag"))
                      .build())
              .build());
    }
    return gitHub.matches()
        ? Optional.of(gitHub(gitHub.group(1), gitHub.group(2)))
        : Optional.empty();
  }

  private static RevisionLocation gitHub(String repository, String commit) {
    return RevisionLocation.builder()
        .revisionType(RevisionLocationType.GIT_HUB)
        .gitHubLocation(GitHubLocation.builder().repository(repository).commitId(commit).build())
        .build();
  }

  /// The task definition that an AppSpec deploys; empty for other revisions.
  static Optional<String> taskDefinition(RevisionLocation whole) {
    var content = whole.appSpecContent() == null ? null : whole.appSpecContent().content();
    if (content == null) {
      return Optional.empty();
    }
    var found = TASK_DEFINITION_ARN.matcher(content);
    return found.find() ? Optional.of(found.group()) : Optional.empty();
  }

  /// The revision with the task definition that its AppSpec names.
  static Revision named(Revision revision, RevisionLocation whole) {
    return taskDefinition(whole)
        .map(arn -> new Revision(revision.id(), List.of(new Image(TASK_DEFINITION, arn, ""))))
        .orElse(revision);
  }

  static String write(RevisionLocation whole) {
    return SdkJson.write(whole).toString();
  }

  static RevisionLocation read(String definition) {
    try {
      return SdkJson.read(JSON.readTree(definition), RevisionLocation.builder()).build();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("A stored application revision is not JSON", e);
    }
  }
}
