package io.github.lastgood.action;

import io.github.lastgood.decision.InWords;
import io.github.lastgood.target.Expiry;
import io.github.lastgood.target.Image;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecr.model.GetLifecyclePolicyRequest;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;

/// Reads what the lifecycle policies of ECR are about to do to images. ECR's own preview
/// (`StartLifecyclePolicyPreview`) takes its time and tells of today, not of the days to come, so
/// the two common kinds of rule are worked out here; of any other it is said that it cannot be
/// told.
public final class ImageLifecycles {
  /// How far ahead it looks.
  public static final Duration SOON = Duration.ofDays(7);

  private static final int IMAGES_A_PAGE = 1000;
  private static final int MOST_PAGES = 5;

  private final Function<String, EcrClient> ecrOfRegion;

  /// Asks ECR in whatever region an image lives.
  ///
  /// @param ecrOfRegion the client for a region, such as `eu-west-1`
  public ImageLifecycles(Function<String, EcrClient> ecrOfRegion) {
    this.ecrOfRegion = ecrOfRegion;
  }

  /// What is about to happen to those of the images that do not simply stay. Images elsewhere than
  /// in ECR are not looked at.
  public List<Expiry> of(List<Image> images, Instant now) {
    return images.stream().flatMap(image -> of(image, now).stream()).toList();
  }

  private Optional<Expiry> of(Image image, Instant now) {
    var parts = Images.ECR.matcher(image.reference());
    if (!parts.matches()) {
      return Optional.empty();
    }
    var digest = image.digest().isEmpty() ? parts.group("digest") : image.digest();
    var tag = parts.group("tag") == null ? "latest" : parts.group("tag");
    var repository =
        new Repository(
            ecrOfRegion.apply(parts.group("region")),
            parts.group("registry"),
            parts.group("repository"));
    try {
      var policy = repository.policy();
      return policy.isEmpty()
          ? Optional.empty()
          : LifecycleRule.parse(policy.get())
              .map(rules -> apply(rules, image, repository, digest, tag, now))
              .orElseGet(() -> untold(image, "its lifecycle policy cannot be read"));
    } catch (EcrException e) {
      return refused(image, e);
    }
  }

  private static Optional<Expiry> refused(Image image, EcrException e) {
    return switch (AwsErrors.code(e)) {
      // No policy, so nothing expires; an image that is gone is the check's business.
      case "LifecyclePolicyNotFoundException",
          "ImageNotFoundException",
          "RepositoryNotFoundException" ->
          Optional.empty();
      default -> {
        if (!AwsErrors.isFinal(e)) {
          throw e;
        }
        yield untold(image, "ECR refused: " + AwsErrors.words(e));
      }
    };
  }

  private static Optional<Expiry> apply(
      List<LifecycleRule> rules,
      Image image,
      Repository repository,
      @Nullable String digest,
      String tag,
      Instant now) {
    var found = repository.find(digest, tag);
    var pushed = found.map(ImageDetail::imagePushedAt).orElse(null);
    if (found.isEmpty() || pushed == null) {
      return Optional.empty();
    }
    var rule = rules.stream().filter(each -> each.selects(found.get().imageTags())).findFirst();
    if (rule.isEmpty()) {
      return Optional.empty();
    }
    if (!rule.get().action().equals("expire")) {
      return untold(image, "rule " + rule.get().priority() + " does not expire but archive");
    }
    return switch (rule.get().countType()) {
      case "sinceImagePushed" -> byAge(rule.get(), image, pushed, now);
      case "imageCountMoreThan" -> byCount(rule.get(), image, repository, pushed, now);
      default ->
          untold(image, "rule " + rule.get().priority() + " goes by " + rule.get().countType());
    };
  }

  private static Optional<Expiry> byAge(
      LifecycleRule rule, Image image, Instant pushed, Instant now) {
    var end = pushed.plus(Duration.ofDays(rule.count()));
    return end.isAfter(now.plus(SOON))
        ? Optional.empty()
        : Optional.of(
            new Expiry.Soon(
                "The lifecycle policy of ECR deletes "
                    + image.reference()
                    + " at "
                    + InWords.time(end)
                    + ": rule "
                    + rule.priority()
                    + " keeps images for "
                    + rule.count()
                    + " days."));
  }

  /// The newest ones stay. How many are pushed in the days to come nobody knows: as many as in the
  /// days before is taken for likely.
  private static Optional<Expiry> byCount(
      LifecycleRule rule, Image image, Repository repository, Instant pushed, Instant now) {
    var all = repository.all();
    if (all.isEmpty()) {
      return untold(image, "its repository has too many images to count");
    }
    var times =
        all.get().stream()
            .filter(other -> other.imagePushedAt() != null && rule.selects(other.imageTags()))
            .map(ImageDetail::imagePushedAt)
            .toList();
    var newer = times.stream().filter(time -> time.isAfter(pushed)).count();
    var lately = times.stream().filter(time -> time.isAfter(now.minus(SOON))).count();
    return newer + 1 + lately <= rule.count()
        ? Optional.empty()
        : Optional.of(
            new Expiry.Soon(
                "The lifecycle policy of ECR is about to delete "
                    + image.reference()
                    + ": rule "
                    + rule.priority()
                    + " keeps "
                    + rule.count()
                    + " images, "
                    + newer
                    + " are newer, and "
                    + lately
                    + " were pushed in the last 7 days."));
  }

  private static Optional<Expiry> untold(Image image, String why) {
    return Optional.of(
        new Expiry.Unknown(
            "Whether a lifecycle policy deletes "
                + image.reference()
                + " cannot be told: "
                + why
                + "."));
  }

  /// One repository, asked in its own region.
  private record Repository(EcrClient ecr, String registry, String name) {

    Optional<String> policy() {
      var get =
          GetLifecyclePolicyRequest.builder().registryId(registry).repositoryName(name).build();
      return Optional.ofNullable(ecr.getLifecyclePolicy(get).lifecyclePolicyText());
    }

    Optional<ImageDetail> find(@Nullable String digest, String tag) {
      var id =
          digest != null
              ? ImageIdentifier.builder().imageDigest(digest).build()
              : ImageIdentifier.builder().imageTag(tag).build();
      return ecr.describeImages(images().imageIds(id).build()).imageDetails().stream().findFirst();
    }

    /// All images; empty when there are too many to read.
    Optional<List<ImageDetail>> all() {
      var all = new ArrayList<ImageDetail>();
      @Nullable String token = null;
      for (int page = 0; page < MOST_PAGES; page++) {
        var reply = ecr.describeImages(images().maxResults(IMAGES_A_PAGE).nextToken(token).build());
        all.addAll(reply.imageDetails());
        token = reply.nextToken();
        if (token == null) {
          return Optional.of(all);
        }
      }
      return Optional.empty();
    }

    private DescribeImagesRequest.Builder images() {
      return DescribeImagesRequest.builder().registryId(registry).repositoryName(name);
    }
  }
}
