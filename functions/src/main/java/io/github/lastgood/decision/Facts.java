package io.github.lastgood.decision;

import io.github.lastgood.signal.Signal;
import io.github.lastgood.target.AccountState;
import io.github.lastgood.target.AlarmStatus;
import io.github.lastgood.target.Candidate;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.TargetState;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything that a decision may look at.
///
/// @param signal what was heard
/// @param state what the ledger knows, with the live deployment taken over by [Sighting]
/// @param account what holds for every target
/// @param live what AWS says about the target now
/// @param alarms what `DescribeAlarms` says now, by ARN; an alarm it did not tell about is missing
/// @param candidates what could be rolled back to, best first, as far as it was checked
/// @param attribution whether the deployment caused it; null when the decision does not ask, see
///   [Doubt]
public record Facts(
    Signal signal,
    TargetState state,
    AccountState account,
    LiveState live,
    Map<String, AlarmStatus> alarms,
    List<Candidate> candidates,
    @Nullable Attribution attribution) {
  public Facts {
    alarms = Map.copyOf(alarms);
    candidates = List.copyOf(candidates);
  }
}
