package io.github.lastgood.action;

import io.github.lastgood.target.Candidate;
import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Resource;
import io.github.lastgood.target.ResourceForm;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Rollback;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What can be asked of and done to the targets of one kind.
///
/// Every method throws the SDK's exception when AWS does not answer: the event is then retried, or
/// the watch takes over. An answer that asking again would not change is a value.
///
/// @param <F> what owners write
/// @param <R> what AWS knows
public interface KindAction<F extends ResourceForm, R extends Resource> {

  /// Looks it up; empty when there is none.
  Optional<R> find(F form);

  /// Why it must not be registered although it is there, asked only at registration; empty when it
  /// may. A clause that goes on after a colon.
  default Optional<String> objection(R resource) {
    return Optional.empty();
  }

  /// What AWS says about it now. Few calls: it stands between an alarm and the move.
  ///
  /// @param open the open rollback, which may know what to look for; null when none is open
  LiveState observe(R resource, @Nullable Rollback open);

  /// Whether AWS itself says that nobody may roll back past the revision.
  default boolean isBarrier(Revision revision) {
    return false;
  }

  /// How far the deployment that runs is, in names and values for people; empty when AWS does not
  /// tell.
  default Map<String, String> progressOf(LiveState.Running running) {
    return Map.of();
  }

  /// The deployment with all that AWS knows of it: images, and what it would be rolled back to.
  Deployment resolve(R resource, Deployment seen);

  /// Whether the revision can still be deployed.
  Candidate check(R resource, Revision revision);

  /// All that is needed to deploy the revision again when AWS has forgotten it, as JSON; empty when
  /// AWS has forgotten it already.
  Optional<String> definitionOf(R resource, Revision revision);

  /// Makes a copy of the rollback's revision, see `Method.needsCopy`. Doing it twice gives the same
  /// copy.
  ///
  /// @param definition what [#definitionOf] gave when the revision was deployed
  /// @return the copy's revision id
  default String registerCopy(R resource, Rollback rollback, String definition) {
    throw new IllegalStateException(resource.label() + " is never rolled back to a copy");
  }

  /// The roles that AWS would have to be passed with a copy.
  ///
  /// @param definition what [#definitionOf] gave
  default List<String> rolesOf(String definition) {
    return List.of();
  }

  /// Makes the rollback's next step, unless AWS shows that it was made already.
  ///
  /// @param live what AWS says now
  /// @param deployment the deployment that is taken back, as the ledger knows it
  /// @param definition reads what [#definitionOf] gave when the revision was deployed
  Moved move(
      R resource,
      Rollback rollback,
      LiveState.Running live,
      Deployment deployment,
      Supplier<Optional<String>> definition);
}
