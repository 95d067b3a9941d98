package io.github.lastgood.account.autoscaling;

import io.github.lastgood.account.call.AwsErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.autoscaling.model.ActiveInstanceRefreshNotFoundException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshInProgressException;
import software.amazon.awssdk.services.autoscaling.model.IrreversibleInstanceRefreshException;

/// What Auto Scaling refuses, one method each, with the exception classes and error codes of its
/// API model. `ValidationError` has no class of its own.
final class AutoScalingRefusals {
  private AutoScalingRefusals() {}

  static AwsServiceException groupNotFound(String name) {
    return validation("AutoScalingGroup name not found - AutoScalingGroup " + name + " not found");
  }

  static AwsServiceException refreshInProgress() {
    return AwsErrors.refusal(
        InstanceRefreshInProgressException.builder(),
        "InstanceRefreshInProgress",
        "An Instance Refresh is already in progress and blocks the execution of this Instance"
            + " Refresh.");
  }

  static AwsServiceException noActiveRefresh() {
    return AwsErrors.refusal(
        ActiveInstanceRefreshNotFoundException.builder(),
        "ActiveInstanceRefreshNotFound",
        "No in progress or pending Instance Refresh found for the Auto Scaling group.");
  }

  static AwsServiceException irreversible(String why) {
    return AwsErrors.refusal(
        IrreversibleInstanceRefreshException.builder(), "IrreversibleInstanceRefresh", why);
  }

  static AwsServiceException imageNotFound(String imageId) {
    return validation(
        "You must use a valid fully-formed launch template. The image id '["
            + imageId
            + "]' does not exist");
  }

  static AwsServiceException templateNotFound() {
    return validation(
        "You must use a valid fully-formed launch template. The launch template or the version does"
            + " not exist.");
  }

  static AwsServiceException autoRollbackNeedsConfiguration() {
    return validation("AutoRollback can only be true if a desired configuration is specified.");
  }

  static AwsServiceException validation(String message) {
    return AwsErrors.refusal(AutoScalingException.builder(), "ValidationError", message);
  }
}
