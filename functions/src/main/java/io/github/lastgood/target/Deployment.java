package io.github.lastgood.target;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A change of a target to a revision.
///
/// @param id AWS's id of it, such as `ecs-svc/9313423515462893900`; empty while a change that AWS
///   has no id for (of a traffic split, of a group without an instance refresh) was only looked at,
///   see `Sighting`
/// @param revision what it brings
/// @param origin who started it
/// @param startedAt when it began
/// @param settledAt when it was done and the revision ran alone; null while it is in flight
/// @param quietSince since when it is settled and every alarm OK, so that the bake time runs; null
///   while it does not run
/// @param controlId what AWS is told to stop this deployment by (an ECS service deployment's ARN);
///   null when not known
/// @param sourceId the id of the deployment, or of the revision, that AWS itself would go back to;
///   null when not known or not exactly one
/// @param rollbacks how many rollbacks of it were claimed: one by Lastgood, more only by order
public record Deployment(
    String id,
    Revision revision,
    Origin origin,
    Instant startedAt,
    @Nullable Instant settledAt,
    @Nullable Instant quietSince,
    @Nullable String controlId,
    @Nullable String sourceId,
    int rollbacks) {

  /// Who started a deployment.
  public enum Origin {
    /// A person, a pipeline, CloudFormation: anyone but a rollback.
    TEAM,
    /// A rollback of Lastgood's.
    LASTGOOD,
    /// A rollback that AWS started by itself, such as by ECS's circuit breaker.
    AWS
  }

  /// True when this deployment is itself the result of a rollback.
  public boolean isRollback() {
    return switch (origin) {
      case TEAM -> false;
      case LASTGOOD, AWS -> true;
    };
  }

  /// The same deployment under the id that it goes by.
  public Deployment withId(String known) {
    return new Deployment(
        known, revision, origin, startedAt, settledAt, quietSince, controlId, sourceId, rollbacks);
  }

  public Deployment withRevision(Revision known) {
    return new Deployment(
        id, known, origin, startedAt, settledAt, quietSince, controlId, sourceId, rollbacks);
  }

  public Deployment withOrigin(Origin who) {
    return new Deployment(
        id, revision, who, startedAt, settledAt, quietSince, controlId, sourceId, rollbacks);
  }

  /// The same deployment with what AWS would be told to stop it by, and what it would go back to.
  public Deployment withWayBack(@Nullable String control, @Nullable String source) {
    return new Deployment(
        id, revision, origin, startedAt, settledAt, quietSince, control, source, rollbacks);
  }

  public Deployment withRollbacks(int claimed) {
    return new Deployment(
        id, revision, origin, startedAt, settledAt, quietSince, controlId, sourceId, claimed);
  }

  /// A rollback of it was claimed.
  public Deployment rolledBackOnceMore() {
    return new Deployment(
        id, revision, origin, startedAt, settledAt, quietSince, controlId, sourceId, rollbacks + 1);
  }

  public Deployment settled(Instant at) {
    return new Deployment(
        id, revision, origin, startedAt, at, quietSince, controlId, sourceId, rollbacks);
  }

  public Deployment quietSince(@Nullable Instant since) {
    return new Deployment(
        id, revision, origin, startedAt, settledAt, since, controlId, sourceId, rollbacks);
  }
}
