package io.github.lastgood.decision;

import io.github.lastgood.decision.Attribution.Verdict;
import io.github.lastgood.decision.Series.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Compares a metric after a deployment with what it was before.
///
/// @param metric its complete points
/// @param trend what it would have gone on to be
/// @param hurting the points that made the alarm red, and those since
/// @param height how far those are from the trend's level when the deployment began
record Comparison(Episode episode, Series metric, Trend trend, Series hurting, double height) {
  /// The part of the change that is taken for the same: one that the day before or the drift before
  /// explains but for that much is explained.
  private static final double SAME = 0.25;

  /// A rise over that part of the change, within the change, is gradual.
  private static final double GRADUAL = 0.5;

  private static final int LEAST_GRADUAL = 5;
  private static final int LEAST_CHANGED = 2;

  /// When so many points before were as bad, it happens without the deployment; when it is more
  /// than one of so many, it is usual.
  private static final int LEAST_BURSTS = 2;

  private static final int USUAL = 5;

  /// The same of bursts on the day before: one may be an accident.
  private static final int LEAST_BURSTS_A_DAY = 3;

  /// How many periods before the deployment's start a change may seem to begin: its first point
  /// stands for a whole period.
  private static final int INEXACT = 2;

  /// The verdict, without levels.
  static Attribution judge(Episode episode, Series metric) {
    var before = Episode.before(metric, episode.startedAt());
    var hurting = episode.hurting(metric);
    if (!before.covers(Episode.before(metric.period()))) {
      return unknown(
          "The metric has only " + before.points().size() + " data points before the deployment.");
    }
    if (hurting.points().size() < LEAST_CHANGED
        || !metric.between(episode.startedAt(), episode.now()).covers(after(episode))) {
      return unknown(
          "The metric has too few data points since the deployment: "
              + metric.between(episode.startedAt(), episode.now()).points().size()
              + ".");
    }
    var trend = Trend.of(before);
    var height = Robust.median(hurting.values()) - trend.expected(episode.startedAt());
    return new Comparison(episode, metric, trend, hurting, height).judge();
  }

  private static Duration after(Episode episode) {
    return Duration.between(episode.startedAt(), episode.now());
  }

  private Attribution judge() {
    var changed = changed();
    return Stream.of(
            unchanged(),
            wentOn(),
            asYesterday(),
            beganBefore(changed),
            onItsWay(changed),
            bursts(),
            dayOfBursts())
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(() -> began(changed));
  }

  /// The level is what it was.
  private Optional<Attribution> unchanged() {
    return Math.abs(height) <= trend.chance() && Math.abs(excess()) <= trend.chance()
        ? Optional.of(
            unrelated("The level has not changed by more than it did before the deployment."))
        : Optional.empty();
  }

  /// It was on its way before, and goes on.
  private Optional<Attribution> wentOn() {
    var first = trend.line().level();
    var all = Robust.median(hurting.values()) - first;
    var explained = Math.abs(excess()) <= Math.max(trend.chance(), SAME * Math.abs(all));
    return trend.drifts() && explained
        ? Optional.of(
            unrelated("It was " + way() + " before the deployment began, and goes on as before."))
        : Optional.empty();
  }

  /// How far the bad points are from where the trend would have brought them.
  private double excess() {
    return Robust.median(
        hurting.points().stream()
            .mapToDouble(point -> point.value() - trend.expected(point.at()))
            .toArray());
  }

  /// It was the same at this time of the day before, after the same change.
  private Optional<Attribution> asYesterday() {
    var day = episode.dayBefore();
    var before = Episode.before(metric, day.startedAt());
    var then = day.hurting(metric);
    if (!before.covers(Episode.before(metric.period()))
        || then.points().size() * 2 < hurting.points().size()) {
      return Optional.empty();
    }
    var level = Robust.median(then.values());
    var change = level - Robust.median(before.values());
    var near = Math.max(trend.chance(), SAME * Math.abs(height));
    return Math.abs(level - Robust.median(hurting.values())) <= near
            && change * height > 0
            && Math.abs(change) >= GRADUAL * Math.abs(height)
        ? Optional.of(
            unrelated(
                "A day before, at the same time, it rose or fell as well, to "
                    + InWords.figure(level)
                    + "."))
        : Optional.empty();
  }

