package io.github.lastgood.action;

import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// How AWS refuses. A refusal that asking again would not change is an answer; all else is thrown
/// on, so that the event is retried.
public final class AwsErrors {
  private AwsErrors() {}

  /// AWS's error code, such as `InvalidParameterException`; empty when it gave none.
  public static String code(AwsServiceException e) {
    var details = e.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  /// True for a client error that is no throttling.
  public static boolean isFinal(AwsServiceException e) {
    return e.statusCode() >= 400 && e.statusCode() < 500 && !e.isThrottlingException();
  }

  /// One sentence: the code and AWS's own words, never the request.
  public static String words(AwsServiceException e) {
    var details = e.awsErrorDetails();
    var message = details == null ? null : details.errorMessage();
    return code(e) + (message == null ? "." : ": " + message);
  }
}
