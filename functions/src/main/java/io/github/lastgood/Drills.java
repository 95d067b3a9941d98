package io.github.lastgood;

import io.github.lastgood.action.Actions;
import io.github.lastgood.action.Alarms;
import io.github.lastgood.action.Parallel;
import io.github.lastgood.decision.Rehearsal.Outcome;
import io.github.lastgood.ledger.Announcement;
import io.github.lastgood.ledger.DrillRow;
import io.github.lastgood.ledger.Ledger;
import io.github.lastgood.notification.ReadinessNotices;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Drives drills of rollbacks, by order and in turn, see [DrillRun]. A drill proves that everything
/// before the move works; the move itself has no dry run.
public final class Drills {
  /// A target is due again when its last drill is this old: a daily run makes that weekly. One
  /// whose last drill failed or died is due at once.
  static final Duration DUE = Duration.ofDays(6);

  /// A last drill that is older than this was missed.
  static final Duration MISSED = Duration.ofDays(8);

  /// How many are driven at once; those that wait longest come first.
  static final int MOST_AT_ONCE = 25;

  private static final Logger log = LoggerFactory.getLogger(Drills.class);

  private final Ledger ledger;
  private final Actions actions;
  private final Alarms alarms;
  private final RollbackPipeline pipeline;
  private final Bookkeeper bookkeeper;
  private final Measures measures;
  private final Parallel parallel;
  private final InstantSource clock;

  Drills(
      Ledger ledger,
      Actions actions,
      Alarms alarms,
      RollbackPipeline pipeline,
      Bookkeeper bookkeeper,
      Measures measures,
      Parallel parallel,
      InstantSource clock) {
    this.ledger = ledger;
    this.actions = actions;
    this.alarms = alarms;
    this.pipeline = pipeline;
    this.bookkeeper = bookkeeper;
    this.measures = measures;
    this.parallel = parallel;
    this.clock = clock;
  }

  /// A round of drills.
  ///
  /// @param drills those that were driven
  /// @param waiting how many more targets are due
  public record Round(List<DrillRow> drills, int waiting) {}

  /// Drives a drill of every target that is due, as many as one function can.
  public Round round(String by) {
    var names = ledger.directory();
    var last = ledger.lastDrills(names);
    var now = clock.instant();
    var due =
        names.stream()
            .filter(name -> isDue(last.get(name), now))
            .sorted(Comparator.comparing(name -> began(last.get(name))))
            .toList();
    var driven =
        ledger.states(due.stream().limit(MOST_AT_ONCE).toList()).stream()
            .map(state -> parallel.ask(() -> drive(state, by)))
            .toList();
    return new Round(
        driven.stream().map(Parallel.Asked::answer).toList(),
        Math.max(0, due.size() - MOST_AT_ONCE));
  }

  private static boolean isDue(@Nullable DrillRow last, Instant now) {
    return last == null || last.isMissed(DUE, now);
  }

  private static Instant began(@Nullable DrillRow last) {
    return last == null ? Instant.EPOCH : last.startedAt();
  }

  /// Drives a drill of one target, records it, and tells people when it failed.
  public DrillRow drive(TargetState state, String by) {
    var begun = DrillRow.begun(state.name(), by, clock.instant());
    var end = new DrillRun(ledger, actions, alarms, pipeline, clock, begun).drive();
    var failed = end.outcome() == Outcome.FAILED;
    var told =
        failed
            ? List.of(ReadinessNotices.drillFailed(state, end, clock.instant()))
            : List.<Announcement>of();
    ledger.note(end, told);
    measures.drilled(state.name(), end.taken());
    measures.drillMissed(failed);
    log.info("Drill of {} {}: {}", state.name(), end.outcome(), end.message());
    bookkeeper.tell(told);
    return end;
  }
}
