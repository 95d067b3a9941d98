package io.github.lastgood.action;

import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Rollback;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.CodeDeployException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentTarget;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentTargetRequest;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventStatus;

/// Whether a rollback's own blue/green deployment has all the traffic.
///
/// That deployment stays `InProgress` while what hurt waits for its termination, up to two days.
/// The users are on the good revision from the lifecycle event `AllowTraffic` on, so there the
/// rollback has settled. (A deployment of the team settles at its very end: until then it can be
/// stopped.)
final class CodeDeployTraffic {
  private static final String LAST_SHIFT = "AllowTraffic";

  private final Supplier<CodeDeployClient> codeDeploy;

  CodeDeployTraffic(Supplier<CodeDeployClient> codeDeploy) {
    this.codeDeploy = codeDeploy;
  }

  /// The live state, settled if it is the open rollback's deployment and has the traffic.
  LiveState settle(LiveState live, DeploymentGroupInfo group, @Nullable Rollback open) {
    if (open == null
        || !(live instanceof LiveState.Running running)
        || !running.isInFlight()
        || running.failed()
        || running.deployment().id().equals(open.deploymentId())
        || !open.brings(running.deployment().revision())
        || group.ecsServices().isEmpty()) {
      return live;
    }
    var service = group.ecsServices().getFirst();
    var shifted =
        shiftedAt(running.deployment().id(), service.clusterName() + ":" + service.serviceName());
    return shifted == null
        ? live
        : new LiveState.Running(
            running.deployment().settled(shifted), false, running.rollsBackItself());
  }

  /// Null while it has not all the traffic, or when CodeDeploy does not say.
  private @Nullable Instant shiftedAt(String deploymentId, String targetId) {
    try {
      var request =
          GetDeploymentTargetRequest.builder()
              .deploymentId(deploymentId)
              .targetId(targetId)
              .build();
      return shiftedAt(codeDeploy.get().getDeploymentTarget(request).deploymentTarget());
    } catch (CodeDeployException e) {
      if (AwsErrors.isFinal(e)) {
        return null;
      }
      throw e;
    }
  }

  private static @Nullable Instant shiftedAt(DeploymentTarget target) {
    return target.ecsTarget() == null
        ? null
        : target.ecsTarget().lifecycleEvents().stream()
            .filter(event -> LAST_SHIFT.equals(event.lifecycleEventName()))
            .filter(event -> event.status() == LifecycleEventStatus.SUCCEEDED)
            .map(event -> event.endTime())
            .findFirst()
            .orElse(null);
  }
}
