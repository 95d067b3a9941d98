package io.github.lastgood;

import io.github.lastgood.action.Actions;
import io.github.lastgood.action.Moved;
import io.github.lastgood.decision.Change;
import io.github.lastgood.decision.Conclusion;
import io.github.lastgood.decision.Happening.RollbackEnded;
import io.github.lastgood.decision.Happening.RollbackMoved;
import io.github.lastgood.ledger.Commit;
import io.github.lastgood.ledger.Definition;
import io.github.lastgood.ledger.Ledger;
import io.github.lastgood.ledger.Receipt;
import io.github.lastgood.target.Findings;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.Rollback.Status;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Makes the move of a rollback that was claimed, and writes down what AWS said. The claim is the
/// intent: when a handler dies here, the retry or the watch comes here again, and what AWS shows by
/// then says whether the move was made already.
final class Mover {
  private static final Logger log = LoggerFactory.getLogger(Mover.class);

  private final Ledger ledger;
  private final Actions actions;
  private final Bookkeeper bookkeeper;
  private final Investigator investigator;
  private final Measures measures;
  private final InstantSource clock;

  Mover(
      Ledger ledger,
      Actions actions,
      Bookkeeper bookkeeper,
      Investigator investigator,
      Measures measures,
      InstantSource clock) {
    this.ledger = ledger;
    this.actions = actions;
    this.bookkeeper = bookkeeper;
    this.investigator = investigator;
    this.measures = measures;
    this.clock = clock;
  }

  /// Moves a state whose rollback this handler has just claimed.
  ///
  /// @param live what AWS said a moment ago
  /// @param since when the signal's event happened
  /// @param receipt of the decision, which gets what is found out after the move; null when it is
  ///   not at hand
  /// @return what was found out; empty when the move was not made yet
  Optional<Findings> move(
      TargetState claimed, LiveState live, Instant since, @Nullable Receipt receipt) {
    MDC.put("rollback_id", rollback(claimed).id());
    try {
      return moveMarked(claimed, live, since, receipt);
    } finally {
      MDC.remove("rollback_id");
    }
  }

  private Optional<Findings> moveMarked(
      TargetState claimed, LiveState live, Instant since, @Nullable Receipt receipt) {
    var state = withCopy(claimed);
    var open = rollback(state);
    var current = state.current();
    if (current == null) {
      throw new IllegalStateException(
          "Rollback " + open.id() + " was claimed without a deployment");
    }
    if (!(live instanceof LiveState.Running running)) {
      end(state.name(), open, unusable(live), clock.instant());
      return Optional.empty();
    }
    var resource = state.target().resource();
    var moved =
        open.method().needsCopy() && open.deployedAs() == null
            ? new Moved.Refused("No definition of " + open.to().label() + " is stored.")
            : actions.move(resource, open, running, current, () -> definition(state, open));
    var now = clock.instant();
    return switch (moved) {
      case Moved.Accepted accepted ->
          Optional.of(accepted(state, accepted, receipt, Duration.between(since, now), now));
      case Moved.NotYet notYet -> {
        notYet(state.name(), open, notYet.why(), now);
        yield Optional.empty();
      }
      case Moved.Refused refused -> {
        end(state.name(), open, refused.why(), now);
        yield Optional.empty();
      }
    };
  }

  /// Takes an open rollback over from a handler that is gone, and moves it.
  ///
  /// @param receipt of the decision; null when it is not at hand
  void resume(TargetState state, LiveState live, @Nullable Receipt receipt) {
    var now = clock.instant();
    var open = rollback(state).leasedUntil(now.plus(Conclusion.LEASE));
    log.warn("Resuming rollback {}: its handler did not finish it", open.id());
    move(
        ledger.commit(Commit.of(state, state.withRollback(open))), live, open.claimedAt(), receipt);
  }

  private TargetState withCopy(TargetState state) {
    var open = rollback(state);
    if (!open.method().needsCopy() || open.deployedAs() != null) {
      return state;
    }
    return definition(state, open)
        .map(json -> actions.registerCopy(state.target().resource(), open, json))
        .map(copy -> ledger.commit(Commit.of(state, state.withRollback(open.deployedAs(copy)))))
        .orElse(state);
  }

  /// Why the target hurt is found out now that nothing waits for it. When the handler dies here,
  /// the one that takes the rollback over finds it out.
  ///
  /// The deployment's own event may have been quicker and have noted the move; then people have
  /// heard of it as well.
  private Findings accepted(
      TargetState state,
      Moved.Accepted accepted,
      @Nullable Receipt receipt,
      Duration taken,
      Instant now) {
    var claimed = rollback(state);
    log.info("Rollback {} moved to {}", claimed.id(), claimed.deploys());
    measures.moved(state.name(), taken);
    var findings =
        investigator.about(
            state, claimed.deploymentId(), claimed.from(), claimed.to(), claimed.alarms(), now);
    bookkeeper.update(
        state.name(),
        newest -> {
          if (newest.rollback() == null || !newest.rollback().id().equals(claimed.id())) {
            return Change.none(newest);
          }
          var open = newest.rollback().withFindings(findings);
          if (open.status() != Status.PENDING) {
            return Change.none(newest.withRollback(open));
          }
          var moved = open.moved(now, accepted.deploymentId());
          return Change.none(newest)
              .and(newest.withRollback(moved), new RollbackMoved(moved, taken));
        },
        receipt == null
            ? Reply.NONE
            : new Reply(receipt.withEvidence(Evidence.of(findings)), List.of(), null),
        now);
    return findings;
  }

  private static String unusable(LiveState live) {
    return live instanceof LiveState.Unusable gone ? gone.why() : "AWS was not asked.";
  }

  private Optional<String> definition(TargetState state, Rollback open) {
    return ledger.definition(state.name(), open.to().id()).map(Definition::json);
  }

  /// Gives the lease back: the next tick makes the next step.
  private void notYet(String target, Rollback claimed, String why, Instant now) {
    log.info("Rollback {} takes another step: {}", claimed.id(), why);
    bookkeeper.update(
        target,
        newest -> {
          var open = newest.rollback();
          return open != null && open.id().equals(claimed.id()) && open.status() == Status.PENDING
              ? Change.none(newest.withRollback(open.leasedUntil(now)))
              : Change.none(newest);
        },
        now);
  }

  private void end(String target, Rollback claimed, String why, Instant now) {
    log.error("Rollback {} failed: {}", claimed.id(), why);
    bookkeeper.update(
        target,
        newest -> {
          var open = newest.rollback();
          return open != null && open.id().equals(claimed.id())
              ? Change.none(newest)
                  .and(
                      newest.withRollback(null),
                      new RollbackEnded(open.ended(Status.FAILED, now), why))
              : Change.none(newest);
        },
        now);
  }

  private static Rollback rollback(TargetState state) {
    @Nullable Rollback open = state.rollback();
    if (open == null) {
      throw new IllegalStateException("No rollback of " + state.name() + " is open");
    }
    return open;
  }
}
