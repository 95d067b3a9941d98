package io.github.lastgood.cdk;

import io.github.lastgood.cdk.rollback.Handler;
import io.github.lastgood.cdk.rollback.HandlerFunction;
import java.util.List;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/// The Lastgood of this account and region, by the names under which its stack exports what targets
/// need.
final class InstalledLastgood extends Construct implements ILastgood {
  private static final String TOKEN = "lastgood-registration-token";

  private final List<IRole> acting;
  private final List<IRole> reading;
  private final IRole hook;

  InstalledLastgood(Construct scope, String id) {
    super(scope, id);
    acting = roles(Handler.ACTING);
    reading = roles(Handler.READING);
    hook = role(Handler.HOOK);
  }

  /// Adds the exports to the stack of the Lastgood that is installed.
  static void export(Lastgood lastgood) {
    for (HandlerFunction function : lastgood.functions().all()) {
      CfnOutput.Builder.create(function, "RoleName")
          .value(function.role().getRoleName())
          .exportName(roleExport(function.handler()))
          .build();
    }
    CfnOutput.Builder.create(lastgood, "RegistrationToken")
        .value(lastgood.registrationToken())
        .exportName(TOKEN)
        .build();
  }

  @Override
  public String registrationToken() {
    return Fn.importValue(TOKEN);
  }

  @Override
  public List<IRole> acting() {
    return acting;
  }

  @Override
  public List<IRole> reading() {
    return reading;
  }

  @Override
  public IRole hook() {
    return hook;
  }

  private List<IRole> roles(List<Handler> handlers) {
    return handlers.stream().map(this::role).toList();
  }

  private IRole role(Handler handler) {
    return Role.fromRoleName(this, handler.functionName(), Fn.importValue(roleExport(handler)));
  }

  private static String roleExport(Handler handler) {
    return handler.functionName() + "-role";
  }
}
