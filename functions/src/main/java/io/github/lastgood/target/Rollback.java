package io.github.lastgood.target;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One rollback, from its claim to its end.
///
/// @param id derived from the target and the deployment it takes back, so that however many
///   handlers race, one conditional write lets one of them act
/// @param deploymentId the deployment that is taken back
/// @param from what ran
/// @param to what is to run
/// @param method how
/// @param status how far it is
/// @param why one sentence
/// @param by who ordered it: a person's name, or `lastgood`
/// @param alarms the ARNs of the alarms that complained
/// @param claimedAt when a handler took it on
/// @param leaseUntil until when that handler alone works on it
/// @param movedAt when AWS accepted the move; null before
/// @param settledAt when the good revision ran alone; null before
/// @param endedAt when it reached an end status; null before
/// @param newDeploymentId the deployment that the move started; null when not known yet
/// @param deployedAs the registered copy's ARN, when the move needed one; null otherwise
/// @param findings why the target hurt; null before that was looked for
public record Rollback(
    String id,
    String deploymentId,
    Revision from,
    Revision to,
    Method method,
    Status status,
    String why,
    String by,
    List<String> alarms,
    Instant claimedAt,
    Instant leaseUntil,
    @Nullable Instant movedAt,
    @Nullable Instant settledAt,
    @Nullable Instant endedAt,
    @Nullable String newDeploymentId,
    @Nullable String deployedAs,
    @Nullable Findings findings) {

  /// How far a rollback is.
  public enum Status {
    /// Claimed: the intent is written, AWS has not been told or the answer is not recorded.
    PENDING,
    /// AWS accepted the move; the good revision does not run alone yet.
    SETTLING,
    /// The good revision runs alone; the alarms are not OK yet.
    RECOVERING,
    /// End: the alarms are OK.
    RECOVERED,
    /// End: the good revision runs, the alarms did not return to OK in time.
    NOT_RECOVERED,
    /// End: the move was refused, or did not settle in time.
    FAILED;

    public boolean isEnd() {
      return switch (this) {
        case PENDING, SETTLING, RECOVERING -> false;
        case RECOVERED, NOT_RECOVERED, FAILED -> true;
      };
    }
  }

  public Rollback {
    alarms = List.copyOf(alarms);
  }

  /// The id of the next rollback of this deployment of this target: one for Lastgood itself, a
  /// numbered one for each order that follows a rollback which failed.
  public static String idOf(String target, Deployment deployment) {
    var id = target + "." + deployment.id().substring(deployment.id().lastIndexOf('/') + 1);
    return deployment.rollbacks() == 0 ? id : id + "." + (deployment.rollbacks() + 1);
  }

  /// Which rollback of its deployment it is, as [#idOf] counts them: from 1.
  public int number() {
    var ofDeployment = deploymentId.substring(deploymentId.lastIndexOf('/') + 1);
    return id.endsWith("." + ofDeployment)
        ? 1
        : Integer.parseInt(id.substring(id.lastIndexOf('.') + 1));
  }

  /// What the move makes AWS run: the copy where one was registered.
  public String deploys() {
    return deployedAs != null ? deployedAs : to.id();
  }

  /// True when that revision is what this rollback brings. The bad one may bear the good one's id,
  /// when a tag or a parameter in it got another meaning: what may be the bad one is not brought.
  public boolean brings(Revision revision) {
    return revision.id().equals(deployedAs)
        || (revision.id().equals(to.id()) && !from.isSameAs(revision));
  }

  public Rollback leasedUntil(Instant until) {
    return with(
        status, alarms, until, movedAt, settledAt, endedAt, newDeploymentId, deployedAs, findings);
  }

  public Rollback deployedAs(String copy) {
    return with(
        status, alarms, leaseUntil, movedAt, settledAt, endedAt, newDeploymentId, copy, findings);
  }

  /// AWS accepted the move. The first time counts: the deployment that it made may be seen later.
  public Rollback moved(Instant at, @Nullable String newDeployment) {
    return with(
        Status.SETTLING,
        alarms,
        leaseUntil,
        movedAt == null ? at : movedAt,
        settledAt,
        endedAt,
        newDeployment,
        deployedAs,
        findings);
  }

  /// The good revision runs alone.
  public Rollback settled(Instant at) {
    return with(
        Status.RECOVERING,
        alarms,
        leaseUntil,
        movedAt,
        at,
        endedAt,
        newDeploymentId,
        deployedAs,
        findings);
  }

  /// The rollback is over.
  public Rollback ended(Status end, Instant at) {
    return with(
        end, alarms, leaseUntil, movedAt, settledAt, at, newDeploymentId, deployedAs, findings);
  }

  public Rollback withAlarms(List<String> complaining) {
    return with(
        status,
        complaining,
        leaseUntil,
        movedAt,
        settledAt,
        endedAt,
        newDeploymentId,
        deployedAs,
        findings);
  }

  public Rollback withFindings(Findings found) {
    return with(
        status,
        alarms,
        leaseUntil,
        movedAt,
        settledAt,
        endedAt,
        newDeploymentId,
        deployedAs,
        found);
  }

  private Rollback with(
      Status newStatus,
      List<String> newAlarms,
      Instant newLease,
      @Nullable Instant newMovedAt,
      @Nullable Instant newSettledAt,
      @Nullable Instant newEndedAt,
      @Nullable String newNewDeploymentId,
      @Nullable String newDeployedAs,
      @Nullable Findings newFindings) {
    return new Rollback(
        id,
        deploymentId,
        from,
        to,
        method,
        newStatus,
        why,
        by,
        newAlarms,
        claimedAt,
        newLease,
        newMovedAt,
        newSettledAt,
        newEndedAt,
        newNewDeploymentId,
        newDeployedAs,
        newFindings);
  }
}
