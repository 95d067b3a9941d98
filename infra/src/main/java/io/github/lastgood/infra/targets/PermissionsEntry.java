package io.github.lastgood.infra.targets;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Reads the `permissions` of one target.
final class PermissionsEntry {
  private static final Predicate<String> ROLE_ARN =
      TargetEntry.matching("arn:[a-z-]+:iam::\\d{12}:role/.+");
  private static final Predicate<String> REPOSITORY =
      TargetEntry.matching(
          "(arn:[a-z-]+:ecr:[a-z0-9-]+:\\d{12}:repository/)?[a-z0-9][a-z0-9._/-]*");

  private PermissionsEntry() {}

  static Permissions read(Section target, Kind.EcsService ecs) {
    String example =
        "permissions: {taskFamily: orders-api, taskRoles: [ARN], repositories: [NAME]}";
    Section permissions =
        target.section("permissions", example).orElse(new Section(target.where(), "", Map.of()));
    permissions.only("taskFamily", "taskRoles", "repositories");
    Optional<String> family = permissions.text("taskFamily", "taskFamily: orders-api");
    if (family.isPresent() && !TargetEntry.ECS_NAME.test(family.get())) {
      throw permissions.wrong(
          "taskFamily", "must be a family without revision; write taskFamily: orders-api");
    }
    Optional<List<String>> roles = permissions.texts("taskRoles", "a list of role ARNs");
    if (roles.isPresent() && family.isEmpty()) {
      throw permissions.wrong(
          "taskFamily", "is missing, and taskRoles needs it; write taskFamily: orders-api");
    }
    check(permissions, "taskRoles", roles.orElse(List.of()), ROLE_ARN, "the ARN of an IAM role");
    List<String> repositories =
        permissions.texts("repositories", "a list of names").orElse(List.of(ecs.service()));
    check(permissions, "repositories", repositories, REPOSITORY, "the name or ARN of a repository");
    return new Permissions(repositories, family, roles);
  }

  private static void check(
      Section section, String key, List<String> texts, Predicate<String> good, String what) {
    for (String text : texts) {
      if (!good.test(text)) {
        throw section.wrong(key, "names '%s', which is not %s; write one".formatted(text, what));
      }
    }
  }
}
