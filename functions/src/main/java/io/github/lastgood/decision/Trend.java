package io.github.lastgood.decision;

import java.time.Instant;

/// What a metric was before the deployment, and so what it would have gone on to be without it: its
/// level, or its line when it was on its way already.
///
/// @param line flat, unless it drifts
/// @param drifts true when it was on its way
/// @param spread how far its points usually are from the line
record Trend(Robust.Line line, boolean drifts, double spread) {
  /// A change below so many spreads may be chance.
  static final double CHANCE = 3;

  /// A line over less than so many spreads may be chance.
  private static final double DRIFT = 2;

  /// No metric is taken for steadier than this part of its level.
  private static final double STEADIEST = 0.02;

  static Trend of(Series before) {
    var points = before.points();
    var line = Robust.line(points);
    var around =
        points.stream().mapToDouble(point -> point.value() - line.at(point.at())).toArray();
    var spread = Robust.spread(around);
    var length = points.isEmpty() ? 0 : Robust.seconds(line.from(), points.getLast().at());
    if (Math.abs(line.slope() * length) > DRIFT * spread) {
      return new Trend(line, true, atLeast(spread, line.level()));
    }
    var level = Robust.median(before.values());
    return new Trend(
        new Robust.Line(line.from(), level, 0),
        false,
        atLeast(Robust.spread(before.values()), level));
  }

  private static double atLeast(double spread, double level) {
    return Math.max(spread, STEADIEST * Math.abs(level));
  }

  double expected(Instant at) {
    return line.at(at);
  }

  /// Below that, a distance from the trend may be chance.
  double chance() {
    return CHANCE * spread;
  }
}
