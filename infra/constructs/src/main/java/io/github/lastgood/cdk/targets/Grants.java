package io.github.lastgood.cdk.targets;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.IRole;
import software.constructs.Construct;
import software.constructs.IConstruct;
import software.constructs.IDependable;

/// The permissions on all targets of a stack, packed into as few managed policies as they fit in.
///
/// A role's inline policies hold 10,240 characters in all, which is about ten targets; a managed
/// policy holds 6,144, and a role takes ten of them (a quota that AWS raises to twenty): eighty
/// targets and more. Each role has one policy for each group of targets.
public final class Grants extends Construct {
  /// Of the 6,144; the rest is for the actions, which the targets of a policy share.
  private static final int ROOM = 5_400;

  private static final String ID = "LastgoodGrants";

  private final List<IRole> acting;
  private final List<IRole> reading;
  private final IRole hook;
  private final List<PolicyGroup> policies = new ArrayList<>();
  private int left;

  private Grants(Stack stack, List<IRole> acting, List<IRole> reading, IRole hook) {
    super(stack, ID);
    this.acting = acting;
    this.reading = reading;
    this.hook = hook;
  }

  /// Those of a stack: the same ones for all its targets. An account and region has one Lastgood,
  /// so the roles are the same for all of them, too.
  ///
  /// @param acting roles of the functions that roll back
  /// @param reading roles of the functions that only look
  /// @param hook role of the function that answers lifecycle hooks
  public static Grants of(Stack stack, List<IRole> acting, List<IRole> reading, IRole hook) {
    @Nullable IConstruct made = stack.getNode().tryFindChild(ID);
    return made instanceof Grants grants ? grants : new Grants(stack, acting, reading, hook);
  }

  /// Grants the roles what a target needs.
  ///
  /// @return the policies, to be waited for
  public List<IDependable> add(Target target) {
    TargetPermissions permissions = TargetPermissions.of(Stack.of(this), target);
    int size = permissions.characters();
    if (size > ROOM) {
      throw new BadConfiguration(
          "target '%s': names more roles, repositories or launch templates than one IAM policy"
                  .formatted(target.name())
              + " holds; name its own only.");
    }
    if (size > left) {
      policies.add(new PolicyGroup(this, policies.size() + 1, acting, reading, hook));
      left = ROOM;
    }
    left -= size;
    return policies.getLast().add(permissions);
  }
}
