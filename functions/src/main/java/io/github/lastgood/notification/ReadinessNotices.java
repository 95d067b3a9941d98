package io.github.lastgood.notification;

import io.github.lastgood.decision.Readiness;
import io.github.lastgood.ledger.Announcement;
import io.github.lastgood.target.TargetState;
import java.time.Instant;

/// Words what people hear of a net that has a hole.
public final class ReadinessNotices {
  private ReadinessNotices() {}

  /// A rollback of the target would not work.
  public static Announcement notReady(TargetState state, Readiness found, Instant now) {
    var name = state.name();
    var draft =
        Draft.of(state, "not-ready." + name + "." + now.toEpochMilli(), now)
            .event("Target Not Ready")
            .detail("message", String.join(" ", found.problems()))
            .subject("A rollback of " + name + " would not work now")
            .line("")
            .row("Target", name + " (" + state.target().resource().label() + ")");
    found.problems().forEach(problem -> draft.row("Why", problem));
    return draft
        .line("")
        .line("Nothing is wrong with " + name + " itself. But if its next deployment turned out")
        .line("bad, Lastgood could not help. You hear of this once. To see whether it is over:")
        .command("status", name, "")
        .build();
  }
}
