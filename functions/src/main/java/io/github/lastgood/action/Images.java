package io.github.lastgood.action;

import io.github.lastgood.target.Image;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;

/// Asks ECR whether images can still be pulled. Images elsewhere cannot be asked for: ECS finds out
/// when it starts the task.
public final class Images {

  /// What ECR says about an image.
  public enum Finding {
    /// It is there, or it does not live in ECR.
    PRESENT,
    /// The digest is there, but the tag of the task definition means another image now.
    TAG_MOVED,
    GONE
  }

  /// The answer to a check.
  ///
  /// @param finding what ECR says
  /// @param words one sentence for people; empty when the image is present
  public record Checked(Finding finding, String words) {}

  static final Pattern ECR =
      Pattern.compile(
          "(?<registry>\\d{12})\\.dkr[.-]ecr\\.(?<region>[a-z0-9-]+)\\.[a-z.]+/"
              + "(?<repository>[^:@]+)(?::(?<tag>[^@]+))?(?:@(?<digest>.+))?");

  private final Function<String, EcrClient> ecrOfRegion;

  /// Asks ECR in whatever region an image lives.
  ///
  /// @param ecrOfRegion the client for a region, such as `eu-west-1`
  public Images(Function<String, EcrClient> ecrOfRegion) {
    this.ecrOfRegion = ecrOfRegion;
  }

  /// The worst finding about these images.
  public Checked check(List<Image> images) {
    return images.stream()
        .map(this::check)
        .max((a, b) -> a.finding().compareTo(b.finding()))
        .orElse(new Checked(Finding.PRESENT, ""));
  }

  private Checked check(Image image) {
    var parts = ECR.matcher(image.reference());
    if (!parts.matches()) {
      return new Checked(Finding.PRESENT, "");
    }
    var digest = image.digest().isEmpty() ? parts.group("digest") : image.digest();
    try {
      return find(parts, digest, parts.group("tag"))
          .map(found -> compare(image, parts.group("tag"), digest, found))
          .orElseGet(() -> gone(image, digest));
    } catch (EcrException e) {
      return refused(image, digest, e);
    }
  }

  private Optional<ImageDetail> find(Matcher parts, @Nullable String digest, @Nullable String tag) {
    var id =
        digest != null
            ? ImageIdentifier.builder().imageDigest(digest).build()
            : ImageIdentifier.builder().imageTag(tag == null ? "latest" : tag).build();
    var request =
        DescribeImagesRequest.builder()
            .registryId(parts.group("registry"))
            .repositoryName(parts.group("repository"))
            .imageIds(id)
            .build();
    return ecrOfRegion.apply(parts.group("region")).describeImages(request).imageDetails().stream()
        .findFirst();
  }

  private static Checked compare(
      Image image, @Nullable String tag, @Nullable String digest, ImageDetail found) {
    var byTag = image.reference().indexOf('@') < 0;
    if (byTag && digest != null && !found.imageTags().contains(tag == null ? "latest" : tag)) {
      return new Checked(
          Finding.TAG_MOVED, "The tag of " + image.reference() + " means another image by now.");
    }
    return new Checked(Finding.PRESENT, "");
  }

  private static Checked gone(Image image, @Nullable String digest) {
    return new Checked(
        Finding.GONE,
        "ECR no longer has " + image.reference() + (digest == null ? "." : " (" + digest + ")."));
  }

  private static Checked refused(Image image, @Nullable String digest, AwsServiceException e) {
    return switch (AwsErrors.code(e)) {
      case "ImageNotFoundException", "RepositoryNotFoundException" -> gone(image, digest);
      default -> {
        if (!AwsErrors.isFinal(e)) {
          throw e;
        }
        yield new Checked(
            Finding.GONE,
            "ECR would not say whether it has " + image.reference() + ": " + AwsErrors.words(e));
      }
    };
  }
}
