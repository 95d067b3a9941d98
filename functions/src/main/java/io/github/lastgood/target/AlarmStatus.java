package io.github.lastgood.target;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An alarm as it is known now, from its last event or from `DescribeAlarms`.
///
/// @param state its state
/// @param since when it went into that state
/// @param silencedUntil until when a mute rule or a suppressor keeps its actions quiet; null when
///   none does. Its state is true all the same.
public record AlarmStatus(AlarmState state, Instant since, @Nullable Instant silencedUntil) {

  public static AlarmStatus of(AlarmState state, Instant since) {
    return new AlarmStatus(state, since, null);
  }

  public boolean isRed() {
    return state == AlarmState.ALARM;
  }

  public boolean isSilenced(Instant now) {
    return silencedUntil != null && now.isBefore(silencedUntil);
  }
}
