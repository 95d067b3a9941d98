package io.github.lastgood.target;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A rollback that a person was asked about.
///
/// @param deploymentId the deployment that it would take back
/// @param to what it would go back to
/// @param until when it is too late to say yes
/// @param status what became of it
/// @param by who said no; null when nobody did
public record Approval(
    String deploymentId, Revision to, Instant until, Status status, @Nullable String by) {

  /// What became of the question. A yes is not kept: the rollback is.
  public enum Status {
    WAITING,
    REJECTED,
    EXPIRED
  }

  /// A question that is asked now.
  public static Approval asked(String deploymentId, Revision to, Instant until) {
    return new Approval(deploymentId, to, until, Status.WAITING, null);
  }

  public Approval rejected(String person) {
    return new Approval(deploymentId, to, until, Status.REJECTED, person);
  }

  public Approval expired() {
    return new Approval(deploymentId, to, until, Status.EXPIRED, null);
  }

  public boolean isWaiting() {
    return status == Status.WAITING;
  }
}
