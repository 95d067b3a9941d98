package io.github.lastgood.account.ecs;

import io.github.lastgood.account.ecs.TaskBehaviour.Crashing;
import io.github.lastgood.account.ecs.TaskBehaviour.Healthy;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.ecs.model.ContainerImage;

/// How the tasks of each image behave. It hangs on the image's digest, not on the task definition,
/// so a registered copy behaves like its original and a tag that was pushed again behaves like what
/// is in it.
public final class Workloads {
  private final ImageRegistry registry;
  private final Map<String, TaskBehaviour> byDigest = new HashMap<>();

  Workloads(ImageRegistry registry) {
    this.registry = registry;
  }

  /// From now on tasks of what `image` stands for now behave like this; images are healthy
  /// otherwise.
  ///
  /// @param image a reference by tag or by digest
  /// @throws IllegalArgumentException when there is no such image
  public void behave(String image, TaskBehaviour behaviour) {
    String digest =
        registry
            .digestOf(image)
            .orElseThrow(() -> new IllegalArgumentException("no such image: " + image));
    byDigest.put(digest, behaviour);
  }

  /// The behaviour of a revision's tasks: that of its first container that is not healthy.
  TaskBehaviour of(ServiceRevisionState revision) {
    return revision.images().stream()
        .map(image -> byDigest.getOrDefault(image.imageDigest(), new Healthy()))
        .filter(behaviour -> !(behaviour instanceof Healthy))
        .findFirst()
        .orElseGet(Healthy::new);
  }

  /// Whether new tasks of the revision would come up. An image that was gone when the revision was
  /// made, or is gone now, cannot be pulled.
  boolean comeUp(ServiceRevisionState revision) {
    return canBePulled(revision) && !(of(revision) instanceof Crashing);
  }

  boolean canBePulled(ServiceRevisionState revision) {
    return revision.images().stream().allMatch(this::canBePulled);
  }

  private boolean canBePulled(ContainerImage image) {
    return image.imageDigest() != null && registry.holds(image.image(), image.imageDigest());
  }
}
