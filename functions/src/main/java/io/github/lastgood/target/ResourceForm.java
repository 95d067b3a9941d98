package io.github.lastgood.target;

import org.jspecify.annotations.Nullable;

/// What an owner writes to say which thing in AWS a target is. AWS makes a [Resource] of it.
public sealed interface ResourceForm {

  /// An ECS service.
  ///
  /// @param taskRoles null when none were stated
  record EcsService(String cluster, String service, @Nullable TaskRoles taskRoles)
      implements ResourceForm {}

  /// A CodeDeploy deployment group.
  record CodeDeployGroup(String application, String deploymentGroup) implements ResourceForm {}

  /// An Auto Scaling group.
  record AutoScalingGroup(String name) implements ResourceForm {}

  /// Two target groups behind one rule, or behind a listener's default action.
  ///
  /// @param minHealthyTargets of `policy`
  /// @param scaleCandidateIn true for `candidateGroup: zero` of `policy`
  record AlbTrafficSplit(
      String ruleArn,
      String stable,
      String candidate,
      @Nullable String candidateGroup,
      int minHealthyTargets,
      boolean scaleCandidateIn)
      implements ResourceForm {}

  /// Two weighted records.
  record Route53TrafficSplit(
      String hostedZoneId, String name, String type, String stable, String candidate)
      implements ResourceForm {}

  /// What people call it in a sentence.
  default String label() {
    return switch (this) {
      case EcsService ecs -> "ECS service " + ecs.service() + " in cluster " + ecs.cluster();
      case CodeDeployGroup group ->
          "CodeDeploy deployment group " + group.application() + "/" + group.deploymentGroup();
      case AutoScalingGroup group -> "Auto Scaling group " + group.name();
      case AlbTrafficSplit split -> "listener or rule " + split.ruleArn();
      case Route53TrafficSplit split ->
          "pair of weighted records " + split.name() + " " + split.type();
    };
  }
}
