package io.github.lastgood;

import io.github.lastgood.action.Actions;
import io.github.lastgood.decision.Asking;
import io.github.lastgood.decision.Change;
import io.github.lastgood.decision.Happening;
import io.github.lastgood.decision.InWords;
import io.github.lastgood.ledger.Ledger;
import io.github.lastgood.target.Approval;
import io.github.lastgood.target.Barrier;
import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.Freeze;
import io.github.lastgood.target.KnownGood;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Quarantined;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Rollback.Status;
import io.github.lastgood.target.TargetState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/// What people may change in the ledger by hand. Each order may be given twice.
public final class OperatorDesk {
  private static final Logger log = LoggerFactory.getLogger(OperatorDesk.class);

  private final Ledger ledger;
  private final Actions actions;
  private final Bookkeeper bookkeeper;
  private final InstantSource clock;

  OperatorDesk(Ledger ledger, Actions actions, Bookkeeper bookkeeper, InstantSource clock) {
    this.ledger = ledger;
    this.actions = actions;
    this.bookkeeper = bookkeeper;
    this.clock = clock;
  }

  /// What AWS says of the target now, for people: with the progress of a deployment in flight. Not
  /// read when AWS does not answer, so that the ledger can be looked at all the same.
  public LiveState look(TargetState target) {
    var resource = target.target().resource();
    try {
      var live = actions.observe(resource, target.rollback());
      return live instanceof LiveState.Running running
          ? running.knowing(actions.progressOf(resource, running))
          : live;
    } catch (SdkException e) {
      log.warn("AWS does not answer about {}", target.name(), e);
      return new LiveState.NotRead();
    }
  }

  /// Vouches for a revision. It leaves the quarantine and becomes the last known good.
  ///
  /// @throws Refusal when AWS does not know the revision
  public TargetState markGood(TargetState target, String revision, String by) {
    refuseUnknown(target, revision);
    var now = clock.instant();
    return bookkeeper.update(
        target.name(),
        state -> {
          var known = find(state, revision);
          var current = state.current();
          var deploymentId =
              current != null && current.revision().id().equals(known.id()) ? current.id() : "";
          var good = new KnownGood(known, deploymentId, now, "mark-good by " + by);
          return Change.none(state)
              .and(
                  state.withoutQuarantined(known).withKnownGood(good),
                  new Happening.BecameKnownGood(good));
        },
        now);
  }

  /// Quarantines a revision. It is not rolled back by that; a rollback is ordered on its own.
  public TargetState markBad(TargetState target, String revision, String by, String reason) {
    var now = clock.instant();
    return bookkeeper.update(
        target.name(),
        state -> {
          var why = "Marked bad by " + by + ": " + reason;
          var known = find(state, revision);
          return Change.none(state)
              .and(
                  state.withQuarantined(new Quarantined(known, now, why)),
                  new Happening.BecameQuarantined(known, why));
        },
        now);
  }

  /// Lifts a revision's quarantine. It has to prove itself again to be known good.
  public TargetState pardon(TargetState target, String revision) {
    return bookkeeper.update(
        target.name(),
        state -> Change.none(state.withoutQuarantined(Revision.of(revision))),
        clock.instant());
  }

  /// What a yes would go back to.
  ///
  /// @throws Refusal when nothing waits for one
  public Revision approvable(TargetState target) {
    var now = clock.instant();
    var waiting = target.asked().filter(Approval::isWaiting);
    if (waiting.filter(asked -> now.isBefore(asked.until())).isPresent()) {
      return waiting.get().to();
    }
    throw nothingWaits(target);
  }

  /// A person says no to the rollback that waits: this deployment stays, and nobody is asked about
  /// it again. Saying it twice equals saying it once.
  ///
  /// @throws Refusal when nothing waits, and nothing was rejected
  public TargetState reject(TargetState target, String by, String reason) {
    var asked = target.asked().map(Approval::status);
    if (asked.isEmpty() || asked.get() == Approval.Status.EXPIRED) {
      throw nothingWaits(target);
    }
    var now = clock.instant();
    return bookkeeper.update(target.name(), state -> Asking.reject(state, by, reason), now);
  }

