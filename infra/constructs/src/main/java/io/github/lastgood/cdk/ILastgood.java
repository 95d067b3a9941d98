package io.github.lastgood.cdk;

import java.util.List;
import software.amazon.awscdk.services.iam.IRole;
import software.constructs.IConstruct;

/// Lastgood as its targets need it: made in the same app, or installed by another one.
public interface ILastgood extends IConstruct {

  /// The `ServiceToken` of a `Custom::LastgoodTarget`.
  String registrationToken();

  /// Roles of the functions that roll back.
  List<IRole> acting();

  /// Roles of the functions that only look.
  List<IRole> reading();

  /// Role of the function that answers ECS's lifecycle hooks.
  IRole hook();
}
