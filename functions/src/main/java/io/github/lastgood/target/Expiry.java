package io.github.lastgood.target;

/// What a repository's lifecycle policy is about to do to an image. An image that stays has none.
public sealed interface Expiry {

  /// One sentence for people, naming the image.
  String words();

  /// The policy deletes it, or takes it out of reach, soon.
  record Soon(String words) implements Expiry {}

  /// Whether it will cannot be told.
  record Unknown(String words) implements Expiry {}
}
