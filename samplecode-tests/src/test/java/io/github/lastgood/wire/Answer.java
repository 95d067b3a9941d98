package io.github.lastgood.wire;

import java.util.List;

/// What one invocation of a function came to, as the Lambda service would know it.
public sealed interface Answer {

  /// What the function wrote to standard output and standard error meanwhile, line by line.
  List<String> logs();

  /// The function returned.
  ///
  /// @param body the JSON text it answered with
  /// @param logs see [#logs()]
  record Returned(String body, List<String> logs) implements Answer {
    public Returned {
      logs = List.copyOf(logs);
    }
  }

  /// The function threw, could not start, or its JVM ended.
  ///
  /// @param type the error type the runtime reported, for example `java.lang.IllegalStateException`
  /// @param message the error's message; empty when it had none
  /// @param logs see [#logs()]
  record Failed(String type, String message, List<String> logs) implements Answer {
    public Failed {
      logs = List.copyOf(logs);
    }
  }

  /// The JSON text the function returned.
  ///
  /// @throws AssertionError when it did not return, with its error and its last log lines
  default String body() {
    return switch (this) {
      case Returned returned -> returned.body();
      case Failed failed ->
          throw new AssertionError(
              "the function failed with %s: %s%n%s"
                  .formatted(failed.type(), failed.message(), String.join("\n", failed.logs())));
    };
  }
}
