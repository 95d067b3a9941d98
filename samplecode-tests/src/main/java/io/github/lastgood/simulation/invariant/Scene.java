package io.github.lastgood.simulation.invariant;

import io.github.lastgood.account.Account;
import io.github.lastgood.ledger.Ledger;
import io.github.lastgood.simulation.team.Team;
import io.github.lastgood.target.Freeze;
import io.github.lastgood.target.TargetState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All that an invariant may look at.
///
/// @param account the simulated account
/// @param ledger the ledger, read past the functions
/// @param teams the owners of the targets
/// @param states each target's state as it was last written
/// @param registered since when each target is registered
/// @param alarms how the alarms were
public record Scene(
    Account account,
    Ledger ledger,
    List<Team> teams,
    Map<String, TargetState> states,
    Map<String, Instant> registered,
    AlarmHistory alarms) {

  public Instant now() {
    return account.now();
  }

  /// A target's state; empty before it is registered.
  public Optional<TargetState> state(String target) {
    return Optional.ofNullable(states.get(target));
  }

  /// Whether a target was registered by then, and still is.
  public boolean isRegisteredSince(String target, Instant then) {
    var since = registered.get(target);
    return since != null && since.isBefore(then);
  }

  /// The freeze of the whole account; null when there is none.
  public @Nullable Freeze accountFreeze() {
    return ledger.account().freeze();
  }
}
