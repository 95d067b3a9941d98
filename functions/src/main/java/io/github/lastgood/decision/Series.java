package io.github.lastgood.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// The data points of a metric.
///
/// @param period what one data point stands for; whole seconds, at least one
/// @param points oldest first; one that is missing is left out, and so is one that is no number
public record Series(Duration period, List<Point> points) {

  /// One data point.
  ///
  /// @param at when its period began
  /// @param value what CloudWatch made of the period
  public record Point(Instant at, double value) {}

  public Series {
    period = Duration.ofSeconds(Math.max(1, period.toSeconds()));
    points =
        points.stream()
            .filter(point -> Double.isFinite(point.value()))
            .sorted(Comparator.comparing(Point::at))
            .toList();
  }

  /// The points that began at or after `from` and before `to`.
  Series between(Instant from, Instant to) {
    return new Series(
        period,
        points.stream()
            .filter(point -> !point.at().isBefore(from) && point.at().isBefore(to))
            .toList());
  }

  /// Without the point whose period is not over: it still grows.
  Series complete(Instant now) {
    return new Series(
        period, points.stream().filter(point -> !point.at().plus(period).isAfter(now)).toList());
  }

  double[] values() {
    return points.stream().mapToDouble(Point::value).toArray();
  }

  /// True when at least half of the points that there should be are there.
  boolean covers(Duration span) {
    return points.size() * 2L >= Math.max(1, span.dividedBy(period));
  }
}
