package io.github.lastgood.account.ecr;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One repository: images by digest, each with the tags that point at it now.
final class Repository {
  final String name;

  /// The text of the lifecycle policy; null when there is none.
  @Nullable String policy;

  private final Map<String, Image> images = new LinkedHashMap<>();

  Repository(String name) {
    this.name = name;
  }

  /// A tag points at one image only: pushing it takes it from the image that had it.
  void push(String tag, String digest, Instant now) {
    images.values().forEach(image -> image.tags().remove(tag));
    images.computeIfAbsent(digest, _ -> new Image(digest, new TreeSet<>(), now)).tags().add(tag);
  }

  void delete(String digest) {
    images.remove(digest);
  }

  Collection<Image> all() {
    return images.values();
  }

  Optional<Image> byDigest(String digest) {
    return Optional.ofNullable(images.get(digest));
  }

  Optional<Image> byTag(String tag) {
    return images.values().stream().filter(image -> image.tags().contains(tag)).findFirst();
  }

  record Image(String digest, TreeSet<String> tags, Instant pushedAt) {}
}
