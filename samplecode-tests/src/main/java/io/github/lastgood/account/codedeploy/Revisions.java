package io.github.lastgood.account.codedeploy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codedeploy.model.AppSpecContent;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocationType;
import software.amazon.awssdk.services.codedeploy.model.S3Location;

/// The revisions registered with one application.
final class Revisions {
  private final Map<String, RevisionLocation> byKey = new HashMap<>();

  /// Registers a revision; an AppSpec gets its hash.
  RevisionLocation register(RevisionLocation given) {
    RevisionLocation whole =
        given.revisionType() == RevisionLocationType.APP_SPEC_CONTENT
            ? appSpec(given.appSpecContent().content())
            : given;
    byKey.put(key(whole), whole);
    return whole;
  }

  /// The whole of it, the AppSpec's text included.
  Optional<RevisionLocation> find(RevisionLocation wanted) {
    return Optional.ofNullable(byKey.get(key(wanted)));
  }

  void forget(RevisionLocation revision) {
    byKey.remove(key(revision));
  }

  static RevisionLocation appSpec(String content) {
    return RevisionLocation.builder()
        .revisionType(RevisionLocationType.APP_SPEC_CONTENT)
        .appSpecContent(AppSpecContent.builder().content(content).sha256(sha256(content)).build())
        .build();
  }

  /// As GetDeployment shows it: the content of an AppSpec is always null.
  static RevisionLocation withoutContent(RevisionLocation whole) {
    return whole.appSpecContent() == null
        ? whole
        : whole.toBuilder()
            .appSpecContent(
                AppSpecContent.builder().sha256(whole.appSpecContent().sha256()).build())
            .build();
  }

  static String key(RevisionLocation revision) {
    return switch (revision.revisionType()) {
      case APP_SPEC_CONTENT -> "appspec:" + revision.appSpecContent().sha256();
      case S3 -> s3(revision.s3Location());
      case GIT_HUB ->
          "github:"
              + revision.gitHubLocation().repository()
              + "@"
              + revision.gitHubLocation().commitId();
      case STRING, UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("not simulated: " + revision.revisionTypeAsString());
    };
  }

  private static String s3(S3Location location) {
    return "s3://" + location.bucket() + "/" + location.key() + "?" + location.version();
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
