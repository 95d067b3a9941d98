package io.github.lastgood.infra.targets;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.cdk.targets.Kind;
import io.github.lastgood.cdk.targets.PipelineStage;
import io.github.lastgood.cdk.targets.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads one entry of the list in `targets.yaml`. The schema has allowed it: nothing is checked
/// here.
final class TargetEntry {
  private TargetEntry() {}

  static Target read(JsonNode target) {
    return new Target(
        required(target, "name"),
        kind(target),
        texts(target, "alarms").orElseThrow(),
        policy(target.path("policy")),
        Optional.ofNullable(target.get("pipeline")).map(TargetEntry::pipeline));
  }

  private static Kind kind(JsonNode target) {
    String kind = Kind.SUPPORTED.stream().filter(target::has).findFirst().orElseThrow();
    JsonNode entry = target.path(kind);
    return switch (kind) {
      case "ecs" -> ecs(entry);
      case "codeDeploy" ->
          new Kind.CodeDeployGroup(
              required(entry, "application"), required(entry, "deploymentGroup"));
      case "autoScalingGroup" -> autoScalingGroup(entry);
      case "albTrafficSplit" -> albTrafficSplit(entry, target.path("policy"));
      case "route53TrafficSplit" -> route53TrafficSplit(entry);
      default -> throw new IllegalStateException("Nobody reads the keys of " + kind);
    };
  }

  private static Kind.EcsService ecs(JsonNode ecs) {
    return new Kind.EcsService(
        required(ecs, "cluster"),
        required(ecs, "service"),
        text(ecs, "taskFamily"),
        texts(ecs, "taskRoles"),
        texts(ecs, "repositories"));
  }

  private static Kind.AutoScalingGroup autoScalingGroup(JsonNode group) {
    return new Kind.AutoScalingGroup(
        required(group, "name"),
        texts(group, "launchTemplates"),
        texts(group, "instanceRoles").orElse(List.of()),
        texts(group, "imageParameters").orElse(List.of()));
  }

  private static Kind.AlbTrafficSplit albTrafficSplit(JsonNode split, JsonNode policy) {
    return new Kind.AlbTrafficSplit(
        required(split, "ruleArn"),
        required(split, "ruleArn").contains(":listener/"),
        required(split, "stable"),
        required(split, "candidate"),
        text(split, "candidateGroup"),
        text(policy, "candidateGroup").filter("zero"::equals).isPresent());
  }

  private static Kind.Route53TrafficSplit route53TrafficSplit(JsonNode split) {
    String name = required(split, "name").toLowerCase(Locale.ROOT);
    return new Kind.Route53TrafficSplit(
        required(split, "hostedZoneId"),
        name.endsWith(".") ? name.substring(0, name.length() - 1) : name,
        required(split, "type"),
        required(split, "stable"),
        required(split, "candidate"));
  }

  private static PipelineStage pipeline(JsonNode pipeline) {
    return new PipelineStage(
        required(pipeline, "name"),
        required(pipeline, "stage"),
        text(pipeline, "onRollback").filter(PipelineStage.ROLLBACK_STAGE::equals).isPresent());
  }

  /// The policy as it is written.
  private static Map<String, String> policy(JsonNode policy) {
    Map<String, String> written = new LinkedHashMap<>();
    policy.properties().forEach(entry -> written.put(entry.getKey(), entry.getValue().asText()));
    return written;
  }

  private static String required(JsonNode entry, String key) {
    return text(entry, key).orElseThrow();
  }

  private static Optional<String> text(JsonNode entry, String key) {
    return Optional.ofNullable(entry.get(key)).map(JsonNode::asText);
  }

  private static Optional<List<String>> texts(JsonNode entry, String key) {
    return Optional.ofNullable(entry.get(key))
        .map(list -> list.valueStream().map(JsonNode::asText).toList());
  }
}
