package io.github.lastgood.account.ecr;

import io.github.lastgood.account.call.AwsErrors;
import io.github.lastgood.account.ecs.ImageRegistry;
import io.github.lastgood.account.setting.Place;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ecr.model.GetLifecyclePolicyRequest;
import software.amazon.awssdk.services.ecr.model.GetLifecyclePolicyResponse;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.LifecyclePolicyNotFoundException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/// The ECR client of the simulated account, and what a story may do to its images. Images of other
/// registries can always be pulled.
public final class SimulatedEcr implements EcrClient, ImageRegistry {
  private final Place place;
  private final InstantSource clock;
  private final Map<String, Repository> repositories = new LinkedHashMap<>();
  private int pushes;

  /// A registry without repositories.
  public SimulatedEcr(Place place, InstantSource clock) {
    this.place = place;
    this.clock = clock;
  }

  /// Pushes a new image under `tag`, taking the tag from the image that had it; creates the
  /// repository when needed.
  ///
  /// @return the new image's digest
  public String push(String repository, String tag) {
    String digest = sha256(repository + ":" + tag + "#" + ++pushes);
    repositories.computeIfAbsent(repository, Repository::new).push(tag, digest, clock.instant());
    return digest;
  }

  /// Lets `tag` point at the image of `digest`, which must be there.
  public void retag(String repository, String tag, String digest) {
    known(repository, null).push(tag, digest, clock.instant());
  }

  /// Deletes an image with all its tags, as a lifecycle policy does.
  public void delete(String repository, String digest) {
    known(repository, null).delete(digest);
  }

  @Override
  public Optional<String> digestOf(String image) {
    ImageReference reference = ImageReference.parse(image);
    if (!reference.host().equals(place.registryHost())) {
      return Optional.of(Optional.ofNullable(reference.digest()).orElseGet(() -> sha256(image)));
    }
    return Optional.ofNullable(repositories.get(reference.repository()))
        .flatMap(repository -> find(repository, reference.digest(), reference.tag()))
        .map(Repository.Image::digest);
  }

  @Override
  public boolean holds(String image, String digest) {
    ImageReference reference = ImageReference.parse(image);
    return !reference.host().equals(place.registryHost())
        || Optional.ofNullable(repositories.get(reference.repository()))
            .flatMap(repository -> repository.byDigest(digest))
            .isPresent();
  }

  @Override
  public DescribeImagesResponse describeImages(DescribeImagesRequest request) {
    Repository repository = known(request.repositoryName(), request.registryId());
    Collection<Repository.Image> images =
        request.imageIds().isEmpty()
            ? repository.all()
            : request.imageIds().stream().map(id -> known(repository, id)).toList();
    return DescribeImagesResponse.builder()
        .imageDetails(images.stream().map(image -> detail(repository, image)).toList())
        .build();
  }

  /// Gives a repository a lifecycle policy. It deletes nothing by itself: see [#delete].
  public void policy(String repository, String text) {
    known(repository, null).policy = text;
  }

  @Override
  public GetLifecyclePolicyResponse getLifecyclePolicy(GetLifecyclePolicyRequest request) {
    Repository repository = known(request.repositoryName(), request.registryId());
    String text = repository.policy;
    if (text == null) {
      throw AwsErrors.refusal(
          LifecyclePolicyNotFoundException.builder(),
          "LifecyclePolicyNotFoundException",
          "Lifecycle policy does not exist for the repository with name '%s' in the registry with id '%s'"
              .formatted(repository.name, place.accountId()));
    }
    return GetLifecyclePolicyResponse.builder()
        .registryId(place.accountId())
        .repositoryName(repository.name)
        .lifecyclePolicyText(text)
        .build();
  }

  private Repository known(String name, @Nullable String registryId) {
    Repository repository = repositories.get(name);
    boolean elsewhere = registryId != null && !registryId.equals(place.accountId());
    if (repository == null || elsewhere) {
      throw refusalAbout("The repository with name '" + name + "' does not exist", registryId);
    }
    return repository;
  }

  private AwsServiceException refusalAbout(String what, @Nullable String registryId) {
    String registry = registryId == null ? place.accountId() : registryId;
    return AwsErrors.refusal(
        RepositoryNotFoundException.builder(),
        "RepositoryNotFoundException",
        what + " in the registry with id '" + registry + "'");
  }

  private Repository.Image known(Repository repository, ImageIdentifier id) {
    return find(repository, id.imageDigest(), id.imageTag())
        .orElseThrow(() ->
            AwsErrors.refusal(
                ImageNotFoundException.builder(),
                "ImageNotFoundException",
                "The image with imageId {imageDigest:'%s', imageTag:'%s'} does not exist within the repository with name '%s' in the registry with id '%s'"
                    .formatted(
                        id.imageDigest(), id.imageTag(), repository.name, place.accountId())));
  }

  private static Optional<Repository.Image> find(
      Repository repository, @Nullable String digest, @Nullable String tag) {
    if (digest != null) {
      return repository.byDigest(digest);
    }
    return tag == null ? Optional.empty() : repository.byTag(tag);
  }

  private ImageDetail detail(Repository repository, Repository.Image image) {
    return ImageDetail.builder()
        .registryId(place.accountId())
        .repositoryName(repository.name)
        .imageDigest(image.digest())
        .imageTags(image.tags().isEmpty() ? null : image.tags())
        .imagePushedAt(image.pushedAt())
        .build();
  }

  private static String sha256(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha256.digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
