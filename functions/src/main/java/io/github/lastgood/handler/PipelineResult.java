package io.github.lastgood.handler;

/// What becomes of a pipeline's action.
sealed interface PipelineResult {

  /// One sentence.
  String message();

  /// The pipeline goes on.
  record Succeeded(String message) implements PipelineResult {}

  /// The action goes on: CodePipeline asks again.
  ///
  /// @param token what the next job is to know
  record Later(String token, String message) implements PipelineResult {}

  /// The action fails.
  record Failed(String message) implements PipelineResult {}

  /// The action fails, because its configuration is wrong.
  record Misconfigured(String message) implements PipelineResult {}

  /// The word for it in the function's answer.
  default String word() {
    return switch (this) {
      case Succeeded _ -> "SUCCEEDED";
      case Later _ -> "CONTINUES";
      case Failed _ -> "FAILED";
      case Misconfigured _ -> "MISCONFIGURED";
    };
  }
}
