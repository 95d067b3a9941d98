package io.github.lastgood.action;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.CodeDeployException;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentResponse;
import software.amazon.awssdk.services.codedeploy.model.DeploymentDoesNotExistException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupDoesNotExistException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentTarget;
import software.amazon.awssdk.services.codedeploy.model.ECSService;
import software.amazon.awssdk.services.codedeploy.model.GetApplicationRevisionRequest;
import software.amazon.awssdk.services.codedeploy.model.GetApplicationRevisionResponse;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentGroupRequest;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentGroupResponse;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentResponse;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentTargetRequest;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentTargetResponse;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentsRequest;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentsResponse;
import software.amazon.awssdk.services.codedeploy.model.RevisionDoesNotExistException;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;
import software.amazon.awssdk.services.codedeploy.model.StopDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.StopDeploymentResponse;

/// The deployment group `billing/prod`, as a test sets it. A deployment never tells an AppSpec's
/// content; the application's revision does.
final class FakeCodeDeploy implements CodeDeployClient {
  final Map<String, DeploymentInfo> deployments = new LinkedHashMap<>();

  /// SHA-256 to the AppSpec.
  final Map<String, String> appSpecs = new HashMap<>();

  final List<StopDeploymentRequest> stopped = new ArrayList<>();
  final List<CreateDeploymentRequest> created = new ArrayList<>();
  DeploymentGroupInfo.@Nullable Builder group =
      DeploymentGroupInfo.builder()
          .applicationName("billing")
          .deploymentGroupName("prod")
          .computePlatform("ECS")
          .ecsServices(ECSService.builder().clusterName("prod").serviceName("billing-api").build());

  /// Thrown by the next call that changes or reads something, once.
  @Nullable CodeDeployException refusal;

  @Nullable DeploymentTarget target;
  @Nullable GetDeploymentTargetRequest askedTarget;

  static CodeDeployException refusal(String code, int status) {
    return (CodeDeployException)
        CodeDeployException.builder()
            .statusCode(status)
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage("no").build())
            .build();
  }

  static RevisionLocation appSpec(String sha256) {
    return RevisionLocation.builder()
        .revisionType("AppSpecContent")
        .appSpecContent(content -> content.sha256(sha256))
        .build();
  }

  void deploy(DeploymentInfo.Builder info) {
    var built = info.applicationName("billing").deploymentGroupName("prod").build();
    deployments.put(built.deploymentId(), built);
  }

  private void refuseOnce() {
    CodeDeployException once = refusal;
    refusal = null;
    if (once != null) {
      throw once;
    }
  }

  @Override
  public GetDeploymentGroupResponse getDeploymentGroup(GetDeploymentGroupRequest request) {
    if (group == null) {
      throw DeploymentGroupDoesNotExistException.builder().build();
    }
    return GetDeploymentGroupResponse.builder().deploymentGroupInfo(group.build()).build();
  }

  @Override
  public GetDeploymentResponse getDeployment(GetDeploymentRequest request) {
    var info = deployments.get(request.deploymentId());
    if (info == null) {
      throw DeploymentDoesNotExistException.builder().build();
    }
    return GetDeploymentResponse.builder().deploymentInfo(info).build();
  }

  @Override
  public GetDeploymentTargetResponse getDeploymentTarget(GetDeploymentTargetRequest request) {
    askedTarget = request;
    refuseOnce();
    return GetDeploymentTargetResponse.builder().deploymentTarget(target).build();
  }

  @Override
  public GetApplicationRevisionResponse getApplicationRevision(
      GetApplicationRevisionRequest request) {
    refuseOnce();
    var location = request.revision();
    if (location.appSpecContent() == null) {
      return GetApplicationRevisionResponse.builder().revision(location).build();
    }
    var content = appSpecs.get(location.appSpecContent().sha256());
    if (content == null) {
      throw RevisionDoesNotExistException.builder().statusCode(400).build();
    }
    return GetApplicationRevisionResponse.builder()
        .revision(
            location.toBuilder()
                .appSpecContent(location.appSpecContent().toBuilder().content(content).build())
                .build())
        .build();
  }

  @Override
  public ListDeploymentsResponse listDeployments(ListDeploymentsRequest request) {
    return ListDeploymentsResponse.builder().deployments(deployments.keySet()).build();
  }

  @Override
  public StopDeploymentResponse stopDeployment(StopDeploymentRequest request) {
    refuseOnce();
    stopped.add(request);
    return StopDeploymentResponse.builder().status("Pending").build();
  }

  @Override
  public CreateDeploymentResponse createDeployment(CreateDeploymentRequest request) {
    refuseOnce();
    created.add(request);
    deploy(
        DeploymentInfo.builder()
            .deploymentId("d-OWN")
            .description(request.description())
            .revision(request.revision())
            .status("Created"));
    return CreateDeploymentResponse.builder().deploymentId("d-OWN").build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
