package io.github.lastgood.cdk.rollback;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/// The role that ECS takes on to invoke the lifecycle hook's function, and nothing else. A service
/// names it beside the function when it attaches the hook.
public final class HookRole {
  private final Role role;

  /// Adds the role to a stack.
  public HookRole(Construct scope, HandlerFunction hook) {
    role =
        Role.Builder.create(scope, "HookRole")
            .roleName("lastgood-hook-invocation")
            .assumedBy(new ServicePrincipal("ecs.amazonaws.com"))
            .description("Lets ECS invoke Lastgood's lifecycle hook")
            .inlinePolicies(
                Map.of(
                    "InvokeHook",
                    PolicyDocument.Builder.create()
                        .statements(
                            List.of(
                                PolicyStatement.Builder.create()
                                    .actions(List.of("lambda:InvokeFunction"))
                                    .resources(List.of(hook.functionArn()))
                                    .build()))
                        .build()))
            .build();
  }

  /// What `roleArn` of the hook is set to.
  public String arn() {
    return role.getRoleArn();
  }
}
