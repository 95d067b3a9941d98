package io.github.lastgood.action;

import io.github.lastgood.target.Candidate;
import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Resource;
import io.github.lastgood.target.ResourceForm;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Rollback;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A kind whose moves are not built: nothing of it can be registered, so nothing is asked of it.
final class AbsentAction<F extends ResourceForm, R extends Resource> implements KindAction<F, R> {
  @Override
  public Optional<R> find(F form) {
    return Optional.empty();
  }

  @Override
  public LiveState observe(R resource, @Nullable Rollback open) {
    return new LiveState.Unusable(resource.label() + " is of a kind that is not supported yet.");
  }

  @Override
  public Deployment resolve(R resource, Deployment seen) {
    return seen;
  }

  @Override
  public Candidate check(R resource, Revision revision) {
    return new Candidate(revision, new Candidate.Gone("This kind is not supported yet."));
  }

  @Override
  public Optional<String> definitionOf(R resource, Revision revision) {
    return Optional.empty();
  }

  @Override
  public Moved move(
      R resource,
      Rollback rollback,
      LiveState.Running live,
      Deployment deployment,
      Supplier<Optional<String>> definition) {
    return new Moved.Refused("This kind is not supported yet.");
  }
}
