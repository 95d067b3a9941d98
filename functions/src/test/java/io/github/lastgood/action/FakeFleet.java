package io.github.lastgood.action;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.CancelInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.CancelInstanceRefreshResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesResponse;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.RollbackInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.RollbackInstanceRefreshResponse;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshResponse;

/// One group and its refreshes, as a test sets them; notes what is changed and may refuse it once.
final class FakeFleet implements AutoScalingClient {
  static final String TEMPLATE = "lt-0a1b2c3d";

  @Nullable AutoScalingGroup group;
  final List<InstanceRefresh> refreshes = new ArrayList<>();
  final List<String> calls = new ArrayList<>();
  @Nullable StartInstanceRefreshRequest started;
  @Nullable AutoScalingException refusal;

  static LaunchTemplateSpecification template(String version) {
    return LaunchTemplateSpecification.builder()
        .launchTemplateId(TEMPLATE)
        .launchTemplateName("web")
        .version(version)
        .build();
  }

  void group(String saved, String... inService) {
    group =
        AutoScalingGroup.builder()
            .autoScalingGroupName("web")
            .autoScalingGroupARN("arn:web")
            .launchTemplate(template(saved))
            .instances(List.of(inService).stream().map(FakeFleet::instance).toList())
            .build();
  }

  private static Instance instance(String version) {
    return Instance.builder().lifecycleState("InService").launchTemplate(template(version)).build();
  }

  static AutoScalingException refusal(String code, int status) {
    return (AutoScalingException)
        AutoScalingException.builder()
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage("no").build())
            .statusCode(status)
            .build();
  }

  private void note(String call) {
    calls.add(call);
    AutoScalingException once = refusal;
    refusal = null;
    if (once != null) {
      throw once;
    }
  }

  @Override
  public DescribeAutoScalingGroupsResponse describeAutoScalingGroups(
      DescribeAutoScalingGroupsRequest request) {
    return DescribeAutoScalingGroupsResponse.builder()
        .autoScalingGroups(group == null ? List.of() : List.of(group))
        .build();
  }

  @Override
  public DescribeInstanceRefreshesResponse describeInstanceRefreshes(
      DescribeInstanceRefreshesRequest request) {
    if (group == null) {
      throw refusal("ValidationError", 400);
    }
    return DescribeInstanceRefreshesResponse.builder().instanceRefreshes(refreshes).build();
  }

  @Override
  public StartInstanceRefreshResponse startInstanceRefresh(StartInstanceRefreshRequest request) {
    note("start");
    started = request;
    return StartInstanceRefreshResponse.builder().instanceRefreshId("new").build();
  }

  @Override
  public CancelInstanceRefreshResponse cancelInstanceRefresh(CancelInstanceRefreshRequest request) {
    note("cancel");
    return CancelInstanceRefreshResponse.builder().build();
  }

  @Override
  public RollbackInstanceRefreshResponse rollbackInstanceRefresh(
      RollbackInstanceRefreshRequest request) {
    note("rollback");
    return RollbackInstanceRefreshResponse.builder().build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
