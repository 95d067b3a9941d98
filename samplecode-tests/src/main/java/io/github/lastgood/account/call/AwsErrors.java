package io.github.lastgood.account.call;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.codedeploy.model.CodeDeployException;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.ServerException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.route53.model.Route53Exception;
import software.amazon.awssdk.services.sns.model.SnsException;

/// AWS's refusals as the SDK hands them out: the exception's class, the error code, message and
/// status.
public final class AwsErrors {
  private static final int BAD_REQUEST = 400;
  private static final int SERVER_ERROR = 500;

  private AwsErrors() {}

  /// A refusal of the caller's request (HTTP 400).
  ///
  /// @param builder of the exception's class, as the service model names it
  /// @param code AWS's error code
  public static AwsServiceException refusal(
      AwsServiceException.Builder builder, String code, String message) {
    return filled(builder, code, message, BAD_REQUEST);
  }

  /// Throttling, with the code that the service gives: "Rate exceeded", 400. The SDK knows it as
  /// [AwsServiceException#isThrottlingException].
  public static AwsServiceException throttled(Call call) {
    String code =
        switch (call.service()) {
          case "autoscaling", "cloudwatch", "elasticloadbalancing", "route53" -> "Throttling";
          case "ec2" -> "RequestLimitExceeded";
          case "sns" -> "Throttled";
          default -> "ThrottlingException";
        };
    return filled(builderFor(call), code, "Rate exceeded", BAD_REQUEST);
  }

  /// What Route 53 and ELB say while an earlier change of the same thing is still being made: 400.
  public static AwsServiceException priorRequestNotComplete(Call call) {
    return filled(
        builderFor(call),
        "PriorRequestNotComplete",
        "The request was rejected because an earlier request has not completed yet.",
        BAD_REQUEST);
  }

  /// A fault on AWS's side, with the code that the service gives; 500.
  public static AwsServiceException serverError(Call call) {
    String code =
        switch (call.service()) {
          case "autoscaling" -> "InternalFailure";
          case "cloudwatch" -> "InternalServiceError";
          case "ec2" -> "InternalError";
          case "sns" -> "InternalError";
          case "events" -> "InternalException";
          case "dynamodb" -> "InternalServerError";
          default -> "ServerException";
        };
    AwsServiceException.Builder builder =
        call.service().equals("ecs") ? ServerException.builder() : builderFor(call);
    return filled(builder, code, "Service Unavailable. Please try again later.", SERVER_ERROR);
  }

  /// What IAM says to a role that lacks the action: `AccessDeniedException`, 400.
  public static AwsServiceException accessDenied(Call call) {
    String message = "User is not authorized to perform: " + call.name();
    return filled(builderFor(call), "AccessDeniedException", message, BAD_REQUEST);
  }

  private static AwsServiceException.Builder builderFor(Call call) {
    return switch (call.service()) {
      case "ecs" -> EcsException.builder();
      case "autoscaling" -> AutoScalingException.builder();
      case "cloudwatch" -> CloudWatchException.builder();
      case "ec2" -> Ec2Exception.builder();
      case "ecr" -> EcrException.builder();
      case "codedeploy" -> CodeDeployException.builder();
      case "codepipeline" -> CodePipelineException.builder();
      case "sns" -> SnsException.builder();
      case "events" -> EventBridgeException.builder();
      case "dynamodb" -> DynamoDbException.builder();
      case "elasticloadbalancing" -> ElasticLoadBalancingV2Exception.builder();
      case "route53" -> Route53Exception.builder();
      default -> AwsServiceException.builder();
    };
  }

  private static AwsServiceException filled(
      AwsServiceException.Builder builder, String code, String message, int status) {
    return builder
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
        .message(message)
        .statusCode(status)
        .requestId("00000000-0000-0000-0000-000000000000")
        .build();
  }
}
