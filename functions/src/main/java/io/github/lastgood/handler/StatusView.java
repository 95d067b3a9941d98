package io.github.lastgood.handler;

import io.github.lastgood.decision.Bake;
import io.github.lastgood.decision.Readiness;
import io.github.lastgood.decision.Stall;
import io.github.lastgood.ledger.ReadinessRow;
import io.github.lastgood.ledger.Receipt;
import io.github.lastgood.signal.Signal.AlarmChange;
import io.github.lastgood.target.AccountState;
import io.github.lastgood.target.Approval;
import io.github.lastgood.target.Barrier;
import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.Findings;
import io.github.lastgood.target.Freeze;
import io.github.lastgood.target.KnownGood;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.PipelineStage;
import io.github.lastgood.target.Quarantined;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.Shift;
import io.github.lastgood.target.TargetState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What `status` and `history` show.
final class StatusView {
  private StatusView() {}

  /// The same with what AWS says now.
  static Map<String, Object> of(TargetState state, LiveState live) {
    var view = of(state);
    if (live instanceof LiveState.Running running) {
      view.put("rollout", running.rollout().words());
      put(view, "warning", warning(state, running));
    }
    if (live instanceof LiveState.Unusable unusable) {
      view.put("warning", unusable.why());
    }
    return view;
  }

  /// Whether a rollback would work now.
  static void ready(Map<String, Object> view, TargetState state, Readiness found) {
    view.put("ready", found.isReady());
    view.put("notReadyBecause", found.problems());
    view.put("remarks", found.remarks());
    view.put("notChecked", Readiness.notChecked(state));
  }

  /// That AWS says nothing when a deployment fails; null when it does.
  static @Nullable String warning(TargetState state, LiveState.Running running) {
    var blind = running.rollout().blind();
    var most = Stall.most(state, running);
    return blind == null || most == null
        ? null
        : "ECS does not say when a deployment fails: "
            + blind
            + ". The watch rolls one back that is in flight for "
            + most.toMinutes()
            + " min.";
  }

  static Map<String, Object> of(TargetState state) {
    var view = new LinkedHashMap<String, Object>();
    view.put("target", state.name());
    view.put("resource", state.target().resource().label());
    view.put("mode", mode(state));
    put(view, "running", state.current() == null ? null : of(state.current()));
    view.put("verdict", verdict(state));
    put(view, "lastKnownGood", state.lastKnownGood().map(StatusView::of).orElse(null));
    view.put("knownGood", state.knownGood().stream().map(StatusView::of).toList());
    view.put("quarantine", state.quarantine().stream().map(StatusView::of).toList());
    view.put("alarms", alarms(state));
    put(view, "rollback", state.rollback() == null ? null : of(state.rollback()));
    put(view, "approval", state.asked().map(StatusView::of).orElse(null));
    if (!state.barriers().isEmpty()) {
      view.put("barriers", state.barriers().stream().map(StatusView::of).toList());
    }
    put(view, "shift", state.shift() == null ? null : of(state.shift()));
    var pipeline = state.target().pipeline();
    put(view, "pipeline", pipeline == null ? null : of(pipeline));
    put(view, "frozen", frozen(state.freeze()));
    return view;
  }

  static Map<String, Object> of(Approval approval) {
    var view = new LinkedHashMap<String, Object>();
    view.put("status", approval.status().name());
    view.put("to", approval.to().label());
    view.put("until", approval.until().toString());
    put(view, "by", approval.by());
    return view;
  }

  static Map<String, Object> of(Barrier barrier) {
    var view = new LinkedHashMap<String, Object>();
    view.put("revision", barrier.revision().label());
    put(view, "since", barrier.since() == null ? null : barrier.since().toString());
    view.put("by", barrier.by());
    view.put("why", barrier.why());
    return view;
  }

  private static Map<String, Object> of(PipelineStage pipeline) {
    var view = new LinkedHashMap<String, Object>();
    view.put("name", pipeline.pipeline());
    view.put("stage", pipeline.stage());
    view.put("onRollback", pipeline.onRollback().written());
    view.put("toOpenAgain", pipeline.openAgain());
    return view;
  }

  static Map<String, Object> of(Shift shift) {
    var view = new LinkedHashMap<String, Object>();
    view.put("to", shift.toCandidate() ? "candidate" : "stable");
    view.put("steps", shift.steps());
    view.put("made", shift.made());
    view.put("interval", shift.interval().toSeconds() + "s");
    view.put("steppedAt", shift.steppedAt().toString());
    view.put("by", shift.by());
    put(view, "halted", shift.halted());
    return view;
  }

  /// @param readiness what the watch found at its last look, by target
  static Map<String, Object> ofAll(
      AccountState account, List<TargetState> states, Map<String, ReadinessRow> readiness) {
    var view = new LinkedHashMap<String, Object>();
    put(view, "frozen", frozen(account.freeze()));
    view.put(
        "targets", states.stream().map(state -> line(state, readiness.get(state.name()))).toList());
    return view;
  }

