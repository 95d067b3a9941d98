package io.github.lastgood.account.cloudwatch;

import java.time.Instant;

/// What the metric of an alarm shows, in numbers.
@FunctionalInterface
public interface Level {

  /// The value of the minute that begins then: asked when that minute is over, and of minutes
  /// before the world began.
  double at(Instant minute);
}
