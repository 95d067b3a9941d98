package io.github.lastgood;

import io.github.lastgood.action.Actions;
import io.github.lastgood.action.Alarms;
import io.github.lastgood.action.Parallel;
import io.github.lastgood.action.Parallel.Asked;
import io.github.lastgood.decision.Candidates;
import io.github.lastgood.decision.Change;
import io.github.lastgood.decision.Conclusion;
import io.github.lastgood.decision.Decision;
import io.github.lastgood.decision.DecisionTable;
import io.github.lastgood.decision.Facts;
import io.github.lastgood.decision.Progress;
import io.github.lastgood.decision.Sighting;
import io.github.lastgood.ledger.Hint;
import io.github.lastgood.ledger.Ledger;
import io.github.lastgood.ledger.LedgerConflict;
import io.github.lastgood.ledger.Receipt;
import io.github.lastgood.ledger.Snapshot;
import io.github.lastgood.signal.Signal;
import io.github.lastgood.signal.Signal.AlarmChange;
import io.github.lastgood.signal.Signal.DeploymentChange;
import io.github.lastgood.signal.Signal.Order;
import io.github.lastgood.target.AccountState;
import io.github.lastgood.target.AlarmStatus;
import io.github.lastgood.target.Candidate;
import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.Findings;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.TargetState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// The way of a signal: observe → decide → claim → act → record → announce.
///
/// From a warm alarm event to the move it makes three round trips in a row: the look-up of the
/// alarm's targets (the caller's), then all questions at once, then the claim. Where a decision
/// asks first whether the deployment was the cause ([io.github.lastgood.decision.Doubt]), it makes
/// two more; elsewhere that is found out after the move.
public final class RollbackPipeline {
  private static final Logger log = LoggerFactory.getLogger(RollbackPipeline.class);
  private static final int TRIES = 5;

  /// Lambda delivers an order again within minutes; newer receipts than its own are few.
  private static final int NEWEST = 50;

  private final Ledger ledger;
  private final Actions actions;
  private final Alarms alarms;
  private final Bookkeeper bookkeeper;
  private final Mover mover;
  private final Investigator investigator;
  private final Measures measures;
  private final Parallel parallel;
  private final InstantSource clock;

  RollbackPipeline(
      Ledger ledger,
      Actions actions,
      Alarms alarms,
      Bookkeeper bookkeeper,
      Mover mover,
      Investigator investigator,
      Measures measures,
      Parallel parallel,
      InstantSource clock) {
    this.ledger = ledger;
    this.actions = actions;
    this.alarms = alarms;
    this.bookkeeper = bookkeeper;
    this.mover = mover;
    this.investigator = investigator;
    this.measures = measures;
    this.parallel = parallel;
    this.clock = clock;
  }

  /// All that one look gave.
  private record Observed(TargetState before, Facts facts, Change seen) {}

