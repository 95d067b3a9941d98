package io.github.lastgood.decision;

import io.github.lastgood.signal.Signal.AlarmChange;
import io.github.lastgood.target.AlarmState;
import io.github.lastgood.target.AlarmStatus;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Shift;
import io.github.lastgood.target.Split;
import io.github.lastgood.target.TargetState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a traffic shift needs next; the first row that matches.
///
/// | when | next |
/// |---|---|
/// | it was halted | wait for a person |
/// | the target is being rolled back | halt |
/// | an alarm is not OK (INSUFFICIENT_DATA is not OK) | halt; the alarm goes its own way to a rollback |
/// | AWS shows the next step's split | note the step as made |
/// | AWS shows another split than the last step's | halt: somebody else changed it |
/// | every step is made | done |
/// | the target or the account is frozen, AWS is still making the change, or the interval is not over | wait |
/// | else | step |
public sealed interface Shifting {

  /// Nothing yet.
  record Wait() implements Shifting {}

  /// Set that split.
  record Step(Split split) implements Shifting {}

  /// The step was made by a handler that did not live to note it.
  record Noted() implements Shifting {}

  /// Stop until a person resumes it.
  ///
  /// @param why one sentence
  record Halt(String why) implements Shifting {}

  /// The side has what the last step gives it.
  record Done() implements Shifting {}

  /// Judges a shift.
  ///
  /// @param alarms what they say now; one that is missing counts as not OK
  /// @param isMade whether AWS has made the last step's change
  /// @param accountFrozen whether the whole account is frozen
  static Shifting of(
      TargetState state,
      Shift shift,
      LiveState live,
      Map<String, AlarmStatus> alarms,
      boolean isMade,
      boolean accountFrozen,
      Instant now) {
    if (shift.halted() != null) {
      return new Wait();
    }
    if (state.rollback() != null) {
      return new Halt(state.name() + " is being rolled back.");
    }
    var notOk = notOk(state, alarms);
    if (notOk.isPresent()) {
      return new Halt(notOk.get());
    }
    var seen = split(live);
    if (seen == null) {
      return new Halt("The split cannot be read: " + unusable(live));
    }
    if (!shift.isComplete() && seen.equals(shift.nextSplit())) {
      return new Noted();
    }
    if (shift.lastSplit() != null && !seen.equals(shift.lastSplit())) {
      return new Halt("Somebody else changed the split to " + seen.revision().label() + ".");
    }
    if (shift.isComplete()) {
      return isMade ? new Done() : new Wait();
    }
    var isDue = shift.made() == 0 || !now.isBefore(shift.steppedAt().plus(shift.interval()));
    var isFrozen = accountFrozen || state.freeze() != null;
    return !isFrozen && isMade && isDue ? new Step(shift.nextSplit()) : new Wait();
  }

  /// Which alarms are not OK, in a sentence; empty when all are.
  static Optional<String> notOk(TargetState state, Map<String, AlarmStatus> alarms) {
    var words =
        state.target().alarms().stream()
            .filter(arn -> stateOf(alarms.get(arn)) != AlarmState.OK)
            .map(arn -> AlarmChange.nameOf(arn) + " is " + stateOf(alarms.get(arn)))
            .collect(Collectors.joining(", "));
    return words.isEmpty() ? Optional.empty() : Optional.of(words + ".");
  }

  private static AlarmState stateOf(@Nullable AlarmStatus status) {
    return status == null ? AlarmState.INSUFFICIENT_DATA : status.state();
  }

  /// The split that AWS shows; null when it shows none.
  static @Nullable Split split(LiveState live) {
    return live instanceof LiveState.Running running
        ? Split.parse(running.deployment().revision().id()).orElse(null)
        : null;
  }

  private static String unusable(LiveState live) {
    return live instanceof LiveState.Unusable unusable ? unusable.why() : "it was not read.";
  }
}
