package io.github.lastgood.simulation;

import java.io.PrintStream;
import java.util.Map;
import java.util.stream.Collectors;

/// What a run is told as.
final class Report {
  private final PrintStream out;

  Report(PrintStream out) {
    this.out = out;
  }

  /// One seed's end; of a broken promise also how to see it come about.
  void verdict(Verdict verdict) {
    var violation = verdict.violation();
    if (violation == null) {
      out.println("Seed %d: every promise was kept.".formatted(verdict.seed()));
      return;
    }
    out.println(
        """
        Seed %d, step %d: %s is broken.
          promise  %s
          seen     %s
          replay   ./lastgood simulate --seed %d --steps\
        """
            .formatted(
                verdict.seed(),
                violation.step(),
                violation.invariant(),
                violation.sentence(),
                violation.what(),
                verdict.seed()));
  }

  void summary(Seeds.Result result) {
    var tally = result.tally();
    line("seeds", result.count() + ", of which " + result.twice() + " were played twice");
    line("promises broken", Integer.toString(result.broken().size()));
    line("time", seconds(result) + " s, " + perSeed(result) + " s a seed");
    line("steps", Long.toString(result.steps()));
    line("states", tally.states() + " different ones");
    line(
        "invocations",
        "%d, of which %d failed; %d events were given up after three tries"
            .formatted(
                tally.of("invocations"),
                tally.of("invocations failed"),
                tally.of("events given up")));
    line("calls to AWS", Long.toString(tally.of("calls")));
    line("crashes", Long.toString(tally.of("crashes")));
    line("faults", words(tally.under("faults: ")));
    line(
        "events",
        "%d: %d lost, %d doubled, %d late"
            .formatted(
                tally.of("events"),
                tally.of("events lost"),
                tally.of("events doubled"),
                tally.of("events late")));
    line("deployments", Long.toString(tally.of("deployments")));
    line("rollbacks", words(tally.under("rollbacks: ")));
    line("their ends", words(tally.under("ends: ")));
    line("answers", words(tally.under("answers: ")));
    line("hook", words(tally.under("hooks: ")));
    line("commands", words(tally.under("commands: ")));
    line(
        "mishaps",
        "%d shared outages, %d flapping alarms, %d alarms without data, %d mutes, %d revisions gone"
            .formatted(
                tally.of("shared outages"),
                tally.of("flapping alarms"),
                tally.of("alarms without data"),
                tally.of("muted alarms"),
                tally.of("revisions deleted or changed")));
  }

  private static long seconds(Seeds.Result result) {
    return result.took().toSeconds();
  }

  private static String perSeed(Seeds.Result result) {
    return "%.2f".formatted((double) result.took().toMillis() / 1000 / result.count());
  }

  private static String words(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(each -> each.getValue() + " " + each.getKey())
        .collect(Collectors.joining(", "));
  }

  private void line(String name, String value) {
    out.println("%-17s%s".formatted(name, value));
  }
}
