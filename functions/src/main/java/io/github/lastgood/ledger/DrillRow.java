package io.github.lastgood.ledger;

import io.github.lastgood.decision.Rehearsal.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One drill. It can never be taken for a rollback: it has a row of its own kind, and the target's
/// state is not written.
///
/// @param target the target's name
/// @param startedAt when it began; no two drills of a target begin at the same time
/// @param by who ordered it
/// @param outcome how it came out; null while it runs, and for ever when its function died
/// @param decision what the table answered; null when it was not reached
/// @param reason the stable code
/// @param message one sentence
/// @param to what would have run; null when nothing was planned
/// @param method how; null when nothing was planned
/// @param stages what was done, in order, with its time
public record DrillRow(
    String target,
    Instant startedAt,
    String by,
    @Nullable Outcome outcome,
    @Nullable String decision,
    String reason,
    String message,
    @Nullable String to,
    @Nullable String method,
    List<Stage> stages) {

  /// One step on the way to a move.
  ///
  /// @param name `look-up`, `read`, `observe`, `check`, `decide` or `claim`
  /// @param milliseconds how long it took
  public record Stage(String name, long milliseconds) {}

  /// A drill runs for seconds.
  private static final Duration LONGEST = Duration.ofMinutes(5);

  public DrillRow {
    stages = List.copyOf(stages);
  }

  /// One that has begun.
  public static DrillRow begun(String target, String by, Instant now) {
    return new DrillRow(
        target, now, by, null, null, "RUNNING", "The drill has begun.", null, null, List.of());
  }

  /// How long all of it took.
  public Duration taken() {
    return Duration.ofMillis(stages.stream().mapToLong(Stage::milliseconds).sum());
  }

  /// Whether it says that the net has a hole: it failed, died, or is too long ago.
  ///
  /// @param every how often there is to be one
  public boolean isMissed(Duration every, Instant now) {
    return outcome == Outcome.FAILED
        || (outcome == null && !now.isBefore(startedAt.plus(LONGEST)))
        || !now.isBefore(startedAt.plus(every));
  }
}
