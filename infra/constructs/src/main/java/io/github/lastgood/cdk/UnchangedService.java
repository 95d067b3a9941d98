package io.github.lastgood.cdk;

import io.github.lastgood.cdk.targets.Kind;
import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ecs.BaseService;
import software.constructs.IValidation;

/// Refuses a synthesis in which a service's task definition got another image or role after the
/// service was made a target: the functions would not be allowed to go back to it.
final class UnchangedService implements IValidation {
  private final String target;
  private final BaseService service;
  private final Object registered;

  UnchangedService(String target, BaseService service, Kind registered) {
    this.target = target;
    this.service = service;
    this.registered = resolved(registered);
  }

  @Override
  public List<String> validate() {
    return resolved(EcsServices.read(service)).equals(registered)
        ? List.of()
        : List.of(
            "target '%s': its task definition got a container or a role after the target was made; make the target after them."
                .formatted(target));
  }

  private Object resolved(Kind kind) {
    return Stack.of(service).resolve(kind.toString());
  }
}
