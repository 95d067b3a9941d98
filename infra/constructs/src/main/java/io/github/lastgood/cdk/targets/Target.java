package io.github.lastgood.cdk.targets;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One thing that may be rolled back, as it is registered: an entry of `targets.yaml`, or what was
/// read out of the CDK's objects.
///
/// @param name short, unique in the account and region
/// @param kind what it is in AWS
/// @param alarms names or ARNs of CloudWatch alarms, at least one
/// @param policy as it was written: key to text, durations like `15m`; always with `mode`
/// @param pipeline the stage that deploys it; empty when no pipeline is to hear of its rollbacks
public record Target(
    String name,
    Kind kind,
    List<String> alarms,
    Map<String, String> policy,
    Optional<PipelineStage> pipeline) {

  /// @throws BadConfiguration when a name in it would be more than one to IAM
  public Target {
    alarms = List.copyOf(alarms);
    var refusal = new NoWildcards(name);
    refusal.in(kind);
    pipeline.ifPresent(refusal::in);
  }

  /// The same object as in the file, for the custom resource. Linked maps: the order of `Map.of`
  /// differs from one run to the next, and so would the template.
  public Map<String, Object> properties() {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("name", name);
    switch (kind) {
      case Kind.EcsService ecs -> properties.put("ecs", properties(ecs));
      case Kind.CodeDeployGroup group -> properties.put("codeDeploy", properties(group));
      case Kind.AutoScalingGroup group -> properties.put("autoScalingGroup", properties(group));
      case Kind.AlbTrafficSplit split -> properties.put("albTrafficSplit", properties(split));
      case Kind.Route53TrafficSplit split ->
          properties.put("route53TrafficSplit", properties(split));
    }
    properties.put("alarms", alarms);
    properties.put("policy", policy);
    pipeline.ifPresent(stage -> properties.put("pipeline", stage.properties()));
    return properties;
  }

  private static Map<String, Object> properties(Kind.AlbTrafficSplit split) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("ruleArn", split.ruleArn());
    properties.put("stable", split.stable());
    properties.put("candidate", split.candidate());
    split.candidateGroup().ifPresent(group -> properties.put("candidateGroup", group));
    return properties;
  }

  private static Map<String, Object> properties(Kind.Route53TrafficSplit split) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("hostedZoneId", split.hostedZoneId());
    properties.put("name", split.name());
    properties.put("type", split.type());
    properties.put("stable", split.stable());
    properties.put("candidate", split.candidate());
    return properties;
  }

  private static Map<String, Object> properties(Kind.AutoScalingGroup group) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("name", group.name());
    group.launchTemplates().ifPresent(ids -> properties.put("launchTemplates", ids));
    if (!group.instanceRoles().isEmpty()) {
      properties.put("instanceRoles", group.instanceRoles());
    }
    if (!group.imageParameters().isEmpty()) {
      properties.put("imageParameters", group.imageParameters());
    }
    return properties;
  }

  private static Map<String, Object> properties(Kind.EcsService ecs) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("cluster", ecs.cluster());
    properties.put("service", ecs.service());
    ecs.taskFamily().ifPresent(family -> properties.put("taskFamily", family));
    ecs.taskRoles().ifPresent(roles -> properties.put("taskRoles", roles));
    ecs.repositories().ifPresent(repositories -> properties.put("repositories", repositories));
    return properties;
  }

  private static Map<String, Object> properties(Kind.CodeDeployGroup group) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("application", group.application());
    properties.put("deploymentGroup", group.deploymentGroup());
    return properties;
  }
}
