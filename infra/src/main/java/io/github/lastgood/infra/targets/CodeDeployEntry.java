package io.github.lastgood.infra.targets;

import static io.github.lastgood.infra.targets.TargetEntry.matching;

import io.github.lastgood.cdk.targets.Kind;
import java.util.function.Predicate;

/// Reads the `codeDeploy` of one target.
final class CodeDeployEntry {
  static final String EXAMPLE = "codeDeploy: {application: billing, deploymentGroup: prod}";

  /// CodeDeploy takes almost any name; what would be a pattern in an ARN is left out.
  private static final Predicate<String> NAME = matching("[^*?:/]{1,100}");

  private CodeDeployEntry() {}

  static Kind.CodeDeployGroup read(Section group) {
    group.only("application", "deploymentGroup");
    return new Kind.CodeDeployGroup(
        name(group, "application", "billing"), name(group, "deploymentGroup", "prod"));
  }

  private static String name(Section group, String key, String example) {
    String name = group.required(key, key + ": " + example);
    if (!NAME.test(name)) {
      throw group.wrong(
          key, "'%s' must be the name, not an ARN; write %s: %s".formatted(name, key, example));
    }
    return name;
  }
}
