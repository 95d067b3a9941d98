package io.github.lastgood.account.codepipeline;

import java.util.ArrayList;
import java.util.List;

/// One run of a Lambda invoke action.
public final class Action {
  final String userParameters;
  final List<String> summaries = new ArrayList<>();
  String status = "InProgress";

  Action(String userParameters) {
    this.userParameters = userParameters;
  }

  /// `InProgress`, `Succeeded`, or `Failed JobFailed` and `Failed ConfigurationError`.
  public String status() {
    return status;
  }

  /// What the function said each time, oldest first.
  public List<String> summaries() {
    return List.copyOf(summaries);
  }
}
