package io.github.lastgood.decision;

import io.github.lastgood.decision.Series.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// Figures of a series that a few odd points do not move.
final class Robust {
  /// Makes the median absolute deviation of normal noise its standard deviation.
  private static final double MAD_TO_SIGMA = 1.4826;

  /// The same for the mean absolute deviation, which stands in when more than half are equal.
  private static final double MEAN_TO_SIGMA = 1.2533;

  private Robust() {}

  /// Zero when there is no value.
  static double median(double[] values) {
    if (values.length == 0) {
      return 0;
    }
    var sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /// How far values usually are from the median, as a standard deviation.
  static double spread(double[] values) {
    var middle = median(values);
    var distances = Arrays.stream(values).map(value -> Math.abs(value - middle)).toArray();
    var usual = median(distances);
    return usual > 0
        ? usual * MAD_TO_SIGMA
        : Arrays.stream(distances).average().orElse(0) * MEAN_TO_SIGMA;
  }

  /// A straight line through time.
  ///
  /// @param from where it is `level`
  /// @param slope a second
  record Line(Instant from, double level, double slope) {
    double at(Instant time) {
      return level + slope * seconds(from, time);
    }
  }

  /// The line through the points (Theil and Sen: the median of the slopes of all pairs). Flat when
  /// there are fewer than two points.
  static Line line(List<Point> points) {
    var from = points.isEmpty() ? Instant.EPOCH : points.getFirst().at();
    var slopes =
        points.stream()
            .flatMapToDouble(a ->
                points.stream()
                    .filter(b -> b.at().isAfter(a.at()))
                    .mapToDouble(b -> (b.value() - a.value()) / seconds(a.at(), b.at())))
            .toArray();
    var slope = median(slopes);
    var levels =
        points.stream()
            .mapToDouble(point -> point.value() - slope * seconds(from, point.at()))
            .toArray();
    return new Line(from, median(levels), slope);
  }

  static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1000.0;
  }
}
