package io.github.lastgood.decision;

import io.github.lastgood.signal.Signal;
import io.github.lastgood.signal.Signal.AlarmChange;
import io.github.lastgood.signal.Signal.DeploymentChange;
import io.github.lastgood.signal.Signal.Order;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Policy;
import io.github.lastgood.target.TargetState;
import java.time.Instant;

/// The decision table, asked again with the facts of another time. The table is a pure function, so
/// the same facts and policy give the same answer for ever.
///
/// Each answer is replayed by itself, with the facts as they were: what another policy would have
/// changed in the hours before is not in them.
public final class Replay {
  private Replay() {}

  /// The facts as a receipt keeps them: all that the table looks at, without the long texts of AWS
  /// that it does not.
  public static Facts kept(Facts facts) {
    return new Facts(
        kept(facts.signal()),
        facts.state().withShift(null).withAnswered(null),
        facts.account(),
        kept(facts.live()),
        facts.alarms(),
        facts.candidates(),
        facts.attribution());
  }

  private static Signal kept(Signal signal) {
    return switch (signal) {
      case AlarmChange alarm ->
          new AlarmChange(
              alarm.eventId(),
              alarm.at(),
              alarm.alarmArn(),
              alarm.state(),
              alarm.since(),
              alarm.previous(),
              alarm.silence(),
              alarm.contributor(),
              alarm.channel(),
              "");
      case DeploymentChange _, Order _ -> signal;
    };
  }

  private static LiveState kept(LiveState live) {
    return switch (live) {
      case LiveState.Running running ->
          new LiveState.Running(running.deployment(), running.failed(), running.rollsBackItself());
      case LiveState.NotRead _, LiveState.Unusable _ -> live;
    };
  }

  /// What the table answers to these facts under that policy.
  ///
  /// @param now when the decision was made
  public static Decision under(Policy policy, Facts facts, Instant now) {
    return DecisionTable.decide(
        new Facts(
            facts.signal(),
            with(policy, facts.state()),
            facts.account(),
            facts.live(),
            facts.alarms(),
            facts.candidates(),
            facts.attribution()),
        now);
  }

  /// True when that policy would have read the alarm's metric first, and nobody read it then.
  public static boolean lacksMetric(Policy policy, Facts facts) {
    return facts.attribution() == null
        && Doubt.asks(with(policy, facts.state()), facts.signal())
        && !Doubt.asks(facts.state(), facts.signal());
  }

  private static TargetState with(Policy policy, TargetState state) {
    return state.withTarget(state.target().withPolicy(policy));
  }
}
