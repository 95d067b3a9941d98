package io.github.lastgood;

import io.github.lastgood.decision.Attribution;
import io.github.lastgood.decision.Facts;
import io.github.lastgood.decision.Onset;
import io.github.lastgood.decision.SharedCause;
import io.github.lastgood.signal.Signal;
import io.github.lastgood.signal.Signal.AlarmChange;
import io.github.lastgood.signal.Signal.DeploymentChange;
import io.github.lastgood.signal.Signal.Order;
import io.github.lastgood.target.Candidate;
import io.github.lastgood.target.Findings;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.RedTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a decision looked at, as a receipt keeps it: enough to understand the answer a year later,
/// and no payload.
final class Evidence {
  private Evidence() {}

  static Map<String, Object> of(Facts facts, Instant now) {
    var evidence = new LinkedHashMap<String, Object>();
    evidence.put("mode", facts.state().target().policy().mode().name());
    var current = facts.state().current();
    if (current != null) {
      evidence.put("deploymentId", current.id());
      evidence.put("deploymentOrigin", current.origin().name());
      evidence.put("deploymentStartedAt", current.startedAt().toString());
      if (current.settledAt() != null) {
        evidence.put("deploymentSettledAt", current.settledAt().toString());
      }
    }
    evidence.put("live", live(facts.live()));
    if (facts.live() instanceof LiveState.Running running) {
      evidence.putAll(running.rollout().words());
    }
    switch (facts.signal()) {
      case AlarmChange alarm -> evidence.putAll(of(alarm, facts, now));
      case DeploymentChange change -> evidence.put("cause", change.cause());
      case Order order -> evidence.put("forced", order.force());
    }
    if (facts.attribution() != null) {
      evidence.putAll(of(facts.attribution()));
    }
    facts
        .candidates()
        .forEach(candidate ->
            evidence.put("candidate " + candidate.revision().label(), words(candidate)));
    return evidence;
  }

  private static Map<String, Object> of(AlarmChange alarm, Facts facts, Instant now) {
    var evidence = new LinkedHashMap<String, Object>();
    evidence.put("alarm", alarm.alarmName());
    evidence.put("alarmState", alarm.state().name());
    evidence.put("alarmSince", alarm.since().toString());
    var read = facts.alarms().get(alarm.alarmArn());
    if (read != null) {
      evidence.put("alarmStateNow", read.state().name());
    }
    if (alarm.isComplaint()) {
      var onset = Onset.of(facts.state(), alarm);
      var current = facts.state().current();
      evidence.put("onset", onset.toString());
      if (current != null) {
        evidence.put("onsetAfterStart", Duration.between(current.startedAt(), onset).toString());
      }
      evidence.put("controlGroupRed", names(facts, onset, now));
    }
    return evidence;
  }

  /// Who of the control group went red in the same minutes.
  private static List<String> names(Facts facts, Instant onset, Instant now) {
    return SharedCause.others(facts.account(), facts.state().name(), onset, now).stream()
        .map(RedTarget::target)
        .toList();
  }

  /// What was found out after the move.
  static Map<String, Object> of(Findings findings) {
    var evidence = new LinkedHashMap<String, Object>();
    if (findings.verdict() != null) {
      evidence.put("attribution", findings.verdict());
      evidence.put("attributionReasons", findings.reasons());
      evidence.put("controlGroupRed", findings.alsoRed());
    }
    if (findings.levelBefore() != null && findings.levelAfter() != null) {
      evidence.put("levelBefore", findings.levelBefore());
      evidence.put("levelAfter", findings.levelAfter());
    }
    evidence.put("changes", findings.changes());
    return evidence;
  }

  private static Map<String, Object> of(Attribution attribution) {
    var evidence = new LinkedHashMap<String, Object>();
    evidence.put("attribution", attribution.verdict().name());
    evidence.put("attributionReasons", attribution.reasons());
    var levels = attribution.levels();
    if (levels != null) {
      evidence.put("levelBefore", levels.before());
      evidence.put("levelAfter", levels.after());
    }
    return evidence;
  }

  private static String live(LiveState live) {
    return switch (live) {
      case LiveState.NotRead _ -> "not read";
      case LiveState.Unusable unusable -> unusable.why();
      case LiveState.Running running ->
          running.deployment().revision().label()
              + (running.failed() ? " failed" : running.isInFlight() ? " in flight" : " settled");
    };
  }

  private static String words(Candidate candidate) {
    return switch (candidate.availability()) {
      case Candidate.Ready _ -> "ready";
      case Candidate.AsCopy copy -> "as a copy: " + copy.why();
      case Candidate.Gone gone -> "gone: " + gone.why();
    };
  }

  /// The signal in a few words.
  static String of(Signal signal) {
    return switch (signal) {
      case AlarmChange alarm ->
          "alarm " + alarm.alarmName() + " " + alarm.state() + " by " + alarm.channel();
      case DeploymentChange change -> "deployment " + change.deploymentId() + " " + change.phase();
      case Order order -> "order by " + order.by() + (order.force() ? " with force" : "");
    };
  }
}
