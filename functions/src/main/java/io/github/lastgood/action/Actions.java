package io.github.lastgood.action;

import io.github.lastgood.target.Candidate;
import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Resource;
import io.github.lastgood.target.ResourceForm;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.Split;
import java.util.Map;
import java.util.Optional;
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
    return switch (resource) {
      case Resource.EcsService service -> ecs.objection(service);
      case Resource.CodeDeployGroup group -> codeDeploy.objection(group);
      case Resource.AutoScalingGroup group -> autoScaling.objection(group);
      case Resource.AlbTrafficSplit split -> alb.objection(split);
      case Resource.Route53TrafficSplit split -> route53.objection(split);
    };
  }

  public LiveState observe(Resource resource, @Nullable Rollback open) {
    return switch (resource) {
      case Resource.EcsService service -> ecs.observe(service, open);
      case Resource.CodeDeployGroup group -> codeDeploy.observe(group, open);
      case Resource.AutoScalingGroup group -> autoScaling.observe(group, open);
      case Resource.AlbTrafficSplit split -> alb.observe(split, open);
      case Resource.Route53TrafficSplit split -> route53.observe(split, open);
    };
  }

  public boolean isBarrier(Resource resource, Revision revision) {
    return switch (resource) {
      case Resource.EcsService _ -> ecs.isBarrier(revision);
      case Resource.CodeDeployGroup _,
          Resource.AutoScalingGroup _,
          Resource.AlbTrafficSplit _,
          Resource.Route53TrafficSplit _ ->
          false;
    };
  }

  public Map<String, String> progressOf(Resource resource, LiveState.Running running) {
    return switch (resource) {
      case Resource.EcsService _ -> ecs.progressOf(running);
      case Resource.CodeDeployGroup _,
          Resource.AutoScalingGroup _,
          Resource.AlbTrafficSplit _,
          Resource.Route53TrafficSplit _ ->
          Map.of();
    };
  }

  public Deployment resolve(Resource resource, Deployment seen) {
    return switch (resource) {
      case Resource.EcsService service -> ecs.resolve(service, seen);
      case Resource.CodeDeployGroup group -> codeDeploy.resolve(group, seen);
      case Resource.AutoScalingGroup group -> autoScaling.resolve(group, seen);
      case Resource.AlbTrafficSplit split -> alb.resolve(split, seen);
      case Resource.Route53TrafficSplit split -> route53.resolve(split, seen);
    };
  }

  public Candidate check(Resource resource, Revision revision) {
    return switch (resource) {
      case Resource.EcsService service -> ecs.check(service, revision);
      case Resource.CodeDeployGroup group -> codeDeploy.check(group, revision);
      case Resource.AutoScalingGroup group -> autoScaling.check(group, revision);
      case Resource.AlbTrafficSplit split -> alb.check(split, revision);
      case Resource.Route53TrafficSplit split -> route53.check(split, revision);
    };
  }

  public Optional<String> definitionOf(Resource resource, Revision revision) {
    return switch (resource) {
      case Resource.EcsService service -> ecs.definitionOf(service, revision);
      case Resource.CodeDeployGroup group -> codeDeploy.definitionOf(group, revision);
      case Resource.AutoScalingGroup group -> autoScaling.definitionOf(group, revision);
      case Resource.AlbTrafficSplit split -> alb.definitionOf(split, revision);
      case Resource.Route53TrafficSplit split -> route53.definitionOf(split, revision);
    };
  }

  /// See [SplitAction#unfit]; the resource must be a traffic split, here and below.
  public Optional<String> unfit(Resource resource, Split wanted) {
    return switch (resource) {
      case Resource.AlbTrafficSplit split -> alb.unfit(split, wanted);
      case Resource.Route53TrafficSplit split -> route53.unfit(split, wanted);
      case Resource.EcsService _, Resource.CodeDeployGroup _, Resource.AutoScalingGroup _ ->
          throw noSplit(resource);
    };
  }

  /// See [SplitAction#shift].
  public Moved shift(Resource resource, Split wanted) {
    return switch (resource) {
      case Resource.AlbTrafficSplit split -> alb.shift(split, wanted);
      case Resource.Route53TrafficSplit split -> route53.shift(split, wanted);
      case Resource.EcsService _, Resource.CodeDeployGroup _, Resource.AutoScalingGroup _ ->
          throw noSplit(resource);
    };
  }

  /// See [SplitAction#isMade].
  public boolean isMade(Resource resource, String change) {
    return switch (resource) {
      case Resource.AlbTrafficSplit _ -> alb.isMade(change);
      case Resource.Route53TrafficSplit _ -> route53.isMade(change);
      case Resource.EcsService _, Resource.CodeDeployGroup _, Resource.AutoScalingGroup _ ->
          throw noSplit(resource);
    };
  }

  private static IllegalStateException noSplit(Resource resource) {
    return new IllegalStateException(resource.label() + " is no traffic split");
  }

  /// Makes a copy of the rollback's revision, see `Method.needsCopy`. Doing it twice gives the same
  /// copy.
  ///
  /// @return the copy's revision id
  public String registerCopy(Resource resource, Rollback rollback, String definition) {
    return switch (resource) {
      case Resource.EcsService _ -> ecs.registerCopy(rollback, definition);
      case Resource.AutoScalingGroup _ -> autoScaling.copyTemplate(rollback, definition);
      case Resource.CodeDeployGroup _, Resource.AlbTrafficSplit _, Resource.Route53TrafficSplit _ ->
          throw new IllegalStateException(resource.label() + " is never rolled back to a copy");
    };
  }

  public Moved move(
      Resource resource,
      Rollback rollback,
      LiveState.Running live,
      Deployment deployment,
      Supplier<Optional<String>> definition) {
    return switch (resource) {
      case Resource.EcsService service -> ecs.move(service, rollback, live, deployment, definition);
      case Resource.CodeDeployGroup group ->
          codeDeploy.move(group, rollback, live, deployment, definition);
      case Resource.AutoScalingGroup group ->
          autoScaling.move(group, rollback, live, deployment, definition);
      case Resource.AlbTrafficSplit split ->
          alb.move(split, rollback, live, deployment, definition);
      case Resource.Route53TrafficSplit split ->
          route53.move(split, rollback, live, deployment, definition);
    };
  }
}
