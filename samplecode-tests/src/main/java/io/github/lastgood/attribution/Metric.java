package io.github.lastgood.attribution;

import io.github.lastgood.decision.Series;
import io.github.lastgood.decision.Series.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A metric by the minute, from a day and three hours before a deployment to two hours after it.
/// Minute 0 is when the deployment began.
final class Metric {
  static final int FIRST = -27 * 60;
  static final int LAST = 2 * 60;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final double[] values = new double[LAST - FIRST];
  private final boolean[] missing = new boolean[LAST - FIRST];

  /// What is added at a minute.
  interface Shape {
    double at(int minute);
  }

  Metric plus(Shape shape) {
    for (int minute = FIRST; minute < LAST; minute++) {
      values[minute - FIRST] += shape.at(minute);
    }
    return this;
  }

  /// No values below zero.
  Metric floored() {
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(0, values[i]);
    }
    return this;
  }

  /// Each point from that minute on gets lost with that probability.
  Metric losing(double share, int from, Random random) {
    for (int minute = FIRST; minute < LAST; minute++) {
      missing[minute - FIRST] |= minute >= from && random.nextDouble() < share;
    }
    return this;
  }

  double at(int minute) {
    return values[minute - FIRST];
  }

  /// The minute after whose `outOf` points, all above the threshold, an alarm went red for the
  /// first time from that minute on; [#LAST] when it did not. A lost point does not breach.
  int onset(double threshold, int outOf, int from) {
    int breaching = 0;
    for (int minute = from - outOf + 1; minute < LAST; minute++) {
      breaching = !missing[minute - FIRST] && at(minute) > threshold ? breaching + 1 : 0;
      if (breaching >= outOf && minute >= from) {
        return minute;
      }
    }
    return LAST;
  }

  /// What CloudWatch answers until that minute.
  Series until(int end, Instant start) {
    List<Point> points = new ArrayList<>();
    for (int minute = FIRST; minute < end; minute++) {
      if (!missing[minute - FIRST]) {
        points.add(new Point(start.plus(MINUTE.multipliedBy(minute)), at(minute)));
      }
    }
    return new Series(MINUTE, points);
  }
}
