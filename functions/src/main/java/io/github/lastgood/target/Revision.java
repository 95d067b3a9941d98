package io.github.lastgood.target;

import java.util.List;

/// What can run. For an ECS service: a task definition revision and the images it meant when it was
/// deployed, because a tag that was pushed again makes another version of the same definition.
///
/// For CodeDeploy it is an application revision: `appspec:SHA256` with the task definition that the
/// AppSpec names as its one image, or the bundle's place, `s3://…` or `github:…`.
///
/// @param id the task definition's ARN, or what the other kinds know a revision by
/// @param images the images by container, in the definition's order; empty when not known
public record Revision(String id, List<Image> images) {
  private static final String APP_SPEC = "appspec:";
  private static final int SHOWN_OF_A_HASH = 8;

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

  /// The short name for people: `orders-api:41`. A CodeDeploy AppSpec is only known by its hash, so
  /// it is called by the task definition in it.
  public String label() {
    if (!id.startsWith(APP_SPEC)) {
      return last(id);
    }
    var hash = id.substring(0, Math.min(id.length(), APP_SPEC.length() + SHOWN_OF_A_HASH));
    return images.isEmpty() ? hash : last(images.getFirst().reference()) + " (" + hash + ")";
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
