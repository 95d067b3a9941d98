package io.github.lastgood.simulation.invariant;

import io.github.lastgood.target.Mode;
import java.util.Optional;

/// A frozen target is left alone, and one whose mode is not `auto` is never rolled back without an
/// order. The account's freeze is another item than the target's state, so one that came after the
/// handler began could not be known.
public final class LeaveIsRespected implements Invariant {
  @Override
  public String sentence() {
    return "What is frozen or not in mode auto is left alone.";
  }

  @Override
  public Optional<String> written(Scene scene, Written written) {
    if (written.claimed().isEmpty() || written.isForced()) {
      return Optional.empty();
    }
    var name = written.team().name();
    if (written.after().freeze() != null) {
      return Optional.of(name + " is frozen");
    }
    var whole = scene.accountFreeze();
    if (whole != null && whole.since().isBefore(written.run().startedAt())) {
      return Optional.of("the account is frozen");
    }
    var mode = written.after().target().policy().mode();
    return written.isOrdered() || mode == Mode.AUTO
        ? Optional.empty()
        : Optional.of(name + " has mode " + mode);
  }
}
