package io.github.lastgood.simulation;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Tells what happens, step by step. A step is whatever happens at one instant: an event arrives, a
/// function makes a call, a team deploys.
final class Chronicle {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Consumer<String> reader;
  private final boolean told;
  private int steps;

  private Chronicle(Consumer<String> reader, boolean told) {
    this.reader = reader;
    this.told = told;
  }

  /// Counts the steps and tells nobody.
  static Chronicle silent() {
    return new Chronicle(_ -> {}, false);
  }

  /// Tells every step to a reader.
  static Chronicle to(Consumer<String> reader) {
    return new Chronicle(reader, true);
  }

  void step(Instant at, Supplier<String> words) {
    steps++;
    if (told) {
      reader.accept("%6d  %s  %s".formatted(steps, TIME.format(at), words.get()));
    }
  }

  int steps() {
    return steps;
  }
}