  /// It was as bad now and then before.
  private Optional<Attribution> bursts() {
    var before = Episode.before(metric, episode.startedAt()).points();
    var last = episode.startedAt().minus(inexact());
    var bad =
        before.stream().filter(point -> point.at().isBefore(last)).filter(this::isAsBad).count();
    if (bad < LEAST_BURSTS) {
      return Optional.empty();
    }
    var why =
        "It was as bad in "
            + bad
            + " of the "
            + before.size()
            + " data points before the deployment.";
    return Optional.of(bad * USUAL >= before.size() ? unrelated(why) : unknown(why));
  }

  /// It began before the deployment did.
  private Optional<Attribution> beganBefore(List<Point> changed) {
    var start = episode.startedAt();
    if (changed.size() < LEAST_CHANGED || !beginning(changed).isBefore(start.minus(inexact()))) {
      return Optional.empty();
    }
    var began = beginning(changed);
    return Optional.of(
        unrelated(
            "The change began at "
                + InWords.time(began)
                + ", "
                + InWords.span(Duration.between(began, start))
                + " before the deployment."));
  }

  /// It was on its way before, and what came on top came as slowly.
  private Optional<Attribution> onItsWay(List<Point> changed) {
    return trend.drifts() && trend.line().slope() * height > 0 && isGradual(changed)
        ? Optional.of(
            unknown(
                "It was "
                    + way()
                    + " before the deployment began, and goes on faster: that may be either's"
                    + " doing."))
        : Optional.empty();
  }

  private String way() {
    return trend.line().slope() > 0 ? "rising" : "falling";
  }

  /// It was as bad again and again on the day before.
  private Optional<Attribution> dayOfBursts() {
    var bursts = 0;
    var wasOut = false;
    for (var point : metric.between(Instant.MIN, episode.startedAt().minus(inexact())).points()) {
      var isOut = isAsBad(point);
      bursts += isOut && !wasOut ? 1 : 0;
      wasOut = isOut;
    }
    return bursts < LEAST_BURSTS_A_DAY
        ? Optional.empty()
        : Optional.of(
            unknown("It was as bad " + bursts + " times on the day before the deployment."));
  }

  /// Compared with the level before, not with the trend: that holds for its hour alone.
  private boolean isAsBad(Point point) {
    return (point.value() - trend.expected(episode.startedAt())) * Math.signum(height)
        >= (1 - SAME) * Math.abs(height);
  }

  private Attribution began(List<Point> changed) {
    if (changed.size() < LEAST_CHANGED) {
      return unknown("Too few data points in a row are out of line to tell.");
    }
    var began = beginning(changed);
    var start = episode.startedAt();
    if (began.isAfter(episode.ownUntil())) {
      return unknown(
          "The change began "
              + InWords.span(Duration.between(start, began))
              + " after the deployment did: by then it may have another cause.");
    }
    return new Attribution(
        Verdict.CAUSED,
        List.of(
            "The change began with the deployment or soon after, at "
                + InWords.time(began.isBefore(start) ? start : began)
                + "."),
        null);
  }

  /// The points that are out of line without a break until now, oldest first; one that is in line
  /// is no break.
  private List<Point> changed() {
    var least = Math.max(trend.chance() / 2, SAME * Math.abs(height));
    var run = new ArrayList<Point>();
    var inLine = 0;
    for (var point : metric.points().reversed()) {
      var isOut = (point.value() - trend.expected(point.at())) * Math.signum(height) > least;
      inLine = isOut ? 0 : inLine + 1;
      if (inLine > 1) {
        break;
      }
      if (isOut) {
        run.addFirst(point);
      }
    }
    return run;
  }

  /// A step began with its first point, a gradual change where its line meets the level before.
  private Instant beginning(List<Point> changed) {
    var first = changed.getFirst().at();
    if (!isGradual(changed)) {
      return first;
    }
    var line = Robust.line(changed);
    var back = (line.level() - trend.expected(first)) / line.slope();
    return first.minusMillis((long) (1000 * Math.max(0, back)));
  }

  private boolean isGradual(List<Point> changed) {
    if (changed.size() < LEAST_GRADUAL) {
      return false;
    }
    var line = Robust.line(changed);
    var rise = line.at(changed.getLast().at()) - line.level();
    return rise * height > 0 && Math.abs(rise) >= GRADUAL * Math.abs(height);
  }

  private Duration inexact() {
    return metric.period().multipliedBy(INEXACT);
  }

  private static Attribution unrelated(String why) {
    return new Attribution(Verdict.UNRELATED, List.of(why), null);
  }

  private static Attribution unknown(String why) {
    return new Attribution(Verdict.UNKNOWN, List.of(why), null);
  }
}
