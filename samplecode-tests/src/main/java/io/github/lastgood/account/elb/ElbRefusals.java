package io.github.lastgood.account.elb;

import io.github.lastgood.account.call.AwsErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.InvalidConfigurationRequestException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.InvalidLoadBalancerActionException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.OperationNotPermittedException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;

/// What Elastic Load Balancing refuses, one method each, with the classes and codes of its API
/// model.
final class ElbRefusals {
  private ElbRefusals() {}

  static AwsServiceException ruleNotFound(String arn) {
    return AwsErrors.refusal(
        RuleNotFoundException.builder(), "RuleNotFound", "One or more rules not found: " + arn);
  }

  static AwsServiceException listenerNotFound(String arn) {
    return AwsErrors.refusal(
        ListenerNotFoundException.builder(),
        "ListenerNotFound",
        "One or more listeners not found: " + arn);
  }

  static AwsServiceException targetGroupNotFound(String arn) {
    return AwsErrors.refusal(
        TargetGroupNotFoundException.builder(),
        "TargetGroupNotFound",
        "One or more target groups not found: " + arn);
  }

  static AwsServiceException defaultRule(String arn) {
    return AwsErrors.refusal(
        OperationNotPermittedException.builder(),
        "OperationNotPermitted",
        "Default rule '" + arn + "' cannot be modified");
  }

  static AwsServiceException badAction(String message) {
    return AwsErrors.refusal(
        InvalidLoadBalancerActionException.builder(), "InvalidLoadBalancerAction", message);
  }

  static AwsServiceException badConfiguration(String message) {
    return AwsErrors.refusal(
        InvalidConfigurationRequestException.builder(), "InvalidConfigurationRequest", message);
  }
}
