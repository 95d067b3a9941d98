package io.github.lastgood.decision;

import io.github.lastgood.decision.Happening.ApprovalExpired;
import io.github.lastgood.decision.Happening.ApprovalRejected;
import io.github.lastgood.target.Approval;
import io.github.lastgood.target.TargetState;
import java.time.Instant;

/// What becomes of a rollback that a person was asked about, other than a yes: that is an order.
public final class Asking {
  private Asking() {}

  /// The question is over when nobody answered it in time.
  public static Change expire(TargetState state, Instant now) {
    var late =
        state.asked().filter(Approval::isWaiting).filter(asked -> !now.isBefore(asked.until()));
    if (late.isEmpty()) {
      return Change.none(state);
    }
    var over = late.get().expired();
    return Change.none(state).and(state.withApproval(over), new ApprovalExpired(over));
  }

  /// When nothing complains any more there is nothing to ask. A no stands as long as its deployment
  /// does.
  public static TargetState withdraw(TargetState state) {
    var rejected =
        state.asked().filter(asked -> asked.status() == Approval.Status.REJECTED).isPresent();
    return rejected ? state : state.withApproval(null);
  }

  /// A person says no. Saying it twice equals saying it once.
  public static Change reject(TargetState state, String by, String why) {
    var waiting = state.asked().filter(Approval::isWaiting);
    if (waiting.isEmpty()) {
      return Change.none(state);
    }
    var over = waiting.get().rejected(by);
    return Change.none(state).and(state.withApproval(over), new ApprovalRejected(over, why));
  }
}
