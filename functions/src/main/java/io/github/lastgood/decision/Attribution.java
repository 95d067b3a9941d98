package io.github.lastgood.decision;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whether the deployment caused what the alarm complains of, as far as its metric tells, and why.
///
/// The metric of the hour before the deployment says what would have gone on without it: a level,
/// or a line when it was on its way already. From that, and from the same hours of the day before,
/// the points that made the alarm red must differ by more than chance; and the change, followed
/// back to where it began, must have begun with the deployment. `docs/attribution.md` has how often
/// that is right.
///
/// @param reasons sentences, the one that decided first
/// @param levels null when the metric says nothing
public record Attribution(Verdict verdict, List<String> reasons, @Nullable Levels levels) {

  /// What is thought.
  public enum Verdict {
    CAUSED,
    UNRELATED,
    /// It cannot be told.
    UNKNOWN
  }

  /// Medians of the metric.
  ///
  /// @param before in the hour before the deployment
  /// @param after since shortly before the alarm went red
  public record Levels(double before, double after) {
    /// For example `0.2 before, 31 now`.
    public String words() {
      return InWords.figure(before) + " before, " + InWords.figure(after) + " now";
    }
  }

  public Attribution {
    reasons = List.copyOf(reasons);
  }

  /// Judges an episode. Total: what cannot be told is UNKNOWN.
  public static Attribution of(Episode episode) {
    var metric = episode.metric();
    var levels = metric == null ? null : levels(episode, metric.complete(episode.now()));
    if (episode.onset().isBefore(episode.startedAt())) {
      return unrelated("The alarm was red before the deployment began.", levels);
    }
    var others = alsoRed(episode);
    if (episode.alsoRed().size() >= SharedCause.LEAST) {
      return unrelated(others.getFirst(), levels);
    }
    var judged =
        metric == null
            ? new Attribution(
                Verdict.UNKNOWN, List.of("The alarm's metric could not be read."), null)
            : Comparison.judge(episode, metric.complete(episode.now()));
    return new Attribution(
        judged.verdict(),
        Stream.concat(judged.reasons().stream(), others.stream()).toList(),
        levels);
  }

  private static Attribution unrelated(String why, @Nullable Levels levels) {
    return new Attribution(Verdict.UNRELATED, List.of(why), levels);
  }

  private static List<String> alsoRed(Episode episode) {
    var others = episode.alsoRed();
    return others.isEmpty()
        ? List.of()
        : List.of(InWords.names(others) + " did not deploy and went red in the same minutes.");
  }

  private static @Nullable Levels levels(Episode episode, Series metric) {
    var before = Episode.before(metric, episode.startedAt());
    var hurting = episode.hurting(metric);
    return before.points().isEmpty() || hurting.points().isEmpty()
        ? null
        : new Levels(Robust.median(before.values()), Robust.median(hurting.values()));
  }

  /// The verdict with the levels and the reason that decided.
  public String sentence() {
    var words =
        switch (verdict) {
          case CAUSED -> "The deployment caused it";
          case UNRELATED -> "The deployment did not cause it";
          case UNKNOWN -> "Whether the deployment caused it cannot be told";
        };
    return words
        + (levels == null ? "" : " (metric " + levels.words() + ")")
        + reasons.stream().findFirst().map(reason -> ": " + InWords.clause(reason)).orElse(".");
  }
}
