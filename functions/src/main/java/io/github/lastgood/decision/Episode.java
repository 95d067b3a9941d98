package io.github.lastgood.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A red alarm after a deployment: what [Attribution] judges.
///
/// @param startedAt when the deployment began
/// @param settledAt when it was done; null while it is in flight
/// @param onset when the alarm went red
/// @param now until when the metric was read
/// @param suspectWindow how long after the deployment an alarm may be blamed on it
/// @param metric the alarm's metric, best with the hour before the deployment and the same hours of
///   the day before; null when it could not be read
/// @param alsoRed the targets that did not deploy and went red in the same minutes
public record Episode(
    Instant startedAt,
    @Nullable Instant settledAt,
    Instant onset,
    Instant now,
    Duration suspectWindow,
    @Nullable Series metric,
    List<String> alsoRed) {
  /// How long before the deployment the metric must be known.
  private static final Duration BEFORE = Duration.ofHours(1);

  /// In how many data points at least.
  private static final int LEAST_BEFORE = 12;

  private static final Duration DAY = Duration.ofDays(1);

  /// How many periods it may take from the first bad data point to the red alarm.
  private static final int ALARM_TAKES = 3;

  public Episode {
    alsoRed = List.copyOf(alsoRed);
  }

  /// How long before the deployment the metric is compared with, for that period.
  public static Duration before(Duration period) {
    var least = period.multipliedBy(LEAST_BEFORE);
    return least.compareTo(BEFORE) > 0 ? least : BEFORE;
  }

  /// From when on the metric is to be read.
  public static Instant since(Instant startedAt, Duration period) {
    return startedAt.minus(before(period)).minus(DAY);
  }

  /// The points before the deployment.
  static Series before(Series metric, Instant startedAt) {
    return metric.between(startedAt.minus(before(metric.period())), startedAt);
  }

  /// The points that made the alarm red, and those since.
  Series hurting(Series metric) {
    var first = onset.minus(metric.period().multipliedBy(ALARM_TAKES));
    return metric.between(first.isBefore(startedAt) ? startedAt : first, now);
  }

  /// The same episode a day earlier.
  Episode dayBefore() {
    return new Episode(
        startedAt.minus(DAY),
        settledAt == null ? null : settledAt.minus(DAY),
        onset.minus(DAY),
        now.minus(DAY),
        suspectWindow,
        metric,
        List.of());
  }

  /// Until when a change of the metric is taken for the deployment's own: later there is more and
  /// more that may have caused it.
  Instant ownUntil() {
    var done = settledAt == null || settledAt.isAfter(now) ? now : settledAt;
    return done.plus(suspectWindow.dividedBy(4));
  }
}
