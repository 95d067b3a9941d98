package io.github.lastgood.cdk.targets;

import java.util.List;
import java.util.Optional;

/// What a target is in AWS. A new kind is a new record here; the compiler then names every place
/// that must learn it.
///
/// Every text may be one that is only known after the deployment, a token of the CDK.
public sealed interface Kind {
  /// The kinds that can be deployed today, as they are written in `targets.yaml`.
  List<String> SUPPORTED =
      List.of("ecs", "codeDeploy", "autoScalingGroup", "albTrafficSplit", "route53TrafficSplit");

  /// Whether it can be proven which revision an execution of a pipeline brings: by the deployment
  /// that its action made, which only ECS services and CodeDeploy groups have.
  default boolean provesItsPipeline() {
    return switch (this) {
      case EcsService _, CodeDeployGroup _ -> true;
      case AutoScalingGroup _, AlbTrafficSplit _, Route53TrafficSplit _ -> false;
    };
  }

  /// Which one it is, for people; no two things have the same.
  default String label() {
    return switch (this) {
      case EcsService ecs -> "ECS service %s/%s".formatted(ecs.cluster(), ecs.service());
      case CodeDeployGroup group ->
          "deployment group %s/%s".formatted(group.application(), group.deploymentGroup());
      case AutoScalingGroup group -> "Auto Scaling group " + group.name();
      case AlbTrafficSplit split -> split.ruleArn();
      case Route53TrafficSplit split ->
          "records %s %s of zone %s".formatted(split.name(), split.type(), split.hostedZoneId());
    };
  }

  /// An ECS service with the rolling controller. The last four say what the functions may touch
  /// besides the service; the functions themselves do not need them.
  ///
  /// @param cluster name of the cluster, not its ARN
  /// @param service name of the service, not its ARN
  /// @param taskFamily family of its task definitions. When stated, UpdateService is allowed for
  ///   revisions of this family only; when not, for any task definition
  /// @param taskRoles the task role and the execution role. When stated (an empty list is a
  ///   statement: there are none), a copy of a deregistered task definition may be registered with
  ///   exactly these roles; when absent, registering a copy is not allowed, and a rollback to a
  ///   deregistered revision fails and is handed to a person. Needs `taskFamily`
  /// @param repositories ECR repositories whose images are checked before going back to them; names
  ///   in this account, or ARNs. When absent, the one that is named like the service
  /// @param earlierFamilies families of earlier task definitions, allowed like `taskFamily`; empty
  ///   when there is none but that one. Without `taskFamily` they mean nothing
  record EcsService(
      String cluster,
      String service,
      Optional<String> taskFamily,
      Optional<List<String>> taskRoles,
      Optional<List<String>> repositories,
      List<String> earlierFamilies)
      implements Kind {
    public EcsService {
      taskRoles = taskRoles.map(List::copyOf);
      repositories = repositories.map(List::copyOf);
      earlierFamilies = List.copyOf(earlierFamilies);
    }

    /// One that was always of the same family.
    public EcsService(
        String cluster,
        String service,
        Optional<String> taskFamily,
        Optional<List<String>> taskRoles,
        Optional<List<String>> repositories) {
      this(cluster, service, taskFamily, taskRoles, repositories, List.of());
    }
  }

  /// A CodeDeploy deployment group: an ECS service with blue/green deployments, or servers.
  ///
  /// @param application name of the application
  /// @param deploymentGroup name of the deployment group
  record CodeDeployGroup(String application, String deploymentGroup) implements Kind {}

  /// Two target groups that share a rule's traffic, or that of a listener's default action.
  ///
  /// @param ruleArn the rule's ARN; the listener's where its default action shares the traffic
  /// @param ofListener whether it is a listener's: the ARN itself may not be known yet
  /// @param stable the stable side's target group ARN
  /// @param candidate the candidate side's target group ARN
  /// @param candidateGroup name of the candidate's Auto Scaling group, when there is one to scale
  ///   in
  /// @param scaleCandidateIn whether the functions may scale that group in
  record AlbTrafficSplit(
      String ruleArn,
      boolean ofListener,
      String stable,
      String candidate,
      Optional<String> candidateGroup,
      boolean scaleCandidateIn)
      implements Kind {}

  /// Two weighted records.
  ///
  /// @param hostedZoneId id of the zone
  /// @param name the records' name, lower case, without the last dot
  /// @param type the records' type
  /// @param stable the stable record's set identifier
  /// @param candidate the candidate record's set identifier
  record Route53TrafficSplit(
      String hostedZoneId, String name, String type, String stable, String candidate)
      implements Kind {}

  /// An Auto Scaling group with a launch template. The last three say what the functions may use
  /// besides the group; the functions themselves do not need them.
  ///
  /// @param name name of the group, not its ARN
  /// @param launchTemplates ids of the launch templates that it is deployed from. When stated,
  ///   instances may be launched from these only, and a deleted version of these may be made again;
  ///   when absent, from any launch template of the account, and no version may be made
  /// @param instanceRoles ARNs of the roles in the templates' instance profiles; empty when they
  ///   have none
  /// @param imageParameters names of the Systems Manager parameters that the templates name their
  ///   AMI by (`resolve:ssm:NAME`); empty when they name it by its id
  record AutoScalingGroup(
      String name,
      Optional<List<String>> launchTemplates,
      List<String> instanceRoles,
      List<String> imageParameters)
      implements Kind {
    public AutoScalingGroup {
      launchTemplates = launchTemplates.map(List::copyOf);
      instanceRoles = List.copyOf(instanceRoles);
      imageParameters = List.copyOf(imageParameters);
    }
  }
}
