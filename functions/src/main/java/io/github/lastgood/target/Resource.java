package io.github.lastgood.target;

import org.jspecify.annotations.Nullable;

/// The thing in AWS that a target stands for. One record per kind; a new kind is a compile error
/// wherever a `switch` forgets it.
public sealed interface Resource {

  /// The key of this kind in `targets.yaml`, such as `ecs`.
  String kind();

  /// What AWS events name it by: an ARN or id, unique in the account and region.
  String id();

  /// What people call it: short, with no account or region in it.
  String label();

  /// True when what is known of the other one's revisions holds for this one as well: the same
  /// thing with the same two sides, whatever else its owner changed.
  default boolean isSameThingAs(Resource other) {
    if (this instanceof EcsService mine && other instanceof EcsService theirs) {
      return mine.id().equals(theirs.id());
    }
    if (this instanceof AlbTrafficSplit mine && other instanceof AlbTrafficSplit theirs) {
      return mine.id().equals(theirs.id())
          && mine.stable().equals(theirs.stable())
          && mine.candidate().equals(theirs.candidate());
    }
    if (this instanceof Route53TrafficSplit mine && other instanceof Route53TrafficSplit theirs) {
      return mine.id().equals(theirs.id())
          && mine.stable().equals(theirs.stable())
          && mine.candidate().equals(theirs.candidate());
    }
    return equals(other);
  }

  /// What runs its deployments, in a sentence.
  default String deployer() {
    return switch (this) {
      case EcsService _ -> "ECS";
      case CodeDeployGroup _ -> "CodeDeploy";
      case AutoScalingGroup _ -> "EC2 Auto Scaling";
      case AlbTrafficSplit _, Route53TrafficSplit _ -> "AWS";
    };
  }

  /// An ECS service whose deployments ECS itself runs (deployment controller `ECS`).
  ///
  /// @param serviceArn as `DescribeServices` gives it; `resources[0]` of the service's events
  /// @param cluster the cluster's name
  /// @param service the service's name
  /// @param taskRoles what a copy of a definition may run as; null when that was not stated, or the
  ///   target was registered by a version that did not keep it
  record EcsService(
      String serviceArn, String cluster, String service, @Nullable TaskRoles taskRoles)
      implements Resource {
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

  /// A CodeDeploy deployment group, of an ECS service or of servers.
  ///
  /// CodeDeploy tells no ARN of it, and its events name it by the same two names.
  ///
  /// @param application the application's name
  /// @param deploymentGroup the deployment group's name
  /// @param computePlatform `ECS` or `Server`
  record CodeDeployGroup(String application, String deploymentGroup, String computePlatform)
      implements Resource {
    @Override
    public String kind() {
      return "codeDeploy";
    }

    @Override
    public String id() {
      return "codedeploy:" + application + "/" + deploymentGroup;
    }

    @Override
    public String label() {
      return "CodeDeploy group " + application + "/" + deploymentGroup;
    }
  }

  /// An EC2 Auto Scaling group that is deployed to by instance refreshes.
  ///
  /// @param groupArn as `DescribeAutoScalingGroups` gives it; `resources[0]` of its events
  /// @param name the group's name
  record AutoScalingGroup(String groupArn, String name) implements Resource {
    @Override
    public String kind() {
      return "autoScalingGroup";
    }

    @Override
    public String id() {
      return groupArn;
    }

    @Override
    public String label() {
      return "Auto Scaling group " + name;
    }
  }

  /// Two target groups that share a listener's or a rule's traffic by weight.
  ///
  /// @param ruleArn the rule's ARN, or the listener's where its default action shares the traffic
  /// @param stable the stable side's target group ARN
  /// @param candidate the candidate side's target group ARN
  /// @param candidateGroup the candidate side's Auto Scaling group; null when there is none to
  ///   scale in
  /// @param minHealthyTargets how many healthy targets a side needs to get traffic
  /// @param scaleCandidateIn whether the candidate's group is set to zero when it was rolled back
  record AlbTrafficSplit(
      String ruleArn,
      String stable,
      String candidate,
      @Nullable String candidateGroup,
      int minHealthyTargets,
      boolean scaleCandidateIn)
      implements Resource {
    @Override
    public String kind() {
      return "albTrafficSplit";
    }

    @Override
    public String id() {
      return ruleArn;
    }

    @Override
    public String label() {
      return "traffic split " + groupName(stable) + " / " + groupName(candidate);
    }

    /// `targetgroup/NAME/ID` is the end of a target group's ARN.
    private static String groupName(String arn) {
      var parts = arn.substring(arn.lastIndexOf(':') + 1).split("/", -1);
      return parts.length == 3 ? parts[1] : arn;
    }
  }

  /// Two weighted records that share a name's traffic.
  ///
  /// @param hostedZoneId the zone's id, without `/hostedzone/`
  /// @param name the records' name, lower case, without the last dot
  /// @param type the records' type, such as `A`
  /// @param stable the stable record's set identifier
  /// @param candidate the candidate record's set identifier
  /// @param ttlSeconds how long resolvers kept an answer when the target was registered
  record Route53TrafficSplit(
      String hostedZoneId,
      String name,
      String type,
      String stable,
      String candidate,
      long ttlSeconds)
      implements Resource {
    @Override
    public String kind() {
      return "route53TrafficSplit";
    }

    @Override
    public String id() {
      return "route53:" + hostedZoneId + "/" + name + "/" + type;
    }

    @Override
    public String label() {
      return "records " + name + " " + type;
    }
  }
}
