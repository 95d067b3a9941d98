package io.github.lastgood.demo;

import io.github.lastgood.stage.Stage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A run of the demo: how it ended and what it printed.
record Shown(int exitCode, String out, String err) {

  static Shown of(String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var code = Demo.run(List.of(arguments), stream(out), stream(err), false);
    return new Shown(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /// Feeds a file of `events/`.
  static Shown ofEvent(String file, String... more) {
    var arguments = new String[2 + more.length];
    arguments[0] = "--event";
    arguments[1] = Stage.events().resolve(file).toString();
    System.arraycopy(more, 0, arguments, 2, more.length);
    return of(arguments);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  /// The longest line.
  int width() {
    return out.lines().mapToInt(String::length).max().orElse(0);
  }
}
