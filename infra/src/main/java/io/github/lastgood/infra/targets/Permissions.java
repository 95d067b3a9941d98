package io.github.lastgood.infra.targets;

import java.util.List;
import java.util.Optional;

/// The `permissions` of a target: what the functions may touch besides the service itself.
///
/// @param repositories ECR repositories whose images are checked before going back to them; names
///   in this account, or ARNs
/// @param taskFamily family of the service's task definitions. When it is stated, UpdateService is
///   allowed for revisions of this family only; when not, for any task definition
/// @param taskRoles the task role and the execution role. When stated (an empty list is a
///   statement: there are none), a copy of a deregistered task definition may be registered with
///   exactly these roles; when absent, registering a copy is not allowed, and a rollback to a
///   deregistered revision is escalated to a person
public record Permissions(
    List<String> repositories, Optional<String> taskFamily, Optional<List<String>> taskRoles) {

  public Permissions {
    repositories = List.copyOf(repositories);
    taskRoles = taskRoles.map(List::copyOf);
  }
}
