package io.github.lastgood.infra.targets;

import io.github.lastgood.cdk.targets.BadConfiguration;
import io.github.lastgood.cdk.targets.Kind;
import io.github.lastgood.cdk.targets.PipelineStage;
import io.github.lastgood.cdk.targets.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads one entry of the list in `targets.yaml`.
final class TargetEntry {
  private static final Predicate<String> NAME = matching("[a-z0-9][a-z0-9-]{0,62}");
  private static final Predicate<String> DURATION = matching("[1-9][0-9]{0,5}[smh]");
  private static final Predicate<String> COUNT = matching("[1-9][0-9]{0,5}");
  private static final Predicate<String> ALARM_ARN =
      matching("arn:[a-z-]+:cloudwatch:[a-z0-9-]+:\\d{12}:alarm:.{1,255}");

  /// As many as the functions take: all of them must be replaceable in one transaction.
  private static final int MOST_ALARMS = 40;

  private static final String ALARMS_EXAMPLE = "alarms: [orders-api-5xx, orders-api-p99]";
  private static final List<String> MODES = List.of("auto", "approve", "observe", "off");
  private static final List<String> DURATIONS =
      List.of("bakeTime", "suspectWindow", "settleTimeout", "recoveryTimeout", "approvalTimeout");

  private static final String ON_QUARANTINED = "onQuarantined";
  private static final List<String> QUARANTINED = List.of("tell", "rollBack");
  private static final String MOST_ROLLBACKS = "maxRollbacksPerDay";
  private static final String ON_UNKNOWN = "onUnknown";
  private static final List<String> UNKNOWN_GETS = List.of("act", "ask");

  private TargetEntry() {}

  /// @param number of the entry, counted from 1: where to look when it has no name
  static Target read(String file, int number, Object entry) {
    if (!(entry instanceof Map<?, ?> map)) {
      throw new BadConfiguration(
          "%s: target number %d is not a mapping; write - name: orders-api"
              .formatted(file, number));
    }
    var unnamed = new Section("%s: target number %d".formatted(file, number), "", map);
    String name = unnamed.required("name", "name: orders-api");
    if (!NAME.test(name)) {
      throw unnamed.wrong(
          "name",
          "'%s' must be 1 to 63 lower case letters, digits and hyphens and not begin with a hyphen; "
                  .formatted(name)
              + "write one like orders-api");
    }
    var target = new Section("%s: target '%s'".formatted(file, name), "", map);
    Kind kind = kind(target);
    target.only(
        Stream.concat(
                Stream.of("name", "alarms", "policy", PipelineEntry.KEY), Kind.SUPPORTED.stream())
            .toArray(String[]::new));
    Optional<PipelineStage> pipeline =
        target
            .section(PipelineEntry.KEY, PipelineEntry.EXAMPLE)
            .map(section -> PipelineEntry.read(section, kind));
    return new Target(name, kind, alarms(target), policy(target, kind), pipeline);
  }

  private static Kind kind(Section target) {
    List<String> kinds = Kind.SUPPORTED.stream().filter(target.entries()::containsKey).toList();
    if (kinds.size() > 1) {
      throw target.wrong(kinds.get(1), "stands beside " + kinds.getFirst() + "; write one of them");
    }
    Optional<Section> codeDeploy = target.section("codeDeploy", CodeDeployEntry.EXAMPLE);
    if (codeDeploy.isPresent()) {
      return CodeDeployEntry.read(codeDeploy.get());
    }
    Optional<Section> alb = target.section("albTrafficSplit", SplitEntries.ALB_EXAMPLE);
    if (alb.isPresent()) {
      return SplitEntries.alb(alb.get(), target.section("policy", "policy: {mode: auto}"));
    }
    Optional<Section> route53 = target.section("route53TrafficSplit", SplitEntries.ROUTE53_EXAMPLE);
    if (route53.isPresent()) {
      return SplitEntries.route53(route53.get());
    }
    Optional<Section> group = target.section("autoScalingGroup", AutoScalingGroupEntry.EXAMPLE);
    if (group.isPresent()) {
      return AutoScalingGroupEntry.read(group.get());
    }
    Section ecs =
        target
            .section("ecs", EcsServiceEntry.EXAMPLE)
            .orElseThrow(() -> target.wrong("ecs", "is missing; write " + EcsServiceEntry.EXAMPLE));
    return EcsServiceEntry.read(ecs);
  }

