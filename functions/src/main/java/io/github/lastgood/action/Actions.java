package io.github.lastgood.action;

import io.github.lastgood.target.Candidate;
import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Resource;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Rollback;
import java.util.Map;
import java.util.Optional;

/// What can be asked of and done to a target, whatever its kind.
///
/// Every method throws the SDK's exception when AWS does not answer: the event is then retried, or
/// the watch takes over.
public final class Actions {
  private final EcsServiceAction ecs;

  public Actions(EcsServiceAction ecs) {
    this.ecs = ecs;
  }

  /// Looks an ECS service up by its names.
  ///
  /// @return empty when there is no such service
  public Optional<Resource> findEcsService(String cluster, String service) {
    return ecs.find(cluster, service);
  }

  /// What AWS says about it now.
  public LiveState observe(Resource resource) {
    return switch (resource) {
      case Resource.EcsService service -> ecs.observe(service);
    };
  }

  /// What AWS says of a deployment in flight beside what [#observe] shows: how far it is, and which
  /// of its own alarms complain. It takes a question more, so nothing waits for it but people.
  public Map<String, String> progressOf(Resource resource, LiveState.Running running) {
    return switch (resource) {
      case Resource.EcsService _ -> ecs.progressOf(running);
    };
  }

  /// The deployment with all that AWS knows of it: images, and what it would be rolled back to.
  public Deployment resolve(Resource resource, Deployment seen) {
    return switch (resource) {
      case Resource.EcsService service -> ecs.resolve(service, seen);
    };
  }

  /// Whether the revision can still be deployed.
  public Candidate check(Resource resource, Revision revision) {
    return switch (resource) {
      case Resource.EcsService _ -> ecs.check(revision);
    };
  }

  /// All that is needed to deploy the revision again when AWS has forgotten it, as JSON; empty when
  /// AWS has forgotten it already.
  public Optional<String> definitionOf(Resource resource, Revision revision) {
    return switch (resource) {
      case Resource.EcsService _ -> ecs.definitionOf(revision);
    };
  }

  /// Registers a copy of the rollback's revision. Doing it twice gives the same copy.
  ///
  /// @param definition what [#definitionOf] gave when the revision was deployed
  /// @return the copy's id
  public String registerCopy(Resource resource, Rollback rollback, String definition) {
    return switch (resource) {
      case Resource.EcsService _ -> ecs.registerCopy(rollback, definition);
    };
  }

  /// Makes the rollback's move, unless AWS shows that it was made already.
  ///
  /// @param live what AWS says now
  /// @param deployment the deployment that is taken back
  public Moved move(
      Resource resource, Rollback rollback, LiveState.Running live, Deployment deployment) {
    return switch (resource) {
      case Resource.EcsService service -> ecs.move(service, rollback, live, deployment);
    };
  }
}
