package io.github.lastgood.account.ecs;

import java.util.Optional;

/// What ECS asks a container registry.
public interface ImageRegistry {

  /// The digest that `image` stands for now; empty when it cannot be pulled.
  Optional<String> digestOf(String image);

  /// Whether the image of this digest can still be pulled from where `image` says.
  boolean holds(String image, String digest);
}
