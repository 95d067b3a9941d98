package io.github.lastgood.target;

import java.util.List;

/// What can run. For an ECS service: a task definition revision and the images it meant when it was
/// deployed, because a tag that was pushed again makes another version of the same definition.
///
/// @param id the task definition's ARN
/// @param images the images by container, in the definition's order; empty when not known
public record Revision(String id, List<Image> images) {
  public Revision {
    images = List.copyOf(images);
  }

  /// A revision whose images are not known.
  public static Revision of(String id) {
    return new Revision(id, List.of());
  }

  /// True unless the two are known to differ: another id, or another digest of some container.
  public boolean isSameAs(Revision other) {
    return id.equals(other.id)
        && images.stream()
            .allMatch(mine ->
                other.images.stream()
                    .filter(theirs -> theirs.container().equals(mine.container()))
                    .allMatch(mine::mayBe));
  }

  /// The short name for people: `orders-api:41`.
  public String label() {
    return id.substring(id.lastIndexOf('/') + 1);
  }
}
