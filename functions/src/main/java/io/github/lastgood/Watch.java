package io.github.lastgood;

import io.github.lastgood.action.Actions;
import io.github.lastgood.action.Alarms;
import io.github.lastgood.action.Parallel;
import io.github.lastgood.decision.Asking;
import io.github.lastgood.decision.Bake;
import io.github.lastgood.decision.Change;
import io.github.lastgood.decision.Happening.RollbackEnded;
import io.github.lastgood.decision.Progress;
import io.github.lastgood.decision.Reason;
import io.github.lastgood.decision.Redeployed;
import io.github.lastgood.decision.Sighting;
import io.github.lastgood.decision.Stall;
import io.github.lastgood.ledger.Hint;
import io.github.lastgood.ledger.Ledger;
import io.github.lastgood.ledger.LedgerConflict;
import io.github.lastgood.signal.Signal.AlarmChange;
import io.github.lastgood.signal.Signal.Channel;
import io.github.lastgood.signal.Signal.Silence;
import io.github.lastgood.target.AlarmState;
import io.github.lastgood.target.AlarmStatus;
import io.github.lastgood.target.Answered;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Rollback.Status;
import io.github.lastgood.target.Rollout;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// The one-minute tick: looks at what is, whatever events came or did not come. It sees every open
/// rollback through, finds lost alarms and deployments, moves bake times on, and tells what was
/// left untold or not yet done at a pipeline.
public final class Watch {
  /// How many targets a tick looks at beside those with an open rollback. A larger directory is
  /// gone through in turns, one slice a minute.
  static final int SLICE = 200;

  /// An announcement younger than this may be on its way out of the handler that made it.
  private static final Duration UNTOLD_FOR = Duration.ofMinutes(1);

  /// `DescribeAlarms` and the alarm's event may differ by a moment about when it went red.
  private static final Duration SAME_ONSET = Duration.ofSeconds(5);

  private static final Logger log = LoggerFactory.getLogger(Watch.class);

  private final Ledger ledger;
  private final Actions actions;
  private final Alarms alarms;
  private final Bookkeeper bookkeeper;
  private final Mover mover;
  private final Shifter shifter;
  private final RollbackPipeline pipeline;
  private final ReadinessWatch readiness;
  private final FollowUps followUps;
  private final Measures measures;
  private final Parallel parallel;
  private final InstantSource clock;

  Watch(
      Ledger ledger,
      Actions actions,
      Alarms alarms,
      Bookkeeper bookkeeper,
      Mover mover,
      Shifter shifter,
      RollbackPipeline pipeline,
      ReadinessWatch readiness,
      FollowUps followUps,
      Measures measures,
      Parallel parallel,
      InstantSource clock) {
    this.ledger = ledger;
    this.actions = actions;
    this.alarms = alarms;
    this.bookkeeper = bookkeeper;
    this.mover = mover;
    this.shifter = shifter;
    this.pipeline = pipeline;
    this.readiness = readiness;
    this.followUps = followUps;
    this.measures = measures;
    this.parallel = parallel;
    this.clock = clock;
  }

  /// What a tick did.
  ///
  /// @param targets how many targets it looked at
  /// @param unseen names of those that it could not look at; the log says why
  /// @param answers what the pipeline answered to what the watch found
  public record Tick(int targets, List<String> unseen, List<Answer> answers) {}

