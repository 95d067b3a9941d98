package io.github.lastgood.simulation;

import java.io.PrintStream;
import java.util.List;

/// Runs the simulation on the terminal: one seed step by step, many on all cores, or the main story
/// with everything that can go wrong in it.
public final class Simulate {
  private static final int KEPT = 0;
  private static final int BROKEN = 1;
  private static final int WRONG_USE = 2;

  private Simulate() {}

  /// Ends with 0 when every promise was kept, 1 when one was broken, 2 when the options are wrong.
  public static void main(String[] args) {
    System.exit(run(List.of(args), System.out, System.err));
  }

  /// The same without ending the process.
  static int run(List<String> args, PrintStream out, PrintStream err) {
    var wish = SimulateWish.of(args);
    if (wish.isEmpty()) {
      err.println(
          "lastgood: write simulate --seeds COUNT [--from SEED], or simulate --seed SEED"
              + " [--steps], or simulate --exhaustive.");
      return WRONG_USE;
    }
    var report = new Report(out);
    var seeds = new Seeds(wish.get().from(), wish.get().count());
    return switch (wish.get().tells()) {
      case STEPS -> one(wish.get().from(), out, report);
      case SUMMARY -> many(seeds, err, report);
      case EXHAUSTIVE -> {
        out.print(ExhaustivePage.of(Exhaustive.play()));
        yield KEPT;
      }
    };
  }

  private static int one(long seed, PrintStream out, Report report) {
    var verdict = Seeds.play(seed, Chronicle.to(out::println));
    report.verdict(verdict);
    return verdict.violation() == null ? KEPT : BROKEN;
  }

  private static int many(Seeds seeds, PrintStream err, Report report) {
    var result = seeds.playAll(done -> err.println(done + " seeds"));
    result.broken().forEach(report::verdict);
    report.summary(result);
    return result.broken().isEmpty() ? KEPT : BROKEN;
  }
}