  /// Answers a signal about a target and does what the answer says. Doing it twice with the same
  /// signal equals doing it once.
  ///
  /// @return empty when the target is not registered any more
  public Optional<Answer> handle(Hint hint, Signal signal) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(hint, signal, true);
      } catch (LedgerConflict e) {
        log.info("Somebody else wrote {} first; deciding again", hint.target());
        if (attempt == TRIES) {
          throw e;
        }
      }
    }
  }

  /// The same for a signal that the ledger knows already: it is decided again because the answer
  /// may be another one by now, and nothing is written or told while it is the same.
  Optional<Answer> reconsider(Hint hint, Signal signal) {
    return once(hint, signal, false);
  }

  /// What [#handle] would answer. Changes nothing.
  public Optional<Answer> plan(Hint hint, Signal signal) {
    var snapshot = ledger.read(hint.target(), signal.at(), signal.eventId());
    if (snapshot.state() == null) {
      return Optional.empty();
    }
    var now = clock.instant();
    var observed = observe(hint, signal, snapshot.state(), ask(hint, signal), now);
    var facts = observed.facts();
    var decision = DecisionTable.decide(facts, now);
    var evidence = Evidence.of(facts, now);
    evidence.putAll(found(facts.state(), decision, now));
    return Optional.of(Answer.of(facts.state(), decision, evidence));
  }

  /// A plan is in no hurry: it shows what would be found out after the move.
  private Map<String, Object> found(TargetState state, Decision decision, Instant now) {
    return Answer.plan(decision)
        .map(plan ->
            Evidence.of(
                investigator.about(
                    state,
                    plan.deploymentId(),
                    plan.from(),
                    plan.to(),
                    state.target().alarms(),
                    now)))
        .orElse(Map.of());
  }

  private Optional<Answer> once(Hint hint, Signal signal, boolean firstTime) {
    MDC.put("target", hint.target());
    var questions = ask(hint, signal);
    var snapshot = ledger.read(hint.target(), signal.at(), signal.eventId());
    var before = snapshot.state();
    if (before == null) {
      return Optional.empty();
    }
    var now = clock.instant();
    var receipt = earlier(hint, signal, snapshot);
    if (receipt != null) {
      return Optional.of(again(before, receipt, now));
    }
    var observed = observe(hint, signal, before, questions, now);
    var decision = DecisionTable.decide(observed.facts(), now);
    return firstTime || Reply.isNews(observed.facts().state(), decision)
        ? Optional.of(conclude(observed, signal, decision, now))
        : Optional.empty();
  }

  /// What an earlier delivery was answered. An order has no time of its own but that of its
  /// delivery, so it is looked for among the newest receipts.
  private @Nullable Receipt earlier(Hint hint, Signal signal, Snapshot snapshot) {
    return switch (signal) {
      case AlarmChange _, DeploymentChange _ -> snapshot.receipt();
      case Order _ ->
          ledger.receipts(hint.target(), NEWEST).stream()
              .filter(receipt -> receipt.eventId().equals(signal.eventId()))
              .findFirst()
              .orElse(null);
    };
  }

  /// Claim → act → announce.
  private Answer conclude(Observed observed, Signal signal, Decision decision, Instant now) {
    var facts = observed.facts();
    var answer = Answer.of(facts.state(), decision, Evidence.of(facts, now));
    var change = Conclusion.of(observed.seen(), signal, decision, now);
    var reply = Reply.of(facts, decision, answer, now);
    var written = bookkeeper.write(observed.before(), change, reply, !signal.isComplaint(), now);
    measures.decided(facts.state().name(), decision);
    log.info("{} {}: {}", decision.verb(), decision.reason(), decision.message());
    var found =
        decision instanceof Decision.RollBack
            ? mover.move(written.state(), facts.live(), signal.at(), reply.receipt())
            : Optional.<Findings>empty();
    bookkeeper.finish(written);
    return found.map(Evidence::of).map(answer::withEvidence).orElse(answer);
  }

  /// A second delivery gets the first one's answer, and finishes what the first one left.
  private Answer again(TargetState state, Receipt receipt, Instant now) {
    var open = state.rollback();
    if (open != null && Progress.of(state, open, Map.of(), now) instanceof Progress.Move) {
      mover.resume(state, actions.observe(state.target().resource(), open), receipt);
    }
    return Answer.of(state.name(), receipt);
  }

  /// The questions to AWS that the hint allows to ask before the state is read.
  private record Questions(
      Asked<LiveState> live,
      Asked<Map<String, AlarmStatus>> alarms,
      Asked<AccountState> account,
      @Nullable Asked<Candidate> good) {}

  private Questions ask(Hint hint, Signal signal) {
    var good = hint.good();
    return new Questions(
        parallel.ask(() -> needsLive(signal) ? actions.observe(hint.resource(), null) : NOT_READ),
        parallel.ask(() -> oldAlarm(signal).map(alarms::read).orElseGet(Map::of)),
        parallel.ask(() -> signal.isComplaint() ? ledger.account() : NOBODY),
        good == null || !signal.isComplaint()
            ? null
            : parallel.ask(() -> actions.check(hint.resource(), good)));
  }

  /// An event that is fresh is believed; what an old one tells of is read again.
  private Optional<List<String>> oldAlarm(Signal signal) {
    return signal instanceof AlarmChange alarm
            && alarm.isComplaint()
            && !clock.instant().isBefore(alarm.at().plus(DecisionTable.OLD_EVENT))
        ? Optional.of(List.of(alarm.alarmArn()))
        : Optional.empty();
  }

  private static final LiveState NOT_READ = new LiveState.NotRead();
  private static final AccountState NOBODY = new AccountState(null);

  private static boolean needsLive(Signal signal) {
    return signal.isComplaint() || signal instanceof DeploymentChange;
  }

  private Observed observe(
      Hint hint, Signal signal, TargetState before, Questions questions, Instant now) {
    var live = known(before, fresh(hint, before, questions.live().answer()));
    var seen = Sighting.take(before, live, now);
    var candidates =
        signal.isComplaint()
            ? candidates(hint, seen.state(), signal, questions.good())
            : List.<Candidate>of();
    var account = questions.account().answer();
    var facts =
        new Facts(
            signal,
            seen.state(),
            account,
            live,
            questions.alarms().answer(),
            candidates,
            investigator.beforeDeciding(seen.state(), signal, account, now));
    return new Observed(before, facts, seen);
  }

  /// The service was asked while the state was still being read. An answer with a deployment other
  /// than the state's may be the older of the two, so it is asked again: what is seen now is as new
  /// as the state, or the state is refused when it is written.
  private LiveState fresh(Hint hint, TargetState state, LiveState live) {
    var current = state.current();
    return live instanceof LiveState.Running running
            && Sighting.isAnother(current, running.deployment())
        ? actions.observe(hint.resource(), state.rollback())
        : live;
  }

  /// A deployment that the ledger has not heard of is looked up: its images, and where ECS itself
  /// would go back to. It is looked up again when it settles: ECS learns the digests of the images
  /// only when it starts the tasks.
  LiveState known(TargetState state, LiveState live) {
    if (!(live instanceof LiveState.Running running)) {
      return live;
    }
    var current = state.current();
    var resource = state.target().resource();
    if (Sighting.isAnother(current, running.deployment())) {
      var resolved = actions.resolve(resource, running.deployment());
      return running.with(resolved).asBarrier(actions.isBarrier(resource, resolved.revision()));
    }
    return settles(current, running)
        ? running.with(actions.resolve(resource, running.deployment()))
        : live;
  }

  private static boolean settles(@Nullable Deployment current, LiveState.Running running) {
    return current != null && current.settledAt() == null && !running.isInFlight();
  }

  /// Checks what could be gone back to, best first, until one can be deployed.
  private List<Candidate> candidates(
      Hint hint, TargetState state, Signal signal, @Nullable Asked<Candidate> hinted) {
    var checked = new ArrayList<Candidate>();
    for (var revision : Candidates.toCheck(state, signal)) {
      var candidate =
          hinted != null && revision.equals(hint.good())
              ? hinted.answer()
              : actions.check(hint.resource(), revision);
      checked.add(stored(state, candidate));
      if (!checked.getLast().isGone()) {
        break;
      }
    }
    return checked;
  }

  /// Whether AWS and the ledger together could deploy the revision now.
  Candidate check(TargetState state, Revision revision) {
    return stored(state, actions.check(state.target().resource(), revision));
  }

  /// A copy can only be made of what the ledger stored.
  private Candidate stored(TargetState state, Candidate checked) {
    var candidate = Candidates.asItCanGoOut(state, checked);
    return candidate.availability() instanceof Candidate.AsCopy copy
            && ledger.definition(state.name(), candidate.revision().id()).isEmpty()
        ? new Candidate(
            candidate.revision(),
            new Candidate.Gone(copy.why() + " No copy of its definition is stored."))
        : candidate;
  }
}
