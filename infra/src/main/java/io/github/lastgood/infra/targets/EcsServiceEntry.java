package io.github.lastgood.infra.targets;

import static io.github.lastgood.infra.targets.TargetEntry.matching;

import io.github.lastgood.cdk.targets.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Reads the `ecs` of one target.
final class EcsServiceEntry {
  static final String EXAMPLE = "ecs: {cluster: prod, service: orders-api}";

  private static final Predicate<String> NAME = matching("[A-Za-z0-9_-]{1,255}");
  private static final Predicate<String> ROLE_ARN = matching("arn:[a-z-]+:iam::\\d{12}:role/.+");
  private static final Predicate<String> REPOSITORY =
      matching("(arn:[a-z-]+:ecr:[a-z0-9-]+:\\d{12}:repository/)?[a-z0-9][a-z0-9._/-]*");

  private EcsServiceEntry() {}

  static Kind.EcsService read(Section ecs) {
    ecs.only("cluster", "service", "taskFamily", "taskRoles", "repositories");
    String cluster = name(ecs, "cluster", "prod");
    String service = name(ecs, "service", "orders-api");
    Optional<String> family = ecs.text("taskFamily", "taskFamily: orders-api");
    if (family.isPresent() && !NAME.test(family.get())) {
      throw ecs.wrong(
          "taskFamily", "must be a family without revision; write taskFamily: orders-api");
    }
    Optional<List<String>> roles = ecs.texts("taskRoles", "a list of role ARNs");
    if (roles.isPresent() && family.isEmpty()) {
      throw ecs.wrong(
          "taskFamily", "is missing, and taskRoles needs it; write taskFamily: orders-api");
    }
    check(ecs, "taskRoles", roles, ROLE_ARN, "the ARN of an IAM role");
    Optional<List<String>> repositories = ecs.texts("repositories", "a list of names");
    check(ecs, "repositories", repositories, REPOSITORY, "the name or ARN of a repository");
    return new Kind.EcsService(cluster, service, family, roles, repositories);
  }

  private static String name(Section ecs, String key, String example) {
    String name = ecs.required(key, key + ": " + example);
    if (!NAME.test(name)) {
      throw ecs.wrong(
          key, "'%s' must be the name, not an ARN; write %s: %s".formatted(name, key, example));
    }
    return name;
  }

  private static void check(
      Section ecs, String key, Optional<List<String>> texts, Predicate<String> good, String what) {
    for (String text : texts.orElse(List.of())) {
      if (!good.test(text)) {
        throw ecs.wrong(key, "names '%s', which is not %s; write one".formatted(text, what));
      }
    }
  }
}
