package io.github.lastgood.infra;

import io.github.lastgood.cdk.ILastgood;
import io.github.lastgood.cdk.RollbackTarget;
import io.github.lastgood.cdk.targets.Target;
import java.util.List;
import software.amazon.awscdk.CfnWaitConditionHandle;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/// What `targets.yaml` says that Lastgood may roll back.
public final class TargetsStack extends Stack {

  /// Adds the stack to an app.
  ///
  /// @param targets may be empty: the first installation has none
  public TargetsStack(Construct scope, StackProps props, ILastgood lastgood, List<Target> targets) {
    super(scope, "LastgoodTargets", props);
    Construct rows = new Construct(this, "Target");
    targets.forEach(target -> RollbackTarget.of(rows, lastgood, target));
    if (targets.isEmpty()) {
      placeholder();
    }
  }

  /// CloudFormation takes no template without a resource, so that a pipeline and a StackSet would
  /// fail at an empty list; and a stack that were left out would keep the targets of the list
  /// before. A wait handle costs nothing and does nothing.
  private void placeholder() {
    CfnWaitConditionHandle.Builder.create(this, "NoTargets").build();
  }
}
