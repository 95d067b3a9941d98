package io.github.lastgood;

import io.github.lastgood.action.Actions;
import io.github.lastgood.action.Alarms;
import io.github.lastgood.action.Moved;
import io.github.lastgood.decision.Change;
import io.github.lastgood.decision.Happening.ShiftMoved;
import io.github.lastgood.decision.Shifting;
import io.github.lastgood.ledger.Commit;
import io.github.lastgood.ledger.Ledger;
import io.github.lastgood.target.AlarmStatus;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Resource;
import io.github.lastgood.target.Shift;
import io.github.lastgood.target.Split;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves traffic forward by steps: blue/green in one step, a canary in several. The state is in the
/// ledger and each tick moves it on; what AWS shows says whether a step was made. Every step is a
/// deployment like any other, so the new side becomes known good after its bake, and a red alarm
/// rolls it back through the pipeline.
public final class Shifter {
  /// The steps when none are named.
  public static final List<Integer> USUAL_STEPS = List.of(5, 25, 50, 100);

  /// The interval when none is named.
  public static final Duration USUAL_INTERVAL = Duration.ofMinutes(5);

  private static final Logger log = LoggerFactory.getLogger(Shifter.class);

  private final Ledger ledger;
  private final Actions actions;
  private final Alarms alarms;
  private final Bookkeeper bookkeeper;
  private final InstantSource clock;

  Shifter(
      Ledger ledger, Actions actions, Alarms alarms, Bookkeeper bookkeeper, InstantSource clock) {
    this.ledger = ledger;
    this.actions = actions;
    this.alarms = alarms;
    this.bookkeeper = bookkeeper;
    this.clock = clock;
  }

  /// What was ordered.
  ///
  /// @param toCandidate true to the candidate, false to the stable side
  /// @param steps percent, rising, from 1 to 100
  public record Order(
      boolean toCandidate, List<Integer> steps, Duration interval, String by, String reason) {}

  /// What a shift would do now. Changes nothing.
  ///
  /// @param shift the steps that are left
  /// @param from what AWS shows
  /// @param objection why it could not begin; empty when it could
  public record Plan(Shift shift, Split from, Optional<String> objection) {}

  /// Says what [#start] would do.
  ///
  /// @throws Refusal when the target is no traffic split, or the order makes no sense
  public Plan plan(TargetState state, Order order) {
    if (!(state.target().resource() instanceof Resource.AlbTrafficSplit)
        && !(state.target().resource() instanceof Resource.Route53TrafficSplit)) {
      throw refuse(state, "is no traffic split, so there is nothing to shift.");
    }
    var live = actions.observe(state.target().resource(), null);
    var from = Shifting.split(live);
    if (from == null) {
      throw refuse(state, "cannot be shifted: its weights cannot be read.");
    }
    var now = clock.instant();
    var whole =
        new Shift(
            order.toCandidate(),
            order.steps(),
            order.interval(),
            0,
            now,
            null,
            order.by(),
            order.reason(),
            null);
    var left = order.steps().stream().filter(step -> step > whole.share(from)).toList();
    if (left.isEmpty()) {
      throw refuse(
          state, "gives that side " + whole.share(from) + " % already, so there is no step left.");
    }
    var shift =
        new Shift(
            order.toCandidate(),
            left,
            order.interval(),
            0,
            now,
            null,
            order.by(),
            order.reason(),
            null);
    return new Plan(shift, from, objection(state, shift));
  }

  private boolean isAccountFrozen() {
    return ledger.account().freeze() != null;
  }

  private Optional<String> objection(TargetState state, Shift shift) {
    if (state.rollback() != null) {
      return Optional.of("it is being rolled back.");
    }
    if (state.freeze() != null || isAccountFrozen()) {
      return Optional.of("it is frozen.");
    }
    if (state.shift() != null && state.shift().halted() == null) {
      return Optional.of("a shift is under way; halt it first.");
    }
    return Shifting.notOk(state, alarms.read(state.target().alarms()))
        .or(() -> actions.unfit(state.target().resource(), shift.nextSplit()));
  }

  /// Begins a shift and makes its first step. The person who orders it vouches for the splits that
  /// it brings: their quarantine is lifted, for a split says nothing of the version behind it.
  ///
  /// @throws Refusal when it cannot begin
  public TargetState start(TargetState state, Order order) {
    var plan = plan(state, order);
    if (plan.objection().isPresent()) {
      throw refuse(state, "cannot be shifted: " + plan.objection().get());
    }
    var now = clock.instant();
    var begun =
        bookkeeper.update(
            state.name(),
            newest -> {
              if (newest.rollback() != null || isUnderWay(newest)) {
                throw refuse(newest, "is being shifted or rolled back by somebody else.");
              }
              var pardoned = newest;
              for (var percent : plan.shift().steps()) {
                pardoned = pardoned.withoutQuarantined(plan.shift().split(percent).revision());
              }
              return Change.none(pardoned)
                  .and(pardoned.withShift(plan.shift()), new ShiftMoved(plan.shift(), false));
            },
            now);
    return advance(
        begun,
        actions.observe(begun.target().resource(), null),
        alarms.read(begun.target().alarms()));
  }

