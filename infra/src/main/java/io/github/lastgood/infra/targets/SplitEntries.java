package io.github.lastgood.infra.targets;

import static io.github.lastgood.infra.targets.TargetEntry.matching;

import io.github.lastgood.cdk.targets.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/// Reads the `albTrafficSplit` and the `route53TrafficSplit` of one target.
final class SplitEntries {
  static final String ALB_EXAMPLE =
      "albTrafficSplit: {ruleArn: ARN, stable: target group ARN, candidate: target group ARN}";
  static final String ROUTE53_EXAMPLE =
      "route53TrafficSplit: {hostedZoneId: Z0123, name: shop.example.com, type: A, stable: blue,"
          + " candidate: green}";

  /// What `policy` may say beside the usual for a split behind a load balancer.
  static final String MIN_HEALTHY = "minHealthyTargets";

  /// See `MIN_HEALTHY`.
  static final String CANDIDATE_GROUP = "candidateGroup";

  private static final List<String> GROUP_POLICIES = List.of("keep", "zero");
  private static final Predicate<String> RULE =
      matching("arn:[a-z-]+:elasticloadbalancing:[a-z0-9-]+:\\d{12}:listener(-rule)?/app/[^*?]+");
  private static final Predicate<String> TARGET_GROUP =
      matching("arn:[a-z-]+:elasticloadbalancing:[a-z0-9-]+:\\d{12}:targetgroup/[^*?]+");
  private static final Predicate<String> ZONE = matching("Z[A-Z0-9]{1,31}");
  private static final Predicate<String> RECORD_TYPE = matching("A|AAAA|CNAME");

  private SplitEntries() {}

  static Kind.AlbTrafficSplit alb(Section split, Optional<Section> policy) {
    split.only("ruleArn", "stable", "candidate", "candidateGroup");
    var rule = split.required("ruleArn", ALB_EXAMPLE);
    if (!RULE.test(rule)) {
      throw split.wrong(
          "ruleArn", "'%s' is no ARN of a rule or a listener of an ALB; write one".formatted(rule));
    }
    var group = split.text("candidateGroup", "candidateGroup: web-green");
    var written =
        policy.flatMap(p -> p.text(CANDIDATE_GROUP, CANDIDATE_GROUP + ": keep")).orElse("keep");
    if (!GROUP_POLICIES.contains(written)) {
      throw policy
          .orElseThrow()
          .wrong(CANDIDATE_GROUP, "'%s' must be keep or zero".formatted(written));
    }
    if (written.equals("zero") && group.isEmpty()) {
      throw split.wrong(
          "candidateGroup", "is missing, and policy.candidateGroup is zero; name the group");
    }
    return new Kind.AlbTrafficSplit(
        rule,
        targetGroup(split, "stable"),
        targetGroup(split, "candidate"),
        group,
        written.equals("zero"));
  }

  private static String targetGroup(Section split, String key) {
    var arn = split.required(key, ALB_EXAMPLE);
    if (!TARGET_GROUP.test(arn)) {
      throw split.wrong(key, "'%s' is no ARN of a target group; write one".formatted(arn));
    }
    return arn;
  }

  static Kind.Route53TrafficSplit route53(Section split) {
    split.only("hostedZoneId", "name", "type", "stable", "candidate");
    var zone = split.required("hostedZoneId", ROUTE53_EXAMPLE);
    if (!ZONE.test(zone)) {
      throw split.wrong(
          "hostedZoneId", "'%s' is no id of a hosted zone; write one like Z0123".formatted(zone));
    }
    var type = split.required("type", "type: A");
    if (!RECORD_TYPE.test(type)) {
      throw split.wrong("type", "'%s' must be A, AAAA or CNAME".formatted(type));
    }
    var name = split.required("name", "name: shop.example.com").toLowerCase(Locale.ROOT);
    return new Kind.Route53TrafficSplit(
        zone,
        name.endsWith(".") ? name.substring(0, name.length() - 1) : name,
        type,
        split.required("stable", "stable: blue"),
        split.required("candidate", "candidate: green"));
  }
}
