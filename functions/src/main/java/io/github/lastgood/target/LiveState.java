package io.github.lastgood.target;

import java.util.Map;

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
  /// @param rollout how AWS deploys it, by the target's own settings
  /// @param barrier true when what it deploys says of itself that nobody may roll back past it
  record Running(
      Deployment deployment,
      boolean failed,
      boolean rollsBackItself,
      Rollout rollout,
      boolean barrier)
      implements LiveState {

    /// One that says nothing of a barrier.
    public Running(
        Deployment deployment, boolean failed, boolean rollsBackItself, Rollout rollout) {
      this(deployment, failed, rollsBackItself, rollout, false);
    }

    /// With nothing known of its settings.
    public Running(Deployment deployment, boolean failed, boolean rollsBackItself) {
      this(deployment, failed, rollsBackItself, Rollout.UNKNOWN);
    }

    public boolean isInFlight() {
      return deployment.settledAt() == null;
    }

    /// The same with more known of its deployment.
    public Running with(Deployment resolved) {
      return new Running(resolved, failed, rollsBackItself, rollout, barrier);
    }

    /// The same when what it deploys is a barrier, or is not.
    public Running asBarrier(boolean isOne) {
      return new Running(deployment, failed, rollsBackItself, rollout, isOne);
    }

    /// The same with more words of AWS's.
    public Running knowing(Map<String, String> words) {
      return new Running(deployment, failed, rollsBackItself, rollout.with(words), barrier);
    }
  }
}
