package io.github.lastgood.action;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecs.model.EcsException;

/// How AWS says no, as the SDK throws it.
final class AwsFailures {
  private AwsFailures() {}

  /// ECS refuses; asking again would not change that.
  static EcsException ecsRefuses(String code, String message) {
    return (EcsException)
        EcsException.builder().statusCode(400).awsErrorDetails(details(code, message)).build();
  }

  /// ECS is asked too often.
  static EcsException ecsThrottles() {
    return (EcsException)
        EcsException.builder()
            .statusCode(400)
            .awsErrorDetails(details("ThrottlingException", "Rate exceeded"))
            .build();
  }

  /// ECS itself is ill.
  static EcsException ecsFails() {
    return (EcsException)
        EcsException.builder()
            .statusCode(500)
            .awsErrorDetails(details("ServerException", "Internal"))
            .build();
  }

  static EcrException ecrSays(int status, String code) {
    return (EcrException)
        EcrException.builder()
            .statusCode(status)
            .awsErrorDetails(details(code, "ECR says so."))
            .build();
  }

  private static AwsErrorDetails details(String code, String message) {
    return AwsErrorDetails.builder().errorCode(code).errorMessage(message).build();
  }
}
