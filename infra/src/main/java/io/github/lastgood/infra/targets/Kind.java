package io.github.lastgood.infra.targets;

import java.util.List;

/// What a target is in AWS. A new kind is a new record here; the compiler then names every place
/// that must learn it.
public sealed interface Kind {
  /// The kinds that can be deployed today, as they are written in `targets.yaml`.
  List<String> SUPPORTED = List.of("ecs");

  /// The kinds that are designed and refused until they are built.
  List<String> NOT_YET =
      List.of("autoScalingGroup", "albTrafficSplit", "route53TrafficSplit", "codeDeploy");

  /// An ECS service with the rolling controller.
  ///
  /// @param cluster name of the cluster, not its ARN
  /// @param service name of the service, not its ARN
  record EcsService(String cluster, String service) implements Kind {}
}
