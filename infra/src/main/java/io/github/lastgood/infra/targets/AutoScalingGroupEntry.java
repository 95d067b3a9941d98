package io.github.lastgood.infra.targets;

import static io.github.lastgood.infra.targets.TargetEntry.matching;

import io.github.lastgood.cdk.targets.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Reads the `autoScalingGroup` of one target.
final class AutoScalingGroupEntry {
  static final String EXAMPLE = "autoScalingGroup: {name: web}";

  private static final Predicate<String> NAME = matching("[^:/*?]{1,255}");
  private static final Predicate<String> TEMPLATE = matching("lt-[0-9a-f]{8,17}");
  private static final Predicate<String> PARAMETER = matching("[A-Za-z0-9_./-]{1,1011}");
  private static final Predicate<String> ROLE_ARN = matching("arn:[a-z-]+:iam::\\d{12}:role/.+");

  private AutoScalingGroupEntry() {}

  static Kind.AutoScalingGroup read(Section group) {
    group.only("name", "launchTemplates", "instanceRoles", "imageParameters");
    String name = group.required("name", "name: web");
    if (!NAME.test(name)) {
      throw group.wrong(
          "name", "'%s' must be the name, not an ARN; write name: web".formatted(name));
    }
    Optional<List<String>> templates =
        group.texts("launchTemplates", "a list of launch template ids");
    check(group, "launchTemplates", templates, TEMPLATE, "the id of a launch template");
    Optional<List<String>> roles = group.texts("instanceRoles", "a list of role ARNs");
    check(group, "instanceRoles", roles, ROLE_ARN, "the ARN of an IAM role");
    Optional<List<String>> parameters = group.texts("imageParameters", "a list of parameter names");
    check(
        group,
        "imageParameters",
        parameters,
        PARAMETER,
        "the name of a Systems Manager parameter, without a version");
    return new Kind.AutoScalingGroup(
        name, templates, roles.orElse(List.of()), parameters.orElse(List.of()));
  }

  private static void check(
      Section group,
      String key,
      Optional<List<String>> texts,
      Predicate<String> good,
      String what) {
    for (String text : texts.orElse(List.of())) {
      if (!good.test(text)) {
        throw group.wrong(key, "names '%s', which is not %s; write one".formatted(text, what));
      }
    }
  }
}
