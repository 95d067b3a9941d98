package io.github.lastgood.attribution;

import io.github.lastgood.decision.Attribution;
import io.github.lastgood.decision.Attribution.Verdict;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/// How often each verdict was given on each kind of series.
///
/// @param counts by kind and verdict
record Figures(Map<Kind, Map<Verdict, Integer>> counts) {

  /// @param each how many episodes of each kind
  static Figures of(long seed, int each) {
    var counts = new EnumMap<Kind, Map<Verdict, Integer>>(Kind.class);
    for (var kind : Kind.values()) {
      counts.put(kind, count(kind, new Random(seed + kind.name().hashCode()), each));
    }
    return new Figures(counts);
  }

  private static Map<Verdict, Integer> count(Kind kind, Random random, int each) {
    var counts = new EnumMap<Verdict, Integer>(Verdict.class);
    for (int drawn = 0; drawn < each; ) {
      var episode = kind.draw(random).episode(random);
      if (episode.isPresent()) {
        counts.merge(Attribution.of(episode.get()).verdict(), 1, Integer::sum);
        drawn++;
      }
    }
    return counts;
  }

  int count(Kind kind, Verdict verdict) {
    return counts.getOrDefault(kind, Map.of()).getOrDefault(verdict, 0);
  }

  /// How many of these kinds were called CAUSED.
  private int caused(Predicate<Kind> kinds) {
    return Arrays.stream(Kind.values())
        .filter(kinds)
        .mapToInt(kind -> count(kind, Verdict.CAUSED))
        .sum();
  }

  private int total(Predicate<Kind> kinds) {
    return Arrays.stream(Kind.values()).filter(kinds).mapToInt(this::total).sum();
  }

  private int total(Kind kind) {
    return counts.getOrDefault(kind, Map.of()).values().stream().mapToInt(Integer::intValue).sum();
  }

  /// Of all of these kinds that were called CAUSED, how many were.
  double precision(Predicate<Kind> kinds) {
    return (double) caused(kinds.and(Kind::isCaused)) / Math.max(1, caused(kinds));
  }

  /// Of all of these kinds that were caused, how many were called so.
  double recall(Predicate<Kind> kinds) {
    var labelled = kinds.and(Kind::isCaused);
    return (double) caused(labelled) / Math.max(1, total(labelled));
  }

  /// The table, as `docs/attribution.md` has it.
  String table() {
    var table = new StringBuilder();
    table.append("| series | truth | CAUSED | UNRELATED | UNKNOWN |\n|---|---|--:|--:|--:|\n");
    for (var kind : Kind.values()) {
      table
          .append("| ")
          .append(kind.words())
          .append(kind.tells() ? "" : " *")
          .append(" | ")
          .append(kind.isCaused() ? "caused" : "not caused");
      for (var verdict : Verdict.values()) {
        table.append(" | ").append(count(kind, verdict));
      }
      table.append(" |\n");
    }
    return table
        .append("\n| CAUSED | precision | recall |\n|---|---|---|\n")
        .append(row("all kinds", _ -> true))
        .append(row("without *, where the metric says enough", Kind::tells))
        .toString();
  }

  private String row(String name, Predicate<Kind> kinds) {
    var right = caused(kinds.and(Kind::isCaused));
    return String.format(
        Locale.ROOT,
        "| %s | %.1f %% (%d of %d) | %.1f %% (%d of %d) |\n",
        name,
        100 * precision(kinds),
        right,
        caused(kinds),
        100 * recall(kinds),
        right,
        total(kinds.and(Kind::isCaused)));
  }
}
