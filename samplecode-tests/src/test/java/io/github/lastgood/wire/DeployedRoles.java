package io.github.lastgood.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;

/// The roles that a stack made.
final class DeployedRoles implements AutoCloseable {

  private final IamClient iam;

  DeployedRoles(URI moto) {
    iam = AwsClients.at(moto, IamClient.builder());
  }

  /// The service that may take the role on.
  String assumedBy(String role) {
    String policy =
        iam.getRole(request -> request.roleName(role)).role().assumeRolePolicyDocument();
    JsonNode document = Json.read(URLDecoder.decode(policy, StandardCharsets.UTF_8));
    return document.path("Statement").path(0).path("Principal").path("Service").asText();
  }

  /// The policies that stand in the role itself.
  List<String> ownPolicies(String role) {
    return iam.listRolePolicies(request -> request.roleName(role)).policyNames();
  }

  /// The managed policies that were attached to it.
  List<String> attached(String role) {
    return iam
        .listAttachedRolePolicies(request -> request.roleName(role))
        .attachedPolicies()
        .stream()
        .map(AttachedPolicy::policyName)
        .toList();
  }

  @Override
  public void close() {
    iam.close();
  }
}
