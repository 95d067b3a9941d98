package io.github.lastgood.attribution;

import io.github.lastgood.decision.Episode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/// A metric and its alarm.
///
/// @param threshold breached by greater values
/// @param outOf how many points in a row make the alarm red
/// @param alsoRed how many targets that did not deploy are red as well
record Case(Metric metric, double threshold, int outOf, int alsoRed) {
  private static final Instant START = Instant.parse("2026-11-02T10:00:00Z");
  private static final Duration SETTLES_IN = Duration.ofMinutes(5);
  private static final Duration SUSPECT_WINDOW = Duration.ofMinutes(60);

  Case(Metric metric, double threshold, int outOf) {
    this(metric, threshold, outOf, 0);
  }

  Case withAlsoRed(int targets) {
    return new Case(metric, threshold, outOf, targets);
  }

  /// The moment at which attribution is asked; empty when the alarm does not go red after the
  /// deployment, within its suspect window.
  Optional<Episode> episode(Random random) {
    var onset = metric.onset(threshold, outOf, 0);
    var red = START.plus(Duration.ofMinutes(onset + 1L)).plusSeconds(5 + random.nextInt(40));
    var settled = START.plus(SETTLES_IN);
    if (onset == Metric.LAST || red.isAfter(settled.plus(SUSPECT_WINDOW))) {
      return Optional.empty();
    }
    var now = red.plusSeconds(5 + random.nextInt(60));
    var others = IntStream.range(0, alsoRed).mapToObj(number -> "other-" + number).toList();
    return Optional.of(
        new Episode(
            START,
            settled.isAfter(now) ? null : settled,
            red,
            now,
            SUSPECT_WINDOW,
            metric.until(onset + 3, START),
            List.copyOf(others)));
  }
}
