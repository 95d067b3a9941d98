package io.github.lastgood.account.ec2;

import io.github.lastgood.account.call.AwsErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/// What EC2 refuses. EC2 models no exception classes, only error codes (EC2 API reference, "Error
/// codes").
final class Ec2Refusals {
  private Ec2Refusals() {}

  static AwsServiceException imageNotFound(String imageId) {
    return refusal("InvalidAMIID.NotFound", "The image id '[" + imageId + "]' does not exist");
  }

  static AwsServiceException templateNotFound(String idOrName) {
    return idOrName.startsWith("lt-")
        ? refusal(
            "InvalidLaunchTemplateId.NotFound",
            "The specified launch template, with template ID " + idOrName + ", does not exist.")
        : refusal(
            "InvalidLaunchTemplateName.NotFoundException",
            "The specified launch template, with template name " + idOrName + ", does not exist.");
  }

  static AwsServiceException versionNotFound(String templateId, String version) {
    return refusal(
        "InvalidLaunchTemplateId.VersionNotFound",
        "Could not find the specified version "
            + version
            + " for the launch template with ID "
            + templateId
            + ".");
  }

  static AwsServiceException tokenWasUsed() {
    return refusal(
        "IdempotentParameterMismatch",
        "The specified client token was already used with different parameters.");
  }

  static AwsServiceException missing(String parameter) {
    return refusal("MissingParameter", "The request must contain the parameter " + parameter + ".");
  }

  private static AwsServiceException refusal(String code, String message) {
    return AwsErrors.refusal(Ec2Exception.builder(), code, message);
  }
}