  private static List<String> alarms(Section target) {
    List<String> alarms = target.texts("alarms", ALARMS_EXAMPLE).orElse(List.of());
    if (alarms.isEmpty()) {
      throw target.wrong(
          "alarms",
          "names no alarm, so nothing could call for a rollback; write " + ALARMS_EXAMPLE);
    }
    if (alarms.size() > MOST_ALARMS) {
      throw target.wrong(
          "alarms",
          "names %d alarms; name at most %d, and put the rest behind a composite alarm"
              .formatted(alarms.size(), MOST_ALARMS));
    }
    for (String alarm : alarms) {
      if (alarm.startsWith("arn:") ? !ALARM_ARN.test(alarm) : alarm.length() > 255) {
        throw target.wrong(
            "alarms",
            "'%s' is neither the name nor the ARN of a CloudWatch alarm; write %s"
                .formatted(alarm, ALARMS_EXAMPLE));
      }
    }
    return alarms;
  }

  private static Map<String, String> policy(Section target, Kind kind) {
    String example = "policy: {mode: auto}, the mode being one of " + String.join(", ", MODES);
    Section policy =
        target
            .section("policy", example)
            .orElseThrow(() -> target.wrong("policy", "is missing; write " + example));
    policy.only(
        Stream.of(
                Stream.of("mode", MOST_ROLLBACKS, ON_QUARANTINED, ON_UNKNOWN),
                DURATIONS.stream(),
                kind instanceof Kind.AlbTrafficSplit
                    ? Stream.of(SplitEntries.MIN_HEALTHY, SplitEntries.CANDIDATE_GROUP)
                    : Stream.<String>empty())
            .flatMap(keys -> keys)
            .toArray(String[]::new));
    String mode = policy.required("mode", "one of " + String.join(", ", MODES));
    if (!MODES.contains(mode)) {
      throw policy.wrong(
          "mode", "'%s' is not a mode; write one of %s".formatted(mode, String.join(", ", MODES)));
    }
    Map<String, String> written = new LinkedHashMap<>();
    written.put("mode", mode);
    for (String key : DURATIONS) {
      policy
          .text(key, key + ": 15m")
          .ifPresent(text -> written.put(key, duration(policy, key, text)));
    }
    policy
        .text(MOST_ROLLBACKS, MOST_ROLLBACKS + ": 3")
        .ifPresent(text -> written.put(MOST_ROLLBACKS, count(policy, MOST_ROLLBACKS, text)));
    policy
        .text(ON_QUARANTINED, ON_QUARANTINED + ": tell")
        .ifPresent(text -> written.put(ON_QUARANTINED, onQuarantined(policy, text)));
    policy
        .text(ON_UNKNOWN, ON_UNKNOWN + ": ask")
        .ifPresent(text -> written.put(ON_UNKNOWN, onUnknown(policy, text)));
    policy
        .text(SplitEntries.MIN_HEALTHY, SplitEntries.MIN_HEALTHY + ": 2")
        .ifPresent(text ->
            written.put(SplitEntries.MIN_HEALTHY, count(policy, SplitEntries.MIN_HEALTHY, text)));
    policy
        .text(SplitEntries.CANDIDATE_GROUP, SplitEntries.CANDIDATE_GROUP + ": keep")
        .ifPresent(text -> written.put(SplitEntries.CANDIDATE_GROUP, text));
    return written;
  }

  private static String onQuarantined(Section policy, String text) {
    if (!QUARANTINED.contains(text)) {
      throw policy.wrong(
          ON_QUARANTINED,
          "'%s' is unknown; write one of %s".formatted(text, String.join(", ", QUARANTINED)));
    }
    return text;
  }

  private static String onUnknown(Section policy, String text) {
    if (!UNKNOWN_GETS.contains(text)) {
      throw policy.wrong(
          ON_UNKNOWN,
          "'%s' is not what an alarm of unknown cause can get; write one of %s, or leave it out"
              .formatted(text, String.join(", ", UNKNOWN_GETS)));
    }
    return text;
  }

  private static String count(Section policy, String key, String text) {
    if (!COUNT.test(text)) {
      throw policy.wrong(key, "'%s' is not a number from 1; write one like 3".formatted(text));
    }
    return text;
  }

  private static String duration(Section policy, String key, String text) {
    if (!DURATION.test(text)) {
      throw policy.wrong(
          key,
          "'%s' is not a duration; write a number with s, m or h: 90s, 15m, 2h".formatted(text));
    }
    return text;
  }

  static Predicate<String> matching(String pattern) {
    return Pattern.compile(pattern).asMatchPredicate();
  }
}
