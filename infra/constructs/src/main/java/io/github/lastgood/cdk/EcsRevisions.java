package io.github.lastgood.cdk;

import java.util.List;
import software.amazon.awscdk.services.ecr.IRepository;
import software.amazon.awscdk.services.iam.IRole;

/// What the revisions of a service are made of that this app does not make itself.
///
/// @param family of its task definitions; no other one may be deployed to it
/// @param roles their task role and execution role: a revision that was deregistered is registered
///   again with these only. Empty when they have none
/// @param repositories where their images are, to check that the good ones still exist
public record EcsRevisions(String family, List<IRole> roles, List<IRepository> repositories) {
  public EcsRevisions {
    roles = List.copyOf(roles);
    repositories = List.copyOf(repositories);
  }
}
