package io.github.lastgood.cdk.targets;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;

/// What the functions may do to one ECS service, and to nothing beside it.
///
/// @param stack gives partition, region and account
/// @param ecs the service, and what its owner stated beside it
record EcsServicePermissions(Stack stack, Kind.EcsService ecs) implements TargetPermissions {
  /// A condition makes UpdateService a statement of its own; the others are shared by all targets.
  private static final int STATEMENT = 250;

  /// To see what runs, what ran, and whether its images are still there.
  @Override
  public List<PolicyStatement> reading() {
    List<PolicyStatement> statements = new ArrayList<>();
    statements.add(allow(List.of("ecs:DescribeServices"), List.of(service())));
    statements.addAll(judging());
    if (!repositories().isEmpty()) {
      statements.add(
          allow(List.of("ecr:DescribeImages", "ecr:GetLifecyclePolicy"), repositories()));
    }
    return statements;
  }

  @Override
  public List<PolicyStatement> judging() {
    return List.of(
        allow(List.of("ecs:ListServiceDeployments"), List.of(service())),
        // These two need the service as well as what they describe.
        allow(
            List.of("ecs:DescribeServiceDeployments"),
            List.of(service(), ofService("service-deployment"))),
        allow(
            List.of("ecs:DescribeServiceRevisions"),
            List.of(service(), ofService("service-revision"))));
  }

  /// To roll it back.
  @Override
  public List<PolicyStatement> acting() {
    List<PolicyStatement> statements = new ArrayList<>();
    statements.add(updateService());
    statements.add(
        allow(
            List.of("ecs:StopServiceDeployment"),
            List.of(service(), ofService("service-deployment"))));
    ecs.taskRoles().ifPresent(roles -> statements.addAll(registeringCopies(roles)));
    return statements;
  }

  /// About how long they are in JSON, when the statements of several targets are merged.
  @Override
  public int characters() {
    var length = new Length(stack);
    int arns =
        Stream.concat(reading().stream(), acting().stream())
            .flatMap(statement -> statement.getResources().stream())
            .mapToInt(length::of)
            .sum();
    // The two that look at the service alone are one statement. StopServiceDeployment joins the one
    // that names service and deployments already, and so does UpdateService that of the service,
    // without a family.
    int joined = 2 * length.of(service()) + length.of(ofService("service-deployment"));
    return ecs.taskFamily().isPresent()
        ? arns
            - joined
            + STATEMENT
            + length.of(ecs.earlierFamilies().stream().map(this::revisionsOf).toList())
        : arns - joined - length.of(service());
  }

  /// UpdateService needs no PassRole: without the condition, whoever holds it can run any task
  /// definition of the account in this service. With it, only revisions of the stated families.
  private PolicyStatement updateService() {
    PolicyStatement update = allow(List.of("ecs:UpdateService"), List.of(service()));
    if (ecs.taskFamily().isPresent()) {
      // A list of one would be another template than before, of the same meaning.
      Object allowed = revisions().size() == 1 ? revisions().getFirst() : revisions();
      update.addCondition("ArnLike", Map.of("ecs:task-definition", allowed));
    }
    return update;
  }

  private List<PolicyStatement> registeringCopies(List<String> roles) {
    PolicyStatement tag = allow(List.of("ecs:TagResource"), revisions());
    // Only the tags of the copy while it is registered.
    tag.addCondition("StringEquals", Map.of("ecs:CreateAction", "RegisterTaskDefinition"));
    List<PolicyStatement> statements =
        new ArrayList<>(List.of(allow(List.of("ecs:RegisterTaskDefinition"), revisions()), tag));
    if (!roles.isEmpty()) {
      PolicyStatement pass = allow(List.of("iam:PassRole"), roles);
      pass.addCondition("StringEquals", Map.of("iam:PassedToService", "ecs-tasks.amazonaws.com"));
      statements.add(pass);
    }
    return statements;
  }

  private String service() {
    return arn("ecs", "service", ecs.cluster() + "/" + ecs.service());
  }

  private String ofService(String resource) {
    return arn("ecs", resource, ecs.cluster() + "/" + ecs.service() + "/*");
  }

  /// All revisions of the stated families.
  private List<String> revisions() {
    return Stream.concat(ecs.taskFamily().stream(), ecs.earlierFamilies().stream())
        .map(this::revisionsOf)
        .toList();
  }

  private String revisionsOf(String family) {
    return arn("ecs", "task-definition", family + ":*");
  }

  private List<String> repositories() {
    return ecs.repositories().orElse(List.of(ecs.service())).stream()
        .map(each -> each.startsWith("arn:") ? each : arn("ecr", "repository", each))
        .toList();
  }

  private String arn(String service, String resource, String name) {
    return stack.formatArn(
        ArnComponents.builder()
            .service(service)
            .resource(resource)
            .resourceName(name)
            .arnFormat(ArnFormat.SLASH_RESOURCE_NAME)
            .build());
  }

  private static PolicyStatement allow(List<String> actions, List<String> resources) {
    return PolicyStatement.Builder.create().actions(actions).resources(resources).build();
  }
}
