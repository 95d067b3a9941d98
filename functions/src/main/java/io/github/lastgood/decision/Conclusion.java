package io.github.lastgood.decision;

import io.github.lastgood.decision.Happening.BecameQuarantined;
import io.github.lastgood.signal.Signal;
import io.github.lastgood.signal.Signal.AlarmChange;
import io.github.lastgood.signal.Signal.DeploymentChange;
import io.github.lastgood.signal.Signal.Order;
import io.github.lastgood.signal.Signal.Phase;
import io.github.lastgood.target.AlarmStatus;
import io.github.lastgood.target.Answered;
import io.github.lastgood.target.Approval;
import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.Quarantined;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.Rollback.Status;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a signal and its answer leave in the target's state: the alarm's status, the quarantine,
/// the answer, and for a rollback the claim.
public final class Conclusion {
  /// How long a handler that claimed a rollback works on it alone: longer than a function's timeout
  /// (30 s), shorter than Lambda's wait before a retry (1 min).
  public static final Duration LEASE = Duration.ofSeconds(45);

  private Conclusion() {}

  /// The state to write.
  ///
  /// @param seen the state with the live deployment taken over
  public static Change of(Change seen, Signal signal, Decision decision, Instant now) {
    return seen.then(state -> quarantineFailed(state, signal, now))
        .then(state -> Change.none(note(state, signal)))
        .then(state -> conclude(state, signal, decision, now));
  }

  /// A revision that failed to deploy is quarantined, unless it was proven good before: then it was
  /// not the revision that failed. Neither is a rollback's own deployment proof of anything.
  private static Change quarantineFailed(TargetState state, Signal signal, Instant now) {
    var current = state.current();
    if (!(signal instanceof DeploymentChange change)
        || change.phase() != Phase.FAILED
        || current == null
        || current.isRollback()
        || !current.id().equals(change.deploymentId())
        || state.isQuarantined(current.revision())
        || isKnownGood(state, current)) {
      return Change.none(state);
    }
    return quarantine(state, current.revision(), "Deployment " + current.id() + " failed.", now);
  }

  private static boolean isKnownGood(TargetState state, Deployment deployment) {
    return state.knownGood().stream()
        .anyMatch(good -> good.revision().isSameAs(deployment.revision()));
  }

  private static Change quarantine(TargetState state, Revision bad, String why, Instant now) {
    return Change.none(state)
        .and(
            state.withQuarantined(new Quarantined(bad, now, why)), new BecameQuarantined(bad, why));
  }

  private static TargetState note(TargetState state, Signal signal) {
    return switch (signal) {
      case DeploymentChange _, Order _ -> state;
      case AlarmChange alarm -> note(state, alarm);
    };
  }

  /// The newest event wins, whatever order they come in. One series of an alarm that is OK again
  /// does not make the alarm OK. An alarm that complains while a rollback is open becomes part of
  /// the rollback's evidence.
  private static TargetState note(TargetState state, AlarmChange alarm) {
    if (alarm.contributor() && !alarm.isComplaint()) {
      return state;
    }
    var known = state.alarm(alarm.alarmArn());
    if (known.isPresent() && known.get().since().isAfter(alarm.since())) {
      return state;
    }
    var since = alarm.isComplaint() ? Onset.of(state, alarm) : quietSince(known, alarm);
    var status = new AlarmStatus(alarm.state(), since, silencedUntil(alarm));
    return withEvidence(state.withAlarm(alarm.alarmArn(), status), alarm);
  }

  private static Instant quietSince(Optional<AlarmStatus> known, AlarmChange alarm) {
    return known
        .filter(old -> old.state() == alarm.state() && alarm.previous() == alarm.state())
        .map(AlarmStatus::since)
        .orElse(alarm.since());
  }

  private static @Nullable Instant silencedUntil(AlarmChange alarm) {
    return switch (alarm.silence()) {
      case null -> null;
      case Signal.Silence.Muted muted ->
          Objects.requireNonNullElse(muted.until(), alarm.at().plus(Duration.ofDays(1)));
      case Signal.Silence.Suppressed _ -> alarm.at();
    };
  }

  private static TargetState withEvidence(TargetState state, AlarmChange alarm) {
    var open = state.rollback();
    if (open == null || !alarm.isComplaint() || open.alarms().contains(alarm.alarmArn())) {
      return state;
    }
    return state.withRollback(
        open.withAlarms(
            Stream.concat(open.alarms().stream(), Stream.of(alarm.alarmArn())).toList()));
  }

  private static Change conclude(TargetState state, Signal signal, Decision decision, Instant now) {
    return switch (decision) {
      case Decision.RollBack rollBack -> claim(state, signal, rollBack, now);
      case Decision.Ignore ignore ->
          Change.none(isOpenToAnother(state, signal, ignore) ? answered(state, ignore) : state);
      case Decision.AwaitApproval await ->
          Change.none(answered(asked(state, await.plan(), now), decision));
      case Decision.Hold _, Decision.Escalate _, Decision.WouldRollBack _ ->
          Change.none(signal instanceof Order ? state : answered(state, decision));
    };
  }

  /// Mode off may become another one while the alarm is red: then the watch decides again. An
  /// answer that people were given stands.
  private static boolean isOpenToAnother(TargetState state, Signal signal, Decision.Ignore ignore) {
    return ignore.reason() == Reason.TARGET_OFF
        && state.answered() == null
        && !(signal instanceof Order);
  }

  private static TargetState asked(TargetState state, Plan plan, Instant now) {
    var until = now.plus(state.target().policy().approvalTimeout());
    return state.asked().filter(Approval::isWaiting).isPresent()
        ? state
        : state.withApproval(Approval.asked(plan.deploymentId(), plan.to(), until));
  }

  private static TargetState answered(TargetState state, Decision decision) {
    var current = state.current();
    return state.withAnswered(
        new Answered(current == null ? "" : current.id(), decision.reason().name()));
  }

  private static Change claim(
      TargetState state, Signal signal, Decision.RollBack rollBack, Instant now) {
    var plan = rollBack.plan();
    var rollback =
        new Rollback(
            plan.rollbackId(),
            plan.deploymentId(),
            plan.from(),
            plan.to(),
            plan.method(),
            Status.PENDING,
            rollBack.message(),
            signal instanceof Order order ? order.by() : "lastgood",
            signal instanceof AlarmChange alarm ? List.of(alarm.alarmArn()) : redAlarms(state),
            now,
            now.plus(LEASE),
            null,
            null,
            null,
            null,
            null,
            null);
    var quarantined =
        state.isQuarantined(plan.from())
            ? Change.none(state)
            : quarantine(state, plan.from(), rollBack.message(), now);
    return quarantined.then(
        after -> Change.none(after.withRollbackClaimed(rollback).withAnswered(null)));
  }

  private static List<String> redAlarms(TargetState state) {
    return state.target().alarms().stream()
        .filter(arn -> state.alarm(arn).filter(AlarmStatus::isRed).isPresent())
        .toList();
  }
}
