package io.github.lastgood.cdk.targets;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;

/// What the functions may do to one CodeDeploy deployment group. IAM knows no resource for two of
/// the actions: the functions check before they stop a deployment that it is the group's own.
///
/// @param stack gives partition, region and account
/// @param group the deployment group
record CodeDeployPermissions(Stack stack, Kind.CodeDeployGroup group) implements TargetPermissions {

  @Override
  public List<PolicyStatement> reading() {
    return List.of(
        allow(
            List.of("codedeploy:GetDeployment", "codedeploy:GetDeploymentGroup"),
            deploymentGroup()),
        allow(List.of("codedeploy:GetApplicationRevision"), application()),
        allow(List.of("codedeploy:GetDeploymentTarget"), "*"));
  }

  /// Creating a deployment also registers its revision and reads the configuration that the group
  /// names, whichever that is.
  @Override
  public List<PolicyStatement> acting() {
    return List.of(
        allow(
            List.of("codedeploy:CreateDeployment", "codedeploy:ListDeployments"),
            deploymentGroup()),
        allow(List.of("codedeploy:RegisterApplicationRevision"), application()),
        allow(List.of("codedeploy:GetDeploymentConfig"), arn("deploymentconfig", "*")),
        allow(List.of("codedeploy:StopDeployment"), "*"));
  }

  @Override
  public int characters() {
    return Stream.concat(reading().stream(), acting().stream())
        .flatMap(statement -> statement.getResources().stream())
        .mapToInt(EcsServicePermissions::length)
        .sum();
  }

  private String deploymentGroup() {
    return arn("deploymentgroup", group.application() + "/" + group.deploymentGroup());
  }

  private String application() {
    return arn("application", group.application());
  }

  private String arn(String resource, String name) {
    return stack.formatArn(
        ArnComponents.builder()
            .service("codedeploy")
            .resource(resource)
            .resourceName(name)
            .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
            .build());
  }

  private static PolicyStatement allow(List<String> actions, String resource) {
    return PolicyStatement.Builder.create().actions(actions).resources(List.of(resource)).build();
  }
}