  /// Looks at every target whose turn it is. One that cannot be looked at does not keep the others
  /// from their turn, and does not make the tick fail: the next one comes in a minute and is a
  /// better retry than Lambda's. It is named in the answer and counted.
  public Tick tick() {
    var open = ledger.targetsWithOpenRollback();
    measures.openRollbacks(open.size());
    var unseen = new ArrayList<String>();
    var states =
        ledger.states(
            turn(open),
            (name, e) -> {
              log.error("Could not read {}", name, e);
              unseen.add(name);
            });
    var readings = alarms.read(states.stream().flatMap(s -> s.target().alarms().stream()).toList());
    var looks =
        states.stream().map(state -> parallel.ask(() -> lookSafely(state, readings))).toList();
    var results = looks.stream().map(Parallel.Asked::answer).toList();
    var failed = results.stream().map(Look::unseen).filter(Objects::nonNull).toList();
    unseen.addAll(failed);
    measures.targetsUnseen(unseen.size());
    tellUntold();
    followUps.followOverdue();
    readiness.tick(states, readings);
    var seen = states.size() - failed.size();
    return new Tick(
        seen, unseen, results.stream().flatMap(look -> look.answers().stream()).toList());
  }

  /// Answers a deployment that brings a quarantined revision again; empty when this one does not,
  /// or the policy is to let it.
  public Optional<Answer> redeployed(String target) {
    return ledger
        .state(target)
        .flatMap(state ->
            Redeployed.complaint(state, clock.instant())
                .flatMap(complaint -> pipeline.handle(Hint.of(state), complaint)));
  }

  /// Only after the looks: a rollback does not wait for those who are told of another one.
  private void tellUntold() {
    var before = clock.instant().minus(UNTOLD_FOR);
    bookkeeper.tell(ledger.untold().stream().filter(a -> a.at().isBefore(before)).toList());
  }

  /// Open rollbacks first, then this minute's slice of the directory.
  private List<String> turn(List<String> open) {
    var names = new LinkedHashSet<>(open);
    var directory = ledger.directory();
    var slices = Math.max(1, Math.ceilDiv(directory.size(), SLICE));
    var slice = (int) ((clock.millis() / 60_000) % slices);
    directory.stream().skip((long) slice * SLICE).limit(SLICE).forEach(names::add);
    return List.copyOf(names);
  }

  private record Look(List<Answer> answers, @Nullable String unseen) {}

  private Look lookSafely(TargetState state, Map<String, AlarmStatus> readings) {
    MDC.put("target", state.name());
    try {
      return new Look(look(state, readings), null);
    } catch (LedgerConflict e) {
      log.info("Somebody else is at work on {}; it is looked at again in a minute", state.name());
      return new Look(List.of(), null);
    } catch (RuntimeException e) {
      log.error("Could not look at {}", state.name(), e);
      return new Look(List.of(), state.name());
    } finally {
      MDC.remove("target");
    }
  }

  private List<Answer> look(TargetState before, Map<String, AlarmStatus> readings) {
    var live =
        pipeline.known(before, actions.observe(before.target().resource(), before.rollback()));
    var now = clock.instant();
    var change =
        Sighting.take(before, live, now)
            .then(state -> progress(state, live, readings, now))
            .then(state -> Change.none(noteQuiet(state, readings)))
            .then(state -> Change.none(forgetAnswer(state, live, readings, now)))
            .then(state -> Asking.expire(state, now))
            .then(state -> Bake.advance(state, readings, now));
    var state = bookkeeper.record(before, change, now);
    var open = state.rollback();
    if (open != null && Progress.of(state, open, readings, now) instanceof Progress.Move) {
      mover.resume(state, live, null);
      return List.of();
    }
    shifter.advance(state, live, readings);
    var alarmed =
        state.target().alarms().stream()
            .flatMap(arn -> complain(state, arn, readings.get(arn), now).stream());
    return Stream.concat(stalled(state, live, now).stream(), alarmed).toList();
  }

  /// A deployment that AWS gave up stands there as failed, whether or not its event came, and of
  /// one that stalls no event ever comes. It is decided anew each time; what was answered already
  /// is not answered again.
  private Optional<Answer> stalled(TargetState state, LiveState live, Instant now) {
    return Stall.complaint(state, live, now)
        .or(() -> Redeployed.complaint(state, now))
        .flatMap(complaint -> pipeline.reconsider(Hint.of(state), complaint));
  }