  private static Refusal nothingWaits(TargetState target) {
    var state =
        target
            .asked()
            .map(asked ->
                asked.status() == Approval.Status.REJECTED
                    ? asked.by() + " said no."
                    : "The question expired at " + InWords.time(asked.until()) + ".")
            .orElse("Nobody was asked about what runs now.");
    return new Refusal(
        Refusal.Code.NOTHING_WAITS,
        "No rollback of "
            + target.name()
            + " waits for a word. "
            + state
            + " To roll back all the same, order a rollback.");
  }

  /// Marks a revision as a barrier, or lifts the mark.
  public TargetState record(
      TargetState target, String revision, boolean barrier, String by, String why) {
    refuseUnknown(target, revision);
    return bookkeeper.update(
        target.name(),
        state -> {
          var known = find(state, revision);
          return Change.none(
              barrier
                  ? state.withBarrier(new Barrier(known, runsSince(state, known), by, why))
                  : state.withoutBarrier(known));
        },
        clock.instant());
  }

  /// When a revision that was seen began to run; null when it is still to come.
  private static @Nullable Instant runsSince(TargetState state, Revision revision) {
    var current = state.current();
    return current != null && current.revision().isSameAs(revision)
        ? current.startedAt()
        : state.knownGood().stream()
            .filter(good -> good.revision().isSameAs(revision))
            .map(KnownGood::since)
            .findFirst()
            .orElse(null);
  }

  /// Orders that this target be left alone.
  public TargetState freeze(TargetState target, String by, String reason) {
    var now = clock.instant();
    return bookkeeper.update(
        target.name(), state -> Change.none(state.withFreeze(new Freeze(now, by, reason))), now);
  }

  /// Lifts that order.
  public TargetState unfreeze(TargetState target) {
    return bookkeeper.update(
        target.name(), state -> Change.none(state.withFreeze(null)), clock.instant());
  }

  /// Orders that nothing be rolled back in the whole account.
  public void freezeAccount(String by, String reason) {
    ledger.freezeAccount(new Freeze(clock.instant(), by, reason));
  }

  /// Lifts that order.
  public void unfreezeAccount() {
    ledger.freezeAccount(null);
  }

  /// Takes a target out of the ledger. A rollback that is open ends by that: nobody looks after it
  /// any more.
  public void unregister(TargetState target) {
    ledger.remove(target.rollback() == null ? target : withoutRollback(target));
  }

  private TargetState withoutRollback(TargetState target) {
    var now = clock.instant();
    return bookkeeper.update(
        target.name(),
        state -> {
          var open = state.rollback();
          var why = state.name() + " was unregistered before the rollback was proven to help.";
          return open == null
              ? Change.none(state)
              : Change.none(state)
                  .and(
                      state.withRollback(null),
                      new Happening.RollbackEnded(open.ended(Status.NOT_RECOVERED, now), why));
        },
        now);
  }

  private void refuseUnknown(TargetState target, String revision) {
    var known = Revision.of(revision);
    if (actions.definitionOf(target.target().resource(), known).isEmpty()) {
      throw new Refusal(
          Refusal.Code.BAD_VALUE,
          "There is no revision "
              + known.label()
              + " of "
              + target.name()
              + "; write it like family:41, or as its ARN.");
    }
  }

  /// The revision as the ledger knows it, with its images if it was seen.
  private static Revision find(TargetState state, String id) {
    return seen(state)
        .filter(revision -> revision.id().equals(id))
        .findFirst()
        .orElseGet(() -> Revision.of(id));
  }

  private static Stream<Revision> seen(TargetState state) {
    @Nullable Deployment current = state.current();
    return Stream.of(
            Optional.ofNullable(current).map(Deployment::revision).stream(),
            state.knownGood().stream().map(KnownGood::revision),
            state.quarantine().stream().map(Quarantined::revision))
        .flatMap(revisions -> revisions);
  }
}
