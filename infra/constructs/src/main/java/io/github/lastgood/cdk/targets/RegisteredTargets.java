package io.github.lastgood.cdk.targets;

import io.github.lastgood.cdk.rollback.Functions;
import io.github.lastgood.cdk.rollback.HandlerFunction;
import java.util.List;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.IRole;
import software.constructs.Construct;
import software.constructs.IDependable;

/// Targets of a stack: for each of them the permissions on exactly that thing, and one
/// `Custom::LastgoodTarget`, which checks the configuration and registers it in the ledger.
public final class RegisteredTargets {
  /// A registration takes seconds. When it does not answer, nobody should wait CloudFormation's
  /// hour.
  private static final Duration SERVICE_TIMEOUT = Duration.minutes(10);

  private RegisteredTargets() {}

  /// Adds them to a stack.
  ///
  /// @param targets may be empty
  /// @return the registrations, for what they must wait for
  public static List<CustomResource> addTo(Stack stack, Functions functions, List<Target> targets) {
    List<IRole> acting = functions.acting().stream().map(RegisteredTargets::role).toList();
    List<IRole> reading = functions.reading().stream().map(RegisteredTargets::role).toList();
    List<IDependable> grants = Grants.on(stack, targets, acting, reading);
    Construct rows = new Construct(stack, "Target");
    return targets.stream()
        .map(target -> register(rows, target, functions.registration().functionArn(), grants))
        .toList();
  }

  private static CustomResource register(
      Construct rows, Target target, String serviceToken, List<IDependable> grants) {
    CustomResource row =
        CustomResource.Builder.create(rows, target.name())
            .resourceType("Custom::LastgoodTarget")
            .serviceToken(serviceToken)
            .serviceTimeout(SERVICE_TIMEOUT)
            .properties(target.properties())
            .build();
    // The registration looks at the target; and what is registered can be rolled back at once.
    grants.forEach(row.getNode()::addDependency);
    return row;
  }

  private static IRole role(HandlerFunction function) {
    return function.role();
  }
}
