package io.github.lastgood.account.codedeploy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackEvent;
import software.amazon.awssdk.services.codedeploy.model.ComputePlatform;

/// A deployment group as its owner made it.
///
/// @param application the application's name
/// @param name the group's name
/// @param id the group's id, `instanceGroupId` of its events
/// @param platform ECS (blue/green) or Server (in place)
/// @param cluster the ECS cluster's name; empty for Server
/// @param service the ECS service's name; empty for Server
/// @param terminationWait how long the original task set is kept after the traffic moved
/// @param alarms what CodeDeploy itself watches while it deploys; empty for none
/// @param autoRollback on which of its events CodeDeploy rolls back by itself; empty for never
/// @param since when its first revision was deployed
public record DeploymentGroupSpec(
    String application,
    String name,
    String id,
    ComputePlatform platform,
    String cluster,
    String service,
    Duration terminationWait,
    List<String> alarms,
    Set<AutoRollbackEvent> autoRollback,
    Instant since) {
  public DeploymentGroupSpec {
    alarms = List.copyOf(alarms);
    autoRollback = Set.copyOf(autoRollback);
  }

  boolean isEcs() {
    return platform == ComputePlatform.ECS;
  }

  /// The id of the one target that a blue/green deployment on ECS has.
  String targetId() {
    return cluster + ":" + service;
  }
}
