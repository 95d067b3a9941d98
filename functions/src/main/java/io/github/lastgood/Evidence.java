package io.github.lastgood;

import io.github.lastgood.decision.Facts;
import io.github.lastgood.signal.Signal;
import io.github.lastgood.signal.Signal.AlarmChange;
import io.github.lastgood.signal.Signal.DeploymentChange;
import io.github.lastgood.signal.Signal.Order;
import io.github.lastgood.target.Candidate;
import io.github.lastgood.target.LiveState;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a decision looked at, as a receipt keeps it: enough to understand the answer a year later,
/// and no payload.
final class Evidence {
  private Evidence() {}

  static Map<String, Object> of(Facts facts) {
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
      case AlarmChange alarm -> {
        evidence.put("alarm", alarm.alarmName());
        evidence.put("alarmState", alarm.state().name());
        evidence.put("alarmSince", alarm.since().toString());
        var now = facts.alarms().get(alarm.alarmArn());
        if (now != null) {
          evidence.put("alarmStateNow", now.state().name());
        }
      }
      case DeploymentChange change -> evidence.put("cause", change.cause());
      case Order order -> evidence.put("forced", order.force());
    }
    facts
        .candidates()
        .forEach(candidate ->
            evidence.put("candidate " + candidate.revision().label(), words(candidate)));
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
