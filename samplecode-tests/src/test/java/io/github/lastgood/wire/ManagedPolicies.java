package io.github.lastgood.wire;

import java.net.URI;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;

/// The managed policies of a stack: moto creates them with it and does not delete them.
final class ManagedPolicies implements AutoCloseable {

  private final IamClient iam;

  ManagedPolicies(URI moto) {
    iam = AwsClients.at(moto, IamClient.builder());
  }

  /// Does what CloudFormation would have done.
  void deleteOf(String stack) {
    iam.listPoliciesPaginator(request -> request.scope(PolicyScopeType.LOCAL)).policies().stream()
        .filter(policy -> policy.policyName().startsWith(stack + "-"))
        .toList()
        .forEach(this::delete);
  }

  private void delete(Policy policy) {
    iam.listEntitiesForPolicy(request -> request.policyArn(policy.arn()))
        .policyRoles()
        .forEach(role ->
            iam.detachRolePolicy(
                request -> request.roleName(role.roleName()).policyArn(policy.arn())));
    iam.deletePolicy(request -> request.policyArn(policy.arn()));
  }

  @Override
  public void close() {
    iam.close();
  }
}
