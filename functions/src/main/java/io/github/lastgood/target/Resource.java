package io.github.lastgood.target;

/// The thing in AWS that a target stands for. One record per kind; a new kind is a compile error
/// wherever a `switch` forgets it.
public sealed interface Resource {

  /// The key of this kind in `targets.yaml`, such as `ecs`.
  String kind();

  /// What AWS events name it by: an ARN or id, unique in the account and region.
  String id();

  /// What people call it: short, with no account or region in it.
  String label();

  /// An ECS service whose deployments ECS itself runs (deployment controller `ECS`).
  ///
  /// @param serviceArn as `DescribeServices` gives it; `resources[0]` of the service's events
  /// @param cluster the cluster's name
  /// @param service the service's name
  record EcsService(String serviceArn, String cluster, String service) implements Resource {
    @Override
    public String kind() {
      return "ecs";
    }

    @Override
    public String id() {
      return serviceArn;
    }

    @Override
    public String label() {
      return "ECS service " + cluster + "/" + service;
    }
  }
}
