package io.github.lastgood.cdk.targets;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Refuses names that IAM would read as more than one when they stand in a policy: there `*` and
/// `?` are for any text, and `${...}` is a variable. An Auto Scaling group or the path of a role
/// may have such a name; it cannot be registered.
///
/// @param target the target's name, for the sentence
record NoWildcards(String target) {
  /// A variable such as `${aws:username}`. A token of the CDK and a parameter of CloudFormation
  /// begin like one.
  private static final Pattern MORE_THAN_ONE =
      Pattern.compile("[*?]|\\$\\{(?!Token\\[|AWS::)[^}]*:");

  void in(Kind kind) {
    switch (kind) {
      case Kind.EcsService ecs -> {
        in("cluster", ecs.cluster());
        in("service", ecs.service());
        in("taskFamily", ecs.taskFamily());
        inAll("taskRoles", ecs.taskRoles().orElse(List.of()));
        inAll("repositories", ecs.repositories().orElse(List.of()));
        inAll("earlierRevisions", ecs.earlierFamilies());
      }
      case Kind.CodeDeployGroup group -> {
        in("application", group.application());
        in("deploymentGroup", group.deploymentGroup());
      }
      case Kind.AutoScalingGroup group -> {
        in("name", group.name());
        inAll("launchTemplates", group.launchTemplates().orElse(List.of()));
        inAll("instanceRoles", group.instanceRoles());
        inAll("imageParameters", group.imageParameters());
      }
      case Kind.AlbTrafficSplit split -> {
        in("ruleArn", split.ruleArn());
        in("candidateGroup", split.candidateGroup());
      }
      case Kind.Route53TrafficSplit split -> {
        in("hostedZoneId", split.hostedZoneId());
        // A record for *.example.com is one record, and the policy compares it as such.
        in("name", split.name().replace("*", ""));
        in("type", split.type());
      }
    }
  }

  void in(PipelineStage pipeline) {
    in("pipeline.name", pipeline.name());
    in("pipeline.stage", pipeline.stage());
  }

  private void inAll(String key, List<String> texts) {
    texts.forEach(text -> in(key, text));
  }

  private void in(String key, Optional<String> text) {
    text.ifPresent(written -> in(key, written));
  }

  private void in(String key, String text) {
    if (MORE_THAN_ONE.matcher(text).find()) {
      throw new BadConfiguration(
          "target '%s': %s '%s' holds *, ? or a ${variable}, which IAM takes for more than this one; name exactly one."
              .formatted(target, key, text));
    }
  }
}