  private static boolean isUnderWay(TargetState state) {
    return state.shift() != null && state.shift().halted() == null;
  }

  /// Stops the shift where it is. The weights stay as they are.
  public TargetState halt(TargetState state, String by, String reason) {
    return change(state, shift -> shift.haltedBecause("Halted by " + by + ": " + reason));
  }

  /// Lets a halted shift go on, after another interval.
  public TargetState resume(TargetState state) {
    var notOk = Shifting.notOk(state, alarms.read(state.target().alarms()));
    if (notOk.isPresent()) {
      throw refuse(state, "cannot be shifted on: " + notOk.get());
    }
    return change(state, shift -> shift.resumed(clock.instant()));
  }

  private TargetState change(TargetState state, UnaryOperator<Shift> how) {
    if (state.shift() == null) {
      throw refuse(state, "is not being shifted.");
    }
    return bookkeeper.update(
        state.name(),
        newest ->
            newest.shift() == null ? Change.none(newest) : to(newest, how.apply(newest.shift())),
        clock.instant());
  }

  private static Change to(TargetState state, Shift shift) {
    return Change.none(state).and(state.withShift(shift), new ShiftMoved(shift, false));
  }

  /// Moves the target's shift on, if it has one: at most one step.
  ///
  /// @param live what AWS says now
  /// @param readings what its alarms say now
  TargetState advance(TargetState state, LiveState live, Map<String, AlarmStatus> readings) {
    var shift = state.shift();
    if (shift == null) {
      return state;
    }
    var now = clock.instant();
    var isMade =
        shift.change() == null || actions.isMade(state.target().resource(), shift.change());
    return switch (Shifting.of(state, shift, live, readings, isMade, isAccountFrozen(), now)) {
      case Shifting.Wait _ -> state;
      case Shifting.Noted _ -> bookkeeper.record(state, to(state, shift.stepped(now, null)), now);
      case Shifting.Halt halt ->
          bookkeeper.record(state, to(state, shift.haltedBecause(halt.why())), now);
      case Shifting.Done _ -> bookkeeper.record(state, done(state, shift), now);
      case Shifting.Step step -> step(state, shift, step.split(), now);
    };
  }

  private static Change done(TargetState state, Shift shift) {
    return Change.none(state).and(state.withShift(null), new ShiftMoved(shift, true));
  }

  private TargetState step(TargetState state, Shift shift, Split split, Instant now) {
    log.info("Shifting {} to {}", state.name(), split.revision().id());
    // The version says that nobody claimed a rollback since the state was read.
    var sure = ledger.commit(Commit.of(state, state));
    return switch (actions.shift(sure.target().resource(), split)) {
      case Moved.Accepted accepted -> stepped(sure, shift, accepted, now);
      case Moved.NotYet notYet -> notReady(sure, shift, notYet.why(), now);
      case Moved.Refused refused ->
          bookkeeper.record(sure, to(sure, shift.haltedBecause(refused.why())), now);
    };
  }

  /// A rollback that was claimed while the step was on its way goes first.
  private TargetState stepped(
      TargetState state, Shift shift, Moved.Accepted accepted, Instant now) {
    return bookkeeper.update(
        state.name(),
        newest -> {
          var open = newest.rollback();
          if (open != null) {
            Split.parse(open.to().id())
                .ifPresent(back -> actions.shift(newest.target().resource(), back));
            return to(newest, shift.haltedBecause(newest.name() + " is being rolled back."));
          }
          return to(newest, shift.stepped(now, accepted.deploymentId()));
        },
        now);
  }

  /// Targets may still be starting; a shift does not wait for them longer than a rollback would.
  private TargetState notReady(TargetState state, Shift shift, String why, Instant now) {
    var last = shift.steppedAt();
    var timeout = state.target().policy().settleTimeout().plus(shift.interval());
    return now.isBefore(last.plus(timeout))
        ? state
        : bookkeeper.record(state, to(state, shift.haltedBecause(why)), now);
  }

  private static Refusal refuse(TargetState state, String why) {
    return new Refusal(Refusal.Code.BAD_VALUE, "Target " + state.name() + " " + why);
  }
}