  private static Map<String, Object> line(TargetState state, @Nullable ReadinessRow readiness) {
    var view = new LinkedHashMap<String, Object>();
    view.put("target", state.name());
    view.put("mode", mode(state));
    put(view, "running", state.current() == null ? null : state.current().revision().label());
    view.put("verdict", verdict(state));
    put(
        view,
        "lastKnownGood",
        state.lastKnownGood().map(good -> good.revision().label()).orElse(null));
    view.put(
        "red",
        state.target().alarms().stream()
            .filter(arn -> state.alarm(arn).filter(status -> status.isRed()).isPresent())
            .map(AlarmChange::nameOf)
            .toList());
    put(view, "ready", readiness == null ? null : readiness.ready());
    put(view, "rollback", state.rollback() == null ? null : state.rollback().status().name());
    put(view, "frozen", frozen(state.freeze()));
    return view;
  }

  static Map<String, Object> of(Deployment deployment) {
    var view = new LinkedHashMap<String, Object>();
    view.put("revision", deployment.revision().id());
    view.put("deploymentId", deployment.id());
    view.put("by", deployment.origin().name());
    view.put("startedAt", deployment.startedAt().toString());
    put(view, "settledAt", text(deployment.settledAt()));
    return view;
  }

  static Map<String, Object> of(Rollback rollback) {
    var view = new LinkedHashMap<String, Object>();
    view.put("rollbackId", rollback.id());
    view.put("status", rollback.status().name());
    view.put("from", rollback.from().id());
    view.put("to", rollback.to().id());
    view.put("method", rollback.method().name());
    view.put("by", rollback.by());
    view.put("why", rollback.why());
    view.put("claimedAt", rollback.claimedAt().toString());
    put(view, "movedAt", text(rollback.movedAt()));
    put(view, "settledAt", text(rollback.settledAt()));
    put(view, "endedAt", text(rollback.endedAt()));
    put(view, "findings", rollback.findings() == null ? null : of(rollback.findings()));
    return view;
  }

  private static Map<String, Object> of(Findings findings) {
    var view = new LinkedHashMap<String, Object>();
    put(view, "attribution", findings.verdict());
    view.put("reasons", findings.reasons());
    put(view, "onset", text(findings.onset()));
    put(view, "levelBefore", findings.levelBefore());
    put(view, "levelAfter", findings.levelAfter());
    view.put("controlGroupRed", findings.alsoRed());
    view.put("changes", findings.changes());
    return view;
  }

  static Map<String, Object> of(Receipt receipt) {
    var view = new LinkedHashMap<String, Object>();
    view.put("at", receipt.decidedAt().toString());
    view.put("signal", receipt.signal());
    view.put("decision", receipt.decision());
    view.put("reason", receipt.reason());
    view.put("message", receipt.message());
    put(view, "rollbackId", receipt.rollbackId());
    view.put("evidence", receipt.evidence());
    return view;
  }

  private static Map<String, Object> of(KnownGood good) {
    return Map.of(
        "revision",
        good.revision().id(),
        "since",
        good.since().toString(),
        "by",
        good.by(),
        "deploymentId",
        good.deploymentId());
  }

  private static Map<String, Object> of(Quarantined bad) {
    return Map.of(
        "revision", bad.revision().id(), "since", bad.since().toString(), "reason", bad.reason());
  }

  /// What Lastgood thinks of what runs.
  private static String verdict(TargetState state) {
    var current = state.current();
    if (current == null) {
      return "nothing seen yet";
    }
    if (state.isQuarantined(current.revision())) {
      return "quarantined";
    }
    if (Bake.isProven(state, current)) {
      return "known good";
    }
    if (current.settledAt() == null) {
      return "being deployed";
    }
    var quiet = current.quietSince();
    return quiet == null
        ? "waits for every alarm to be OK"
        : "bakes until " + quiet.plus(state.target().policy().bakeTime());
  }

  private static Map<String, String> alarms(TargetState state) {
    var view = new TreeMap<String, String>();
    for (var arn : state.target().alarms()) {
      view.put(
          AlarmChange.nameOf(arn),
          state
              .alarm(arn)
              .map(status -> status.state() + " since " + status.since())
              .orElse("not heard of yet"));
    }
    return view;
  }

  private static String mode(TargetState state) {
    return state.target().policy().mode().name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String frozen(@Nullable Freeze freeze) {
    return freeze == null
        ? null
        : "by " + freeze.by() + " since " + freeze.since() + ": " + freeze.reason();
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  private static void put(Map<String, Object> view, String name, @Nullable Object value) {
    if (value != null) {
      view.put(name, value);
    }
  }
}
