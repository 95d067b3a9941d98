package io.github.lastgood.account.codedeploy;

import java.time.Duration;

/// How long the parts of a deployment take.
///
/// @param start from `Created` to `InProgress`
/// @param shift from then until all traffic is on the new revision
/// @param install from the start until every instance of a Server group has the new revision
/// @param giveUp from the start until a revision that never becomes healthy has failed
/// @param stop from `StopDeployment` to `Stopped`
/// @param rollBack from the end of a deployment until CodeDeploy's own rollback is created
/// @param shiftBack how long that rollback takes while the original task set still runs
public record CodeDeployTiming(
    Duration start,
    Duration shift,
    Duration install,
    Duration giveUp,
    Duration stop,
    Duration rollBack,
    Duration shiftBack) {

  /// A small service with an all-at-once configuration.
  public static final CodeDeployTiming USUAL =
      new CodeDeployTiming(
          Duration.ofSeconds(4),
          Duration.ofMinutes(4),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofMinutes(1));
}