  private static Change progress(
      TargetState state, LiveState live, Map<String, AlarmStatus> readings, Instant now) {
    var open = state.rollback();
    if (open == null) {
      return Change.none(state);
    }
    var rollout = live instanceof LiveState.Running running ? running.rollout() : Rollout.UNKNOWN;
    return switch (Progress.of(state, open, readings, rollout, now)) {
      case Progress.Wait _, Progress.Move _ -> Change.none(state);
      case Progress.End end ->
          Change.none(state)
              .and(closed(state, end), new RollbackEnded(open.ended(end.status(), now), end.why()));
    };
  }

  /// The notice of a rollback that did not help is the answer to the alarms that are still red.
  private static TargetState closed(TargetState state, Progress.End end) {
    var current = state.current();
    var answer =
        end.status() == Status.RECOVERED || current == null
            ? null
            : new Answered(current.id(), Reason.ROLLBACK_DID_NOT_HELP.name());
    return state.withRollback(null).withAnswered(answer);
  }

  /// An answer stands as long as there is a complaint. When nothing complains any more, the next
  /// complaint is news again.
  private static TargetState forgetAnswer(
      TargetState state, LiveState live, Map<String, AlarmStatus> readings, Instant now) {
    var isQuiet =
        state.target().alarms().stream()
            .map(readings::get)
            .allMatch(reading -> reading != null && reading.state() == AlarmState.OK);
    return isQuiet && !hasFailed(live) && Stall.complaint(state, live, now).isEmpty()
        ? Asking.withdraw(state).withAnswered(null)
        : state;
  }

  private static boolean hasFailed(LiveState live) {
    return live instanceof LiveState.Running running && running.failed();
  }

  /// Alarms that are not red, as they are; red ones go through the pipeline.
  private static TargetState noteQuiet(TargetState state, Map<String, AlarmStatus> readings) {
    var noted = state;
    for (var arn : state.target().alarms()) {
      var reading = readings.get(arn);
      var known = noted.alarm(arn);
      if (reading != null
          && !reading.isRed()
          && known.filter(status -> status.state() == reading.state()).isEmpty()
          && known.filter(status -> status.since().isAfter(reading.since())).isEmpty()) {
        noted = noted.withAlarm(arn, reading);
      }
    }
    return noted;
  }

  private Optional<Answer> complain(
      TargetState state, String arn, @Nullable AlarmStatus reading, Instant now) {
    if (reading == null || !reading.isRed()) {
      return Optional.empty();
    }
    var known = state.alarm(arn).filter(AlarmStatus::isRed);
    var isLost = known.isEmpty() || reading.since().isAfter(known.get().since().plus(SAME_ONSET));
    if (isLost) {
      return pipeline.handle(Hint.of(state), signal(arn, reading, reading.since(), now));
    }
    return mayBeAnsweredAnew(state, known.get(), now)
        ? pipeline.reconsider(Hint.of(state), signal(arn, reading, now, now))
        : Optional.empty();
  }

  /// A freeze may be lifted, a revision marked good, a mode changed, a mute window over.
  private static boolean mayBeAnsweredAnew(TargetState state, AlarmStatus known, Instant now) {
    var answered = state.answered();
    var current = state.current();
    var isOpen =
        answered != null && current != null && answered.deploymentId().equals(current.id());
    return state.rollback() == null
        && (isOpen || (known.silencedUntil() != null && !known.isSilenced(now)));
  }

  private static AlarmChange signal(
      String arn, AlarmStatus reading, Instant eventTime, Instant now) {
    var suppressed = reading.isSilenced(now);
    return new AlarmChange(
        "watch." + AlarmChange.nameOf(arn),
        eventTime,
        arn,
        AlarmState.ALARM,
        reading.since(),
        null,
        suppressed ? new Silence.Suppressed("Alarm") : null,
        false,
        Channel.WATCH,
        "");
  }
}
