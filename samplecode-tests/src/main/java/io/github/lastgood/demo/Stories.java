package io.github.lastgood.demo;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The stories that the demo can play, chapter by chapter. The first one is the main one.
final class Stories {
  private static final List<Story> ALL =
      Stream.of(
              RollingStories.all(),
              NativeStories.all(),
              CodeDeployStories.all(),
              FleetStories.all(),
              SplitStories.all(),
              TrafficShiftStories.all(),
              PipelineStories.all(),
              ModeStories.all(),
              TroubleStories.all())
          .flatMap(List::stream)
          .toList();

  private Stories() {}

  /// Every story.
  static List<Story> all() {
    return ALL;
  }

  /// Those of a chapter.
  static List<Story> of(Chapter chapter) {
    return ALL.stream().filter(story -> story.chapter() == chapter).toList();
  }

  /// The story that `demo` plays by itself.
  static Story main() {
    return ALL.getFirst();
  }

  /// The story of that name.
  static Optional<Story> named(String name) {
    return ALL.stream().filter(story -> story.name().equals(name)).findFirst();
  }
}
