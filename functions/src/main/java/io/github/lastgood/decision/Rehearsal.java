package io.github.lastgood.decision;

import io.github.lastgood.signal.Signal.AlarmChange;
import io.github.lastgood.signal.Signal.Channel;
import io.github.lastgood.target.AlarmState;
import io.github.lastgood.target.AlarmStatus;
import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.Deployment.Origin;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The one thing in a drill that is not real: a bad deployment. The table is asked as if the target
/// had deployed a minute ago and its alarm had just gone red.
public final class Rehearsal {
  private static final Duration AGO = Duration.ofMinutes(1);

  private Rehearsal() {}

  /// How a drill came out.
  public enum Outcome {
    /// A rollback would have been made, asked for, or told of: whatever the target's mode says.
    PASSED,
    /// None would have been made because somebody wants it so, or because something real is wrong.
    HELD,
    /// None would have been made although one was due.
    FAILED
  }

  /// An alarm of the target that could go red; empty when all of them are red.
  public static Optional<String> alarm(TargetState state) {
    return state.target().alarms().stream()
        .filter(arn -> state.alarm(arn).filter(AlarmStatus::isRed).isEmpty())
        .findFirst();
  }

  /// The state as it would be. It is never written.
  ///
  /// @param id the drill's id, in place of a deployment's
  public static TargetState deployed(TargetState state, String id, Instant now) {
    var bad =
        new Deployment(
            id,
            Revision.of("drill"),
            Origin.TEAM,
            now.minus(AGO.multipliedBy(2)),
            now.minus(AGO),
            null,
            null,
            null,
            0);
    return state.withCurrent(bad).withAnswered(null).withApproval(null);
  }

  /// The alarm that goes red.
  public static AlarmChange red(String alarmArn, String id, Instant now) {
    return new AlarmChange(
        id,
        now,
        alarmArn,
        AlarmState.ALARM,
        now,
        AlarmState.OK,
        null,
        false,
        Channel.WATCH,
        "A drill.");
  }

  /// What the table's answer means for the drill.
  public static Outcome judge(Decision decision) {
    return switch (decision) {
      case Decision.RollBack _, Decision.AwaitApproval _, Decision.WouldRollBack _ ->
          Outcome.PASSED;
      case Decision.Hold _ -> Outcome.HELD;
      case Decision.Ignore ignore ->
          ignore.reason() == Reason.TARGET_OFF || ignore.reason() == Reason.ROLLBACK_EXISTS
              ? Outcome.HELD
              : Outcome.FAILED;
      case Decision.Escalate _ -> Outcome.FAILED;
    };
  }
}
