package io.github.lastgood.account.codedeploy;

import io.github.lastgood.account.call.AwsErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.codedeploy.model.ApplicationDoesNotExistException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentAlreadyCompletedException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentDoesNotExistException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupDoesNotExistException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentLimitExceededException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentTargetDoesNotExistException;
import software.amazon.awssdk.services.codedeploy.model.InvalidRevisionException;
import software.amazon.awssdk.services.codedeploy.model.RevisionDoesNotExistException;

/// What CodeDeploy refuses, with the exception classes and error codes of its API model.
final class CodeDeployRefusals {
  private CodeDeployRefusals() {}

  static AwsServiceException noApplication(String name) {
    return AwsErrors.refusal(
        ApplicationDoesNotExistException.builder(),
        "ApplicationDoesNotExistException",
        "No application found for name: " + name);
  }

  static AwsServiceException noGroup(String name) {
    return AwsErrors.refusal(
        DeploymentGroupDoesNotExistException.builder(),
        "DeploymentGroupDoesNotExistException",
        "No Deployment Group found for name: " + name);
  }

  static AwsServiceException noDeployment(String id) {
    return AwsErrors.refusal(
        DeploymentDoesNotExistException.builder(),
        "DeploymentDoesNotExistException",
        "The deployment " + id + " could not be found");
  }

  static AwsServiceException noTarget(String id) {
    return AwsErrors.refusal(
        DeploymentTargetDoesNotExistException.builder(),
        "DeploymentTargetDoesNotExistException",
        "The deployment target " + id + " does not exist");
  }

  static AwsServiceException noRevision() {
    return AwsErrors.refusal(
        RevisionDoesNotExistException.builder(),
        "RevisionDoesNotExistException",
        "No application revision found");
  }

  static AwsServiceException noContent() {
    return AwsErrors.refusal(
        InvalidRevisionException.builder(),
        "InvalidRevisionException",
        "The AppSpec content of the revision is missing");
  }

  static AwsServiceException busy(DeploymentState running) {
    return AwsErrors.refusal(
        DeploymentLimitExceededException.builder(),
        "DeploymentLimitExceededException",
        "The Deployment Group already has an active Deployment '" + running.id + "'");
  }

  static AwsServiceException ended(DeploymentState deployment) {
    return AwsErrors.refusal(
        DeploymentAlreadyCompletedException.builder(),
        "DeploymentAlreadyCompletedException",
        "The deployment " + deployment.id + " is already in a terminal state");
  }
}
