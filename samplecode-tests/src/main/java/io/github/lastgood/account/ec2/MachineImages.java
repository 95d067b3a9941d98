package io.github.lastgood.account.ec2;

import io.github.lastgood.account.ec2.InstanceBehaviour.Healthy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageState;

/// The AMIs of the account.
///
/// One that was deregistered is shown as such for a while, then left out, then not known any more;
/// one that was disabled is shown only when asked for (EC2 API reference, DescribeImages; the two
/// spans are ours).
final class MachineImages {
  private static final Duration SHOWN = Duration.ofMinutes(1);
  private static final Duration REMEMBERED = Duration.ofHours(1);

  private final InstantSource clock;
  private final Map<String, Entry> images = new LinkedHashMap<>();

  MachineImages(InstantSource clock) {
    this.clock = clock;
  }

  private record Entry(
      InstanceBehaviour behaviour, ImageState state, @Nullable Instant deregistered) {}

  void register(String imageId, InstanceBehaviour behaviour) {
    images.put(imageId, new Entry(behaviour, ImageState.AVAILABLE, null));
  }

  void deregister(String imageId) {
    Entry old = known(imageId);
    images.put(imageId, new Entry(old.behaviour(), ImageState.DEREGISTERED, clock.instant()));
  }

  void disable(String imageId) {
    images.put(imageId, new Entry(known(imageId).behaviour(), ImageState.DISABLED, null));
  }

  /// Whether instances can be launched from it.
  boolean isAvailable(String imageId) {
    return Optional.ofNullable(images.get(imageId))
        .filter(entry -> entry.state() == ImageState.AVAILABLE)
        .isPresent();
  }

  InstanceBehaviour behaviour(String imageId) {
    return Optional.ofNullable(images.get(imageId)).map(Entry::behaviour).orElseGet(Healthy::new);
  }

  DescribeImagesResponse describe(DescribeImagesRequest request) {
    boolean disabled = request.includeDisabled() != null && request.includeDisabled();
    request.imageIds().forEach(this::refuseUnknown);
    return DescribeImagesResponse.builder()
        .images(
            request.imageIds().stream()
                .filter(id -> isShown(images.get(id), disabled))
                .map(this::shape)
                .toList())
        .build();
  }

  private void refuseUnknown(String imageId) {
    Entry entry = images.get(imageId);
    if (entry == null || isGoneFor(entry, REMEMBERED)) {
      throw Ec2Refusals.imageNotFound(imageId);
    }
  }

  private boolean isShown(@Nullable Entry entry, boolean disabled) {
    return entry != null
        && !isGoneFor(entry, SHOWN)
        && (disabled || entry.state() != ImageState.DISABLED);
  }

  private boolean isGoneFor(Entry entry, Duration span) {
    Instant since = entry.deregistered();
    return since != null && !clock.instant().isBefore(since.plus(span));
  }

  private Image shape(String imageId) {
    return Image.builder()
        .imageId(imageId)
        .name(imageId)
        .state(known(imageId).state())
        .imageType("machine")
        .architecture("arm64")
        .build();
  }

  private Entry known(String imageId) {
    return Optional.ofNullable(images.get(imageId))
        .orElseThrow(() -> new IllegalArgumentException("no such AMI: " + imageId));
  }
}
