package io.github.lastgood.decision;

import io.github.lastgood.decision.Series.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A metric with a point a minute, around a deployment from 10:00 to 10:05 with a suspect window of
/// an hour. Minute 0 is the one in which the deployment began.
final class Minutes {
  static final Instant START = Instant.parse("2026-11-02T10:00:00Z");
  static final Duration MINUTE = Duration.ofMinutes(1);

  private static final Instant SETTLED = START.plus(Duration.ofMinutes(5));
  private static final Duration WINDOW = Duration.ofMinutes(60);

  private Minutes() {}

  static Instant minute(int minute) {
    return START.plus(MINUTE.multipliedBy(minute));
  }

  /// A point a minute, from a day and an hour before the deployment on.
  static Series metric(int until, IntToDoubleFunction value) {
    return new Series(
        MINUTE,
        IntStream.range(-25 * 60, until)
            .mapToObj(m -> new Point(minute(m), value.applyAsDouble(m)))
            .toList());
  }

  /// The alarm goes red then, and is judged a moment later: the two minutes before are what made it
  /// red.
  static Attribution judge(@Nullable Series metric, int red, String... alsoRed) {
    return Attribution.of(
        new Episode(
            START,
            SETTLED,
            minute(red).plusSeconds(30),
            minute(red).plusSeconds(40),
            WINDOW,
            metric,
            List.of(alsoRed)));
  }

  static Attribution judge(int red, IntToDoubleFunction value) {
    return judge(metric(red, value), red);
  }
}
