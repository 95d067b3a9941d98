package io.github.lastgood.notification;

import io.github.lastgood.decision.Readiness;
import io.github.lastgood.ledger.Announcement;
import io.github.lastgood.ledger.DrillRow;
import io.github.lastgood.target.TargetState;
import java.time.Instant;

/// Words what people hear of a net that has a hole.
public final class ReadinessNotices {
  private ReadinessNotices() {}

  /// A drill found that a rollback would not have been made.
  public static Announcement drillFailed(TargetState state, DrillRow drill, Instant now) {
    var name = state.name();
    return Draft.of(state, "drill." + name + "." + drill.startedAt().toEpochMilli(), now)
        .subject("The drill of " + name + " FAILED")
        .line("")
        .row("Target", name + " (" + state.target().resource().label() + ")")
        .row("Reason", drill.reason())
        .row("Why", drill.message())
        .line("")
        .line("It was only a drill: nothing was rolled back. But a real alarm after a deployment")
        .line("would have got the same answer. When it is put right:")
        .command("drill", name, "")
        .build();
  }

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
