package io.github.lastgood.simulation;

import io.github.lastgood.simulation.invariant.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Plays many seeds, on all cores. Some are played twice, to see that they end the same.
///
/// @param from the first seed
/// @param count how many
public record Seeds(long from, int count) {
  private static final int TWICE_EVERY = 25;
  private static final int SAID_EVERY = 500;

  /// What all of them came to.
  ///
  /// @param count how many were played
  /// @param steps of all of them
  /// @param twice how many were played twice
  /// @param tally what was seen
  /// @param broken those that broke a promise, by seed
  /// @param took how long it took
  public record Result(
      int count, long steps, int twice, Tally tally, List<Verdict> broken, Duration took) {}

  /// Plays all of them.
  ///
  /// @param said hears how many are done, now and then
  public Result playAll(IntConsumer said) {
    var began = Instant.now();
    var sum = new Sum(said);
    var next = new AtomicLong(from);
    var workers = new ArrayList<Thread>();
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      workers.add(
          Thread.ofVirtual()
              .start(() -> {
                for (long seed = next.getAndIncrement();
                    seed < from + count;
                    seed = next.getAndIncrement()) {
                  sum.add(verdict(seed), isPlayedTwice(seed));
                }
              }));
    }
    workers.forEach(Seeds::join);
    return sum.result(Duration.between(began, Instant.now()));
  }

  /// One seed, told to a reader.
  static Verdict play(long seed, Chronicle chronicle) {
    var verdict = new Verdict[1];
    // In a virtual thread, because to hand over to another one is cheap there.
    join(
        Thread.ofVirtual()
            .start(() -> verdict[0] = Simulation.of(seed, new LedgerTable(), chronicle).run()));
    return verdict[0];
  }

  private static boolean isPlayedTwice(long seed) {
    return seed % TWICE_EVERY == 0;
  }

  private static Verdict verdict(long seed) {
    var verdict = Simulation.of(seed).run();
    if (verdict.violation() != null || !isPlayedTwice(seed)) {
      return verdict;
    }
    var again = Simulation.of(seed).run();
    return again.ledger().equals(verdict.ledger()) ? verdict : verdict.with(unlike(verdict));
  }

  private static Violation unlike(Verdict verdict) {
    return new Violation(
        "SameSeedSameLedger",
        "The same seed leaves the same ledger, byte for byte.",
        "played again it left another one",
        verdict.steps());
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// What the workers add to.
  private static final class Sum {
    private final IntConsumer said;
    private final Tally tally = new Tally();
    private final List<Verdict> broken = new ArrayList<>();
    private int count;
    private int twice;
    private long steps;

    Sum(IntConsumer said) {
      this.said = said;
    }

    synchronized void add(Verdict verdict, boolean isTwice) {
      count++;
      twice += isTwice ? 1 : 0;
      steps += verdict.steps();
      tally.addAll(verdict.tally());
      @Nullable Violation violation = verdict.violation();
      if (violation != null) {
        broken.add(verdict);
      }
      if (count % SAID_EVERY == 0) {
        said.accept(count);
      }
    }

    synchronized Result result(Duration took) {
      broken.sort(Comparator.comparingLong(Verdict::seed));
      return new Result(count, steps, twice, tally, Collections.unmodifiableList(broken), took);
    }
  }
}
