package io.github.lastgood.demo;

import io.github.lastgood.stage.Stage;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/// The demo's stories, and further ones, for tests that look at what the functions did in them.
public final class PlayedStories {
  private PlayedStories() {}

  /// Plays every story to its end.
  ///
  /// @param each is given the story's name and the stage as it stands at the end
  public static void forEach(BiConsumer<String, Stage> each) {
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    for (var story :
        Stream.concat(Stories.all().stream(), FurtherStories.all().stream()).toList()) {
      try (var play = story.play(new Page(nowhere, false))) {
        each.accept(story.name(), play.stage());
      }
    }
  }
}
