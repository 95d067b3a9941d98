package io.github.lastgood.account.autoscaling;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A group and its refreshes. The steps of a refresh hang on `course`: whatever changes the course
/// makes them void.
final class GroupState {
  final String name;
  final String arn;
  final Instant createdAt;
  int minSize;
  int maxSize;
  int desiredCapacity;
  Configuration saved;
  int course;

  /// Oldest first.
  final List<InstanceState> instances = new ArrayList<>();

  /// Newest first.
  final List<RefreshState> refreshes = new ArrayList<>();

  GroupState(String name, String arn, Instant createdAt, int size, Configuration saved) {
    this.name = name;
    this.arn = arn;
    this.createdAt = createdAt;
    this.minSize = size;
    this.maxSize = 2 * size;
    this.desiredCapacity = size;
    this.saved = saved;
  }

  Optional<RefreshState> active() {
    return refreshes.stream().filter(RefreshState::isActive).findFirst();
  }
}
