package io.github.lastgood.infra;

import io.github.lastgood.cdk.rollback.Functions;
import io.github.lastgood.cdk.targets.RegisteredTargets;
import io.github.lastgood.cdk.targets.Target;
import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/// What `targets.yaml` says that Lastgood may roll back.
public final class TargetsStack extends Stack {

  /// Adds the stack to an app.
  ///
  /// @param targets may be empty: the first installation has none
  public TargetsStack(
      Construct scope, StackProps props, Functions functions, List<Target> targets) {
    super(scope, "LastgoodTargets", props);
    RegisteredTargets.addTo(this, functions, targets);
  }
}
