package io.github.lastgood.target;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing that can be rolled back, as it was registered.
///
/// @param name short, unique in the account and region: lower case letters, digits and hyphens
/// @param resource what it is in AWS
/// @param alarms the ARNs of the alarms that speak for it, at least one
/// @param policy how it is judged
/// @param pipeline the stage that deploys it; null when no pipeline is to hear of its rollbacks
/// @param owner the custom resource that registered it; null when a person did, or an earlier
///   version of Lastgood
public record Target(
    String name,
    Resource resource,
    List<String> alarms,
    Policy policy,
    @Nullable PipelineStage pipeline,
    @Nullable Owner owner) {
  public Target {
    alarms = List.copyOf(alarms);
  }

  /// A target that a person registered, and whose rollbacks no pipeline is to hear of.
  public Target(String name, Resource resource, List<String> alarms, Policy policy) {
    this(name, resource, alarms, policy, null, null);
  }

  /// The same target, judged by another policy.
  public Target withPolicy(Policy other) {
    return new Target(name, resource, alarms, other, pipeline, owner);
  }

  /// Whether that custom resource may dispose of it. What has no owner was registered by an earlier
  /// version of Lastgood, or by hand: any may.
  public boolean isOwnedBy(@Nullable Owner other) {
    return owner == null || owner.equals(other);
  }
}
