package io.github.lastgood.simulation.invariant;

import io.github.lastgood.simulation.Run;
import io.github.lastgood.simulation.team.Team;
import io.github.lastgood.target.Method;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.TargetState;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A write of a target's state.
///
/// @param run who wrote
/// @param before null when it was registered by this write
public record Written(
    Run run, Team team, @Nullable TargetState before, TargetState after, Instant at) {

  /// The rollback that Lastgood took on by this write; empty when it took none on.
  public Optional<Rollback> claimed() {
    return opened().filter(rollback -> rollback.method() != Method.BY_AWS);
  }

  /// The rollback that is open since this write, be it one that AWS makes.
  public Optional<Rollback> opened() {
    var open = after.rollback();
    var old = before == null ? null : before.rollback();
    return open == null || (old != null && old.id().equals(open.id()))
        ? Optional.empty()
        : Optional.of(open);
  }

  /// Whether an open rollback was ended by this write.
  public boolean ends() {
    var old = before == null ? null : before.rollback();
    var open = after.rollback();
    return old != null && (open == null || !open.id().equals(old.id()));
  }

  /// True when a person ordered the rollback by this very command, or said yes to it.
  public boolean isOrdered() {
    return run.event().contains("\"rollback\"") || run.event().contains("\"approve\"");
  }

  /// True when that command says `force`.
  public boolean isForced() {
    return isOrdered() && run.event().contains("\"force\":true");
  }
}
