package io.github.lastgood;

import io.github.lastgood.action.Actions;
import io.github.lastgood.action.Alarms;
import io.github.lastgood.action.AwsErrors;
import io.github.lastgood.decision.Candidates;
import io.github.lastgood.decision.DecisionTable;
import io.github.lastgood.decision.Facts;
import io.github.lastgood.decision.Rehearsal;
import io.github.lastgood.decision.Rehearsal.Outcome;
import io.github.lastgood.ledger.DrillRow;
import io.github.lastgood.ledger.DrillRow.Stage;
import io.github.lastgood.ledger.Hint;
import io.github.lastgood.ledger.Ledger;
import io.github.lastgood.signal.Signal;
import io.github.lastgood.target.Candidate;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// One drill: the whole way of an alarm, with the real ledger, the real calls and the real table,
/// up to the move, which is not made. Only the bad deployment is made up, see [Rehearsal].
///
/// The stages run one after the other so that each has its own time; the real way asks some of them
/// at once and is faster.
final class DrillRun {
  private static final Logger log = LoggerFactory.getLogger(DrillRun.class);

  private final Ledger ledger;
  private final Actions actions;
  private final Alarms alarms;
  private final RollbackPipeline pipeline;
  private final InstantSource clock;
  private final DrillRow begun;
  private final String id;
  private final List<Stage> stages = new ArrayList<>();

  DrillRun(
      Ledger ledger,
      Actions actions,
      Alarms alarms,
      RollbackPipeline pipeline,
      InstantSource clock,
      DrillRow begun) {
    this.ledger = ledger;
    this.actions = actions;
    this.alarms = alarms;
    this.pipeline = pipeline;
    this.clock = clock;
    this.begun = begun;
    this.id = "drill." + begun.startedAt().toEpochMilli();
  }

  /// Drives it. What AWS refuses on the way is an outcome; only a ledger that cannot be written is
  /// an exception.
  DrillRow drive() {
    // The same conditional transaction as a claim, on a row of its own.
    timed("claim", () -> ledger.begin(begun));
    try {
      return read();
    } catch (SdkException e) {
      log.warn("The drill of {} was broken off", begun.target(), e);
      return ended(
          Outcome.FAILED,
          "AWS_REFUSED",
          "At stage "
              + stages.getLast().name()
              + ": "
              + (e instanceof AwsServiceException aws ? AwsErrors.words(aws) : "no answer."));
    }
  }

  private DrillRow read() {
    var name = begun.target();
    var state = timed("read", () -> ledger.read(name, begun.startedAt(), id)).state();
    if (state == null) {
      return ended(Outcome.HELD, "UNKNOWN_TARGET", name + " was unregistered meanwhile.");
    }
    return Rehearsal.alarm(state)
        .map(alarm -> hear(state, alarm))
        .orElseGet(() -> ended(Outcome.HELD, "ALL_RED", "Every alarm of " + name + " is red."));
  }

  private DrillRow hear(TargetState state, String alarm) {
    var hints = timed("look-up", () -> ledger.targetsOfAlarm(alarm));
    if (hints.stream().map(Hint::target).noneMatch(begun.target()::equals)) {
      return ended(
          Outcome.FAILED,
          "UNKNOWN_ALARM",
          "The ledger does not know that " + alarm + " speaks for " + begun.target() + ".");
    }
    var readings = timed("alarms", () -> alarms.read(List.of(alarm)));
    return readings.isEmpty()
        ? ended(Outcome.FAILED, "ALARM_GONE", "CloudWatch has no alarm " + alarm + ".")
        : decide(state, Rehearsal.red(alarm, id, begun.startedAt()));
  }

  private DrillRow decide(TargetState state, Signal signal) {
    var now = begun.startedAt();
    var resource = state.target().resource();
    var account = timed("account", ledger::account);
    var live = timed("observe", () -> actions.observe(resource, state.rollback()));
    var scene = Rehearsal.deployed(state, id, now);
    var candidates = timed("check", () -> checked(scene, signal));
    var facts = new Facts(signal, scene, account, live, Map.of(), candidates, null);
    var decision = timed("decide", () -> DecisionTable.decide(facts, now));
    var answer = Answer.of(scene, decision, Map.of());
    return ended(
        Rehearsal.judge(decision),
        answer.decision(),
        answer.reason(),
        answer.message(),
        answer.to(),
        answer.method());
  }

  private List<Candidate> checked(TargetState scene, Signal signal) {
    var checked = new ArrayList<Candidate>();
    for (var revision : Candidates.toCheck(scene, signal)) {
      checked.add(pipeline.check(scene, revision));
      if (!checked.getLast().isGone()) {
        break;
      }
    }
    return checked;
  }

  private <T> T timed(String stage, Supplier<T> work) {
    var start = clock.instant();
    try {
      return work.get();
    } finally {
      stages.add(new Stage(stage, Duration.between(start, clock.instant()).toMillis()));
    }
  }

  private DrillRow ended(Outcome outcome, String reason, String message) {
    return ended(outcome, null, reason, message, null, null);
  }

  private DrillRow ended(
      Outcome outcome,
      @Nullable String decision,
      String reason,
      String message,
      @Nullable String to,
      @Nullable String method) {
    return new DrillRow(
        begun.target(),
        begun.startedAt(),
        begun.by(),
        outcome,
        decision,
        reason,
        message,
        to,
        method,
        stages);
  }
}
