package io.github.lastgood.target;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A target that is red, as the others see it.
///
/// @param target its name
/// @param since when it went red
/// @param until when it was quiet again; null while it is red
/// @param deployed true when it went red inside the suspect window of a deployment of its own: then
///   it says nothing about a shared cause
public record RedTarget(String target, Instant since, @Nullable Instant until, boolean deployed) {

  /// What others see of a target; null when it never was red.
  public static @Nullable RedTarget of(TargetState state) {
    var red = state.red();
    return red == null
        ? null
        : new RedTarget(state.name(), red.since(), red.until(), red.deployed());
  }

  /// True when it went red at most that long before or after then, and is red now or was a moment
  /// ago: alarms of one cause neither begin nor end in the same second.
  public boolean isRedWith(Instant onset, Duration window, Instant now) {
    return Duration.between(onset, since).abs().compareTo(window) <= 0
        && (until == null || now.isBefore(until.plus(window)));
  }
}
