package io.github.lastgood.decision;

import io.github.lastgood.signal.Signal.AlarmChange;
import io.github.lastgood.target.AlarmStatus;
import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.Mode;
import io.github.lastgood.target.Quarantined;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.TargetState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether a deployment may go on, asked from inside it: by an ECS lifecycle hook or by a pipeline.
/// The first row that matches answers.
///
/// | # | when | answer |
/// |---|---|---|
/// | 1 | the account or the target is frozen, or the target's mode is observe or off | passes |
/// | 2 | it is a rollback: the open one brings this revision, or takes this deployment back | passes |
/// | 3 | the revision is quarantined | refused |
/// | 4 | traffic is shifting, and an alarm went red after the deployment started | refused |
/// | – | else | passes |
///
/// Row 1: whoever is to leave a target alone must not fail its deployments either. In mode approve
/// a refusal needs no approval: nothing that runs is changed by it, and `pardon` lifts it. Row 4
/// spares the fix: an alarm that was red before never blocks a deployment.
public final class Gate {
  private Gate() {}

  /// The answer.
  ///
  /// @param passes whether the deployment may go on
  /// @param reason the stable code
  /// @param message one sentence
  public record Verdict(boolean passes, Reason reason, String message) {

    static Verdict pass(Reason reason, String message) {
      return new Verdict(true, reason, message);
    }

    static Verdict refuse(Reason reason, String message) {
      return new Verdict(false, reason, message);
    }
  }

  /// Why it was answered so.
  public enum Reason {
    NOT_TO_BE_TOUCHED,
    IS_A_ROLLBACK,
    QUARANTINED,
    ALARM_RED,
    NOTHING_AGAINST_IT
  }

  /// What is about to go on.
  ///
  /// @param revision what it brings
  /// @param deploymentId AWS's id of it; null before there is one
  /// @param startedAt when it began; null when that is not known, and then no alarm is blamed on it
  /// @param shifting true when traffic is about to be shifted to it
  public record Asked(
      Revision revision,
      @Nullable String deploymentId,
      @Nullable Instant startedAt,
      boolean shifting) {}

  /// Answers.
  ///
  /// @param accountFrozen whether the whole account is
  /// @param alarms the target's alarms by ARN, as they are known now
  public static Verdict of(
      TargetState state,
      boolean accountFrozen,
      Asked asked,
      Map<String, AlarmStatus> alarms,
      Instant now) {
    return untouched(state, accountFrozen)
        .or(() -> rollback(state, asked))
        .or(() -> quarantined(state, asked))
        .or(() -> red(state, asked, alarms, now))
        .orElseGet(() ->
            Verdict.pass(
                Reason.NOTHING_AGAINST_IT,
                "Nothing is known against " + asked.revision().label() + "."));
  }

  private static Optional<Verdict> untouched(TargetState state, boolean accountFrozen) {
    var mode = state.target().policy().mode();
    var isTouched = mode == Mode.AUTO || mode == Mode.APPROVE;
    return isTouched && !accountFrozen && state.freeze() == null
        ? Optional.empty()
        : Optional.of(
            Verdict.pass(
                Reason.NOT_TO_BE_TOUCHED,
                state.name() + " is frozen, or its mode is observe or off."));
  }

  private static Optional<Verdict> rollback(TargetState state, Asked asked) {
    var open = state.rollback();
    return open != null
            && (open.brings(asked.revision()) || open.deploymentId().equals(asked.deploymentId()))
        ? Optional.of(
            Verdict.pass(Reason.IS_A_ROLLBACK, "It is part of rollback " + open.id() + "."))
        : Optional.empty();
  }

  private static Optional<Verdict> quarantined(TargetState state, Asked asked) {
    return state.quarantine().stream()
        .filter(bad -> bad.revision().isSameAs(asked.revision()))
        .findFirst()
        .map(Gate::refusal);
  }

  private static Verdict refusal(Quarantined bad) {
    return Verdict.refuse(
        Reason.QUARANTINED,
        bad.revision().label()
            + " is quarantined since "
            + InWords.time(bad.since())
            + ": "
            + bad.reason()
            + (bad.reason().endsWith(".") ? "" : ".")
            + " Pardon it first if it is good after all.");
  }

  private static Optional<Verdict> red(
      TargetState state, Asked asked, Map<String, AlarmStatus> alarms, Instant now) {
    var startedAt = asked.startedAt();
    if (!asked.shifting() || startedAt == null) {
      return Optional.empty();
    }
    return state.target().alarms().stream()
        .flatMap(arn ->
            Optional.ofNullable(alarms.get(arn))
                .filter(status -> isRed(status, startedAt, now))
                .map(status -> refusal(arn, status, asked.revision(), startedAt))
                .stream())
        .findFirst();
  }

  private static boolean isRed(AlarmStatus status, Instant startedAt, Instant now) {
    return status.isRed() && !status.isSilenced(now) && !status.since().isBefore(startedAt);
  }

  private static Verdict refusal(
      String arn, AlarmStatus status, Revision revision, Instant startedAt) {
    return Verdict.refuse(
        Reason.ALARM_RED,
        AlarmChange.nameOf(arn)
            + " has been red since "
            + InWords.time(status.since())
            + ", after the deployment of "
            + revision.label()
            + " started at "
            + InWords.time(startedAt)
            + ".");
  }

  /// The deployment that the ledger knows as the current one, as it is asked about.
  public static Asked about(Deployment deployment, boolean shifting) {
    return new Asked(deployment.revision(), deployment.id(), deployment.startedAt(), shifting);
  }
}
