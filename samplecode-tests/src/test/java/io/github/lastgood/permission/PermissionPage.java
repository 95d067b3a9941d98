package io.github.lastgood.permission;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What `docs/permissions.md` holds: every grant of every function, with the story that uses it.
final class PermissionPage {
  private static final String GUARDS =
      """

      ## Kept in code, because IAM has no resource for it

      Source: AWS Service Authorization Reference, actions without a resource type. What changes something has a test that
      shows that others' things are refused.

      | action | why that is no harm | class | test |
      |---|---|---|---|
      """;

  private final Proof proof;
  private final List<String> reasons = new ArrayList<>();

  PermissionPage(Proof proof) {
    this.proof = proof;
  }

  /// The whole file.
  String markdown() {
    var page = new StringBuilder(head());
    proof.policies().grants().keySet().forEach(function -> page.append(function(function)));
    page.append("\n## Granted, though the function does not use it in a story\n\n");
    for (int i = 0; i < reasons.size(); i++) {
      page.append(i + 1).append(". ").append(reasons.get(i)).append('\n');
    }
    page.append(GUARDS);
    Unscoped.ALL.forEach(each -> page.append(guard(each)));
    return page.toString();
  }

  private String head() {
    return """
    # What the functions may do, and where they do it

    Printed by `mvn verify -Dit.test=PermissionsIT -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dlastgood.print=permissions`.
    The stories are played with a recorder at the AWS clients, the shipped app is synthesized for the targets of the
    stories (`samplecode-tests/src/test/resources/permission/targets.yaml`), and every call is put to the policies in the
    templates. `PermissionsIT` holds that

    - every call is allowed: %d different questions to IAM, with their resources and condition keys;
    - the same call on a neighbour's thing is denied: %d of them, one name or one condition key changed at a time;
    - every grant is used by a story, or stands here with a reason;
    - `*` stands only where IAM knows no resource; roles are passed by name and to one service only;
    - this file is what comes out.

    The four functions that roll back run the same pipeline and share one policy on targets: whoever hears first, or tries
    again, makes the call. `as OperatorHandler: ...` names the story where one of the others made it.

    A condition key that no policy asks for is left out. `ecs:DescribeServices` is allowed on every service where a traffic
    split is registered: which service sets the weights of its rule, if any does, has to be asked. What a launch may touch
    is told by its launch template.
    """
        .formatted(proof.count(), proof.triedNextDoor());
  }

  /// A table with one line for grants that differ in the action only.
  private String function(String function) {
    var lines = new LinkedHashMap<String, List<String>>();
    for (var grant : proof.policies().of(function)) {
      var rest =
          "| `%s` | %s | %s |\n"
              .formatted(shown(grant.resource()), condition(grant), story(function, grant));
      lines.computeIfAbsent(rest, _ -> new ArrayList<>()).add("`" + grant.action() + "`");
    }
    return "\n## "
        + function
        + "\n\n| action | on | only when | story |\n|---|---|---|---|\n"
        + lines.entrySet().stream()
            .map(PermissionPage::line)
            .sorted()
            .collect(Collectors.joining());
  }

  private static String line(Map.Entry<String, List<String>> line) {
    return "| "
        + line.getValue().stream().sorted().collect(Collectors.joining(", "))
        + " "
        + line.getKey();
  }

  private static String condition(Grant grant) {
    return grant.conditions().values().stream()
        .map(each -> shown(each.toString()))
        .collect(Collectors.joining("; "));
  }

  private static String shown(String arns) {
    return arns.replaceAll("arn:aws:[a-z0-9-]+:[a-z0-9-]*:\\d*:", "");
  }

  private String story(String function, Grant grant) {
    return proof
        .use(function, grant)
        .map(use -> story(function, use))
        .orElseGet(() -> {
          var reason = Idle.reason(function, grant.action()).orElse("none");
          if (!reasons.contains(reason)) {
            reasons.add(reason);
          }
          return "reason " + (reasons.indexOf(reason) + 1);
        });
  }

  private static String story(String function, Proof.Use use) {
    return (use.by().equals(function) ? "" : "as " + use.by() + ": ")
        + use.stories().iterator().next();
  }

  private static String guard(Unscoped each) {
    return "| %s | %s | `%s` | %s |\n"
        .formatted(
            each.actions().stream().map(a -> "`" + a + "`").collect(Collectors.joining(", ")),
            each.why(),
            each.guard(),
            each.test().isEmpty() ? "only reads" : "`" + each.test() + "`");
  }
}
