package io.github.lastgood.infra;

import io.github.lastgood.infra.rollback.Functions;
import io.github.lastgood.infra.rollback.HandlerFunction;
import io.github.lastgood.infra.targets.Grants;
import io.github.lastgood.infra.targets.Target;
import java.util.List;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.iam.IRole;
import software.constructs.Construct;
import software.constructs.IDependable;

/// What Lastgood may roll back: for each target the permissions on exactly its service, and one
/// `Custom::LastgoodTarget`, which checks the configuration and registers it in the ledger.
public final class TargetsStack extends Stack {
  /// A registration takes seconds. When it does not answer, nobody should wait CloudFormation's
  /// hour.
  private static final Duration SERVICE_TIMEOUT = Duration.minutes(10);

  /// Adds the stack to an app.
  ///
  /// @param targets may be empty: the first installation has none
  public TargetsStack(
      Construct scope, StackProps props, Functions functions, List<Target> targets) {
    super(scope, "LastgoodTargets", props);
    List<IRole> acting = functions.acting().stream().map(TargetsStack::role).toList();
    List<IRole> reading = functions.reading().stream().map(TargetsStack::role).toList();
    List<IDependable> grants = Grants.on(this, targets, acting, reading);
    Construct rows = new Construct(this, "Target");
    for (Target target : targets) {
      register(rows, target, functions.registration().functionArn(), grants);
    }
  }

  private static void register(
      Construct rows, Target target, String serviceToken, List<IDependable> grants) {
    CustomResource row =
        CustomResource.Builder.create(rows, target.name())
            .resourceType("Custom::LastgoodTarget")
            .serviceToken(serviceToken)
            .serviceTimeout(SERVICE_TIMEOUT)
            .properties(target.properties())
            .build();
    // The registration looks at the service; and what is registered can be rolled back at once.
    grants.forEach(row.getNode()::addDependency);
  }

  private static IRole role(HandlerFunction function) {
    return function.role();
  }
}
