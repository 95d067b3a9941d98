package io.github.lastgood;

import io.github.lastgood.action.Actions;
import io.github.lastgood.action.Alarms;
import io.github.lastgood.action.ImageLifecycles;
import io.github.lastgood.action.Parallel;
import io.github.lastgood.decision.Readiness;
import io.github.lastgood.ledger.Announcement;
import io.github.lastgood.ledger.Ledger;
import io.github.lastgood.ledger.LedgerConflict;
import io.github.lastgood.ledger.ReadinessRow;
import io.github.lastgood.notification.ReadinessNotices;
import io.github.lastgood.target.AlarmStatus;
import io.github.lastgood.target.Candidate;
import io.github.lastgood.target.Expiry;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/// Looks whether rollbacks would work before they are needed: every hour for each target, and when
/// somebody asks. A look changes nothing in AWS.
public final class ReadinessWatch {
  static final Duration EVERY = Duration.ofHours(1);

  /// How many targets a tick looks at; those that wait longest come first.
  static final int MOST_A_TICK = 20;

  private static final Logger log = LoggerFactory.getLogger(ReadinessWatch.class);

  private final Ledger ledger;
  private final Actions actions;
  private final Alarms alarms;
  private final ImageLifecycles lifecycles;
  private final RollbackPipeline pipeline;
  private final Bookkeeper bookkeeper;
  private final Measures measures;
  private final Parallel parallel;
  private final InstantSource clock;

  ReadinessWatch(
      Ledger ledger,
      Actions actions,
      Alarms alarms,
      ImageLifecycles lifecycles,
      RollbackPipeline pipeline,
      Bookkeeper bookkeeper,
      Measures measures,
      Parallel parallel,
      InstantSource clock) {
    this.ledger = ledger;
    this.actions = actions;
    this.alarms = alarms;
    this.lifecycles = lifecycles;
    this.pipeline = pipeline;
    this.bookkeeper = bookkeeper;
    this.measures = measures;
    this.parallel = parallel;
    this.clock = clock;
  }

  /// Looks now and writes nothing; empty when AWS does not answer.
  public Optional<Readiness> look(TargetState state) {
    try {
      return Optional.of(look(state, alarms.read(state.target().alarms())));
    } catch (SdkException e) {
      log.warn("AWS does not answer whether {} is ready", state.name(), e);
      return Optional.empty();
    }
  }

  /// Looks at those of the targets whose hour is over. One that cannot be looked at waits for the
  /// next tick; so does one with an open rollback, which shows by itself what works.
  ///
  /// @param readings what `DescribeAlarms` says of all their alarms
  void tick(List<TargetState> states, Map<String, AlarmStatus> readings) {
    var known = ledger.readiness(states.stream().map(TargetState::name).toList());
    var now = clock.instant();
    var asked =
        states.stream()
            .filter(state -> state.rollback() == null)
            .filter(state -> isDue(known.get(state.name()), now))
            .sorted(Comparator.comparing(state -> lastLook(known.get(state.name()))))
            .limit(MOST_A_TICK)
            .map(state -> parallel.ask(() -> note(state, known.get(state.name()), readings)))
            .toList();
    asked.forEach(Parallel.Asked::answer);
  }

  private static boolean isDue(@Nullable ReadinessRow row, Instant now) {
    return row == null || row.isOlderThan(EVERY, now);
  }

  private static Instant lastLook(@Nullable ReadinessRow row) {
    return row == null ? Instant.EPOCH : row.checkedAt();
  }

  private boolean note(
      TargetState state, @Nullable ReadinessRow before, Map<String, AlarmStatus> readings) {
    try {
      var found = look(state, readings);
      var now = clock.instant();
      var row = ReadinessRow.after(before, state.name(), found, now);
      var told =
          row.isNews(before)
              ? List.of(ReadinessNotices.notReady(state, found, now))
              : List.<Announcement>of();
      ledger.note(before, row, told);
      measures.ready(state.name(), found.isReady());
      lastDrill(state, now);
      bookkeeper.tell(told);
      return true;
    } catch (LedgerConflict e) {
      log.info("Somebody else looked whether {} is ready", state.name());
    } catch (SdkException e) {
      log.warn("Could not look whether {} is ready; the next tick does", state.name(), e);
    }
    return false;
  }

  /// Nobody notices by itself that drills stopped. A target that never had one is not counted: its
  /// first is due within a day.
  private void lastDrill(TargetState state, Instant now) {
    Optional.ofNullable(ledger.lastDrills(List.of(state.name())).get(state.name()))
        .ifPresent(drill -> measures.drillMissed(drill.isMissed(Drills.MISSED, now)));
  }

  private Readiness look(TargetState state, Map<String, AlarmStatus> readings) {
    var live = actions.observe(state.target().resource(), state.rollback());
    var checked = new ArrayList<Candidate>();
    List<Expiry> images = List.of();
    List<String> roles = List.of();
    for (var revision : Readiness.toCheck(state)) {
      checked.add(pipeline.check(state, revision));
      if (!checked.getLast().isGone()) {
        images = lifecycles.of(revision.images(), clock.instant());
        roles = rolesOfCopy(state, checked.getLast());
        break;
      }
    }
    return Readiness.of(
        new Readiness.Facts(state, live, checked, readings, images, roles), clock.instant());
  }

  /// What a copy is registered with stands in what the ledger stored.
  private List<String> rolesOfCopy(TargetState state, Candidate candidate) {
    return candidate.availability() instanceof Candidate.AsCopy
        ? ledger
            .definition(state.name(), candidate.revision().id())
            .map(stored -> actions.rolesOf(state.target().resource(), stored.json()))
            .orElse(List.of())
        : List.of();
  }
}
