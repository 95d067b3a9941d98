package io.github.lastgood.target;

/// What AWS says about a target now.
public sealed interface LiveState {

  /// Nobody asked: the answer does not depend on it.
  record NotRead() implements LiveState {}

  /// It cannot be rolled back by Lastgood as it stands.
  ///
  /// @param why one sentence: it does not exist, is being deleted, or is run by something else
  record Unusable(String why) implements LiveState {}

  /// It runs.
  ///
  /// @param deployment the newest deployment; its origin, source and images may not be known here,
  ///   and its `settledAt` is null while something older still runs beside it
  /// @param failed true when AWS gave the deployment up
  /// @param rollsBackItself true when AWS is set to roll a failed deployment back by itself
  record Running(Deployment deployment, boolean failed, boolean rollsBackItself)
      implements LiveState {
    public boolean isInFlight() {
      return deployment.settledAt() == null;
    }
  }
}
