package io.github.lastgood.target;

/// The image that one container of a revision runs.
///
/// @param container the container's name
/// @param reference the image as the task definition names it, usually with a tag
/// @param digest what the reference meant when the revision was deployed (`sha256:…`); empty when
///   AWS did not say (`DescribeServiceRevisions` knows it for images that ECS resolved)
public record Image(String container, String reference, String digest) {

  /// False when both digests are known and differ.
  boolean mayBe(Image other) {
    return digest.isEmpty() || other.digest.isEmpty() || digest.equals(other.digest);
  }

  /// The reference with the digest in place of the tag.
  public String pinned() {
    int at = reference.indexOf('@');
    String untagged = at >= 0 ? reference.substring(0, at) : reference;
    int colon = untagged.lastIndexOf(':');
    return (colon > untagged.lastIndexOf('/') ? untagged.substring(0, colon) : untagged)
        + "@"
        + digest;
  }
}
