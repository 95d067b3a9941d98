package io.github.lastgood.account.ecr;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The parts of `host/repository:tag` or `host/repository@sha256:...`.
///
/// @param host up to the first slash; empty when there is none
/// @param repository may hold slashes
/// @param tag `latest` when neither tag nor digest is given; null with a digest
/// @param digest null with a tag
record ImageReference(
    String host, String repository, @Nullable String tag, @Nullable String digest) {
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?:(?<host>[^/@]+)/)?(?<repository>[^:@]+)(?::(?<tag>[^@]+))?(?:@(?<digest>.+))?");

  static ImageReference parse(String image) {
    Matcher parts = SHAPE.matcher(image);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not an image reference: " + image);
    }
    String host = parts.group("host");
    String digest = parts.group("digest");
    String tag = parts.group("tag");
    return new ImageReference(
        host == null ? "" : host,
        parts.group("repository"),
        digest != null ? null : tag == null ? "latest" : tag,
        digest);
  }
}
