package io.github.lastgood.action;

import io.github.lastgood.target.Candidate;
import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Resource;
import io.github.lastgood.target.ResourceForm;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.Split;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What can be asked of and done to a target, whatever its kind: hands on to the kind's own class.
/// See [KindAction] for what each method promises.
///
/// @param ecs ECS services
/// @param codeDeploy CodeDeploy deployment groups
/// @param autoScaling Auto Scaling groups
/// @param alb traffic splits on a load balancer
/// @param route53 traffic splits in DNS
public record Actions(
    EcsServiceAction ecs,
    CodeDeployAction codeDeploy,
    AutoScalingAction autoScaling,
    SplitAction<ResourceForm.AlbTrafficSplit, Resource.AlbTrafficSplit> alb,
    SplitAction<ResourceForm.Route53TrafficSplit, Resource.Route53TrafficSplit> route53) {

  /// A resource with the class of its kind.
  private record Bound<R extends Resource>(KindAction<?, R> action, R resource) {
    <A> A ask(BiFunction<KindAction<?, R>, R, A> question) {
      return question.apply(action, resource);
    }
  }

  /// A split with the class of its kind.
  private record BoundSplit<R extends Resource>(SplitAction<?, R> action, R resource) {
    <A> A ask(BiFunction<SplitAction<?, R>, R, A> question) {
      return question.apply(action, resource);
    }
  }

  private Bound<?> of(Resource resource) {
    return switch (resource) {
      case Resource.EcsService service -> new Bound<>(ecs, service);
      case Resource.CodeDeployGroup group -> new Bound<>(codeDeploy, group);
      case Resource.AutoScalingGroup group -> new Bound<>(autoScaling, group);
      case Resource.AlbTrafficSplit split -> new Bound<>(alb, split);
      case Resource.Route53TrafficSplit split -> new Bound<>(route53, split);
    };
  }

  private BoundSplit<?> split(Resource resource) {
    return switch (resource) {
      case Resource.AlbTrafficSplit split -> new BoundSplit<>(alb, split);
      case Resource.Route53TrafficSplit split -> new BoundSplit<>(route53, split);
      case Resource.EcsService _, Resource.CodeDeployGroup _, Resource.AutoScalingGroup _ ->
          throw new IllegalStateException(resource.label() + " is no traffic split");
    };
  }

  public Optional<? extends Resource> find(ResourceForm form) {
    return switch (form) {
      case ResourceForm.EcsService service -> ecs.find(service);
      case ResourceForm.CodeDeployGroup group -> codeDeploy.find(group);
      case ResourceForm.AutoScalingGroup group -> autoScaling.find(group);
      case ResourceForm.AlbTrafficSplit split -> alb.find(split);
      case ResourceForm.Route53TrafficSplit split -> route53.find(split);
    };
  }

  public Optional<String> objection(Resource resource) {
    return of(resource).ask(KindAction::objection);
  }

  public LiveState observe(Resource resource, @Nullable Rollback open) {
    return of(resource).ask((action, own) -> action.observe(own, open));
  }

  public boolean isBarrier(Resource resource, Revision revision) {
    return of(resource).action().isBarrier(revision);
  }

  public Map<String, String> progressOf(Resource resource, LiveState.Running running) {
    return of(resource).action().progressOf(running);
  }

  public Deployment resolve(Resource resource, Deployment seen) {
    return of(resource).ask((action, own) -> action.resolve(own, seen));
  }

  public Candidate check(Resource resource, Revision revision) {
    return of(resource).ask((action, own) -> action.check(own, revision));
  }

  public Optional<String> definitionOf(Resource resource, Revision revision) {
    return of(resource).ask((action, own) -> action.definitionOf(own, revision));
  }

  public String registerCopy(Resource resource, Rollback rollback, String definition) {
    return of(resource).ask((action, own) -> action.registerCopy(own, rollback, definition));
  }

  public List<String> rolesOf(Resource resource, String definition) {
    return of(resource).action().rolesOf(definition);
  }

  public Moved move(
      Resource resource,
      Rollback rollback,
      LiveState.Running live,
      Deployment deployment,
      Supplier<Optional<String>> definition) {
    return of(resource)
        .ask((action, own) -> action.move(own, rollback, live, deployment, definition));
  }

  /// See [SplitAction#unfit]; the resource must be a traffic split, here and below.
  public Optional<String> unfit(Resource resource, Split wanted) {
    return split(resource).ask((action, own) -> action.unfit(own, wanted));
  }

  /// See [SplitAction#shift].
  public Moved shift(Resource resource, Split wanted) {
    return split(resource).ask((action, own) -> action.shift(own, wanted));
  }

  /// See [SplitAction#isMade].
  public boolean isMade(Resource resource, String change) {
    return split(resource).action().isMade(change);
  }
}
