package io.github.lastgood.account.ecs;

import io.github.lastgood.account.call.AwsErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentNotFoundException;
import software.amazon.awssdk.services.ecs.model.ServiceNotActiveException;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;

/// What ECS refuses, one method each, with the exception classes and error codes of its API model
/// and the wording that users report.
final class EcsRefusals {
  private EcsRefusals() {}

  static AwsServiceException clusterNotFound() {
    return AwsErrors.refusal(
        ClusterNotFoundException.builder(), "ClusterNotFoundException", "Cluster not found.");
  }

  static AwsServiceException serviceNotFound() {
    return AwsErrors.refusal(
        ServiceNotFoundException.builder(), "ServiceNotFoundException", "Service not found.");
  }

  static AwsServiceException serviceNotActive() {
    return AwsErrors.refusal(
        ServiceNotActiveException.builder(),
        "ServiceNotActiveException",
        "Service was not ACTIVE.");
  }

  static AwsServiceException serviceDeploymentNotFound() {
    return AwsErrors.refusal(
        ServiceDeploymentNotFoundException.builder(),
        "ServiceDeploymentNotFoundException",
        "Service deployment not found.");
  }

  /// AWS does not document which refusal a service deployment that has ended gives; this is the one
  /// its API model adds for StopServiceDeployment.
  static AwsServiceException serviceDeploymentEnded(ServiceDeploymentState rollout) {
    return AwsErrors.refusal(
        ConflictException.builder(),
        "ConflictException",
        "The service deployment cannot be stopped in status " + rollout.status + ".");
  }

  static AwsServiceException codeDeployController() {
    return invalidParameter(
        "Unable to update task definition on services with a CODE_DEPLOY deployment controller."
            + " Use AWS CodeDeploy to trigger a new deployment.");
  }

  static AwsServiceException invalidParameter(String message) {
    return AwsErrors.refusal(
        InvalidParameterException.builder(), "InvalidParameterException", message);
  }

  static AwsServiceException client(String message) {
    return AwsErrors.refusal(ClientException.builder(), "ClientException", message);
  }

  static void atMost(int limit, int given, String member) {
    if (given > limit) {
      throw invalidParameter(member + " can have at most " + limit + " items.");
    }
  }
}
