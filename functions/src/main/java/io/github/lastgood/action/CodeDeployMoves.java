package io.github.lastgood.action;

import io.github.lastgood.target.Method;
import io.github.lastgood.target.Resource.CodeDeployGroup;
import io.github.lastgood.target.Rollback;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.AlarmConfiguration;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackConfiguration;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.DeploymentAlreadyCompletedException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentLimitExceededException;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentsRequest;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;
import software.amazon.awssdk.services.codedeploy.model.StopDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.TimeRange;

/// Takes one CodeDeploy deployment back, a step at a time.
///
/// While it is in flight it is stopped: with CodeDeploy's own rollback when that goes to the good
/// revision, else without, and the good revision is deployed once it has stopped. After it, the
/// good revision is deployed. A deployment that Lastgood creates has no alarms (the red one would
/// stop it) and no rollback of its own (that would go to what hurts).
final class CodeDeployMoves {
  /// AWS's clock and ours may differ.
  private static final Duration CLOCKS = Duration.ofMinutes(5);

  private final Supplier<CodeDeployClient> codeDeploy;

  CodeDeployMoves(Supplier<CodeDeployClient> codeDeploy) {
    this.codeDeploy = codeDeploy;
  }

  /// @param good reads the good revision with its content; empty when it is stored nowhere
  Moved move(CodeDeployGroup group, Rollback rollback, Supplier<Optional<RevisionLocation>> good) {
    var bad = deployment(rollback.deploymentId());
    if (!belongs(bad, group)) {
      return new Moved.Refused(
          "Deployment " + bad.deploymentId() + " is not one of " + group.label() + ".");
    }
    return CodeDeployDeployments.isOver(bad)
        ? afterwards(group, rollback, bad, good)
        : stop(group, rollback, bad, good);
  }

  private DeploymentInfo deployment(String id) {
    return codeDeploy
        .get()
        .getDeployment(GetDeploymentRequest.builder().deploymentId(id).build())
        .deploymentInfo();
  }

  /// IAM cannot limit `StopDeployment` to a deployment group, so this does.
  private static boolean belongs(DeploymentInfo info, CodeDeployGroup group) {
    return group.application().equals(info.applicationName())
        && group.deploymentGroup().equals(info.deploymentGroupName());
  }

  private Moved stop(
      CodeDeployGroup group,
      Rollback rollback,
      DeploymentInfo bad,
      Supplier<Optional<RevisionLocation>> good) {
    var byCodeDeploy = rollback.method() == Method.STOP_DEPLOYMENT;
    if (!byCodeDeploy && good.get().isEmpty()) {
      return noContent(rollback);
    }
    try {
      codeDeploy
          .get()
          .stopDeployment(
              StopDeploymentRequest.builder()
                  .deploymentId(bad.deploymentId())
                  .autoRollbackEnabled(byCodeDeploy)
                  .build());
    } catch (DeploymentAlreadyCompletedException e) {
      return afterwards(group, rollback, deployment(bad.deploymentId()), good);
    }
    return byCodeDeploy
        ? new Moved.Accepted(null)
        : new Moved.NotYet("Deployment " + bad.deploymentId() + " is being stopped.");
  }

  private Moved afterwards(
      CodeDeployGroup group,
      Rollback rollback,
      DeploymentInfo bad,
      Supplier<Optional<RevisionLocation>> good) {
    var byCodeDeploy = CodeDeployDeployments.rollbackOf(bad);
    if (byCodeDeploy != null) {
      return new Moved.Accepted(byCodeDeploy);
    }
    var own = created(group, rollback);
    if (own != null) {
      return new Moved.Accepted(own);
    }
    return good.get()
        .map(revision -> create(group, rollback, revision))
        .orElseGet(() -> noContent(rollback));
  }

  private static Moved noContent(Rollback rollback) {
    return new Moved.Refused(
        "CodeDeploy has forgotten " + rollback.to().label() + ", and its content is not stored.");
  }

  /// `CreateDeployment` takes no client token. The description names the rollback, so that a second
  /// try finds the first one's deployment.
  private @Nullable String created(CodeDeployGroup group, Rollback rollback) {
    var request =
        ListDeploymentsRequest.builder()
            .applicationName(group.application())
            .deploymentGroupName(group.deploymentGroup())
            .createTimeRange(TimeRange.builder().start(rollback.claimedAt().minus(CLOCKS)).build())
            .build();
    return codeDeploy.get().listDeployments(request).deployments().stream()
        .filter(id -> !id.equals(rollback.deploymentId()))
        .map(this::deployment)
        .filter(info -> describes(rollback).equals(info.description()))
        .map(DeploymentInfo::deploymentId)
        .findFirst()
        .orElse(null);
  }

  private Moved create(CodeDeployGroup group, Rollback rollback, RevisionLocation good) {
    var request =
        CreateDeploymentRequest.builder()
            .applicationName(group.application())
            .deploymentGroupName(group.deploymentGroup())
            .revision(good)
            .description(describes(rollback))
            .overrideAlarmConfiguration(AlarmConfiguration.builder().enabled(false).build())
            .autoRollbackConfiguration(AutoRollbackConfiguration.builder().enabled(false).build())
            .build();
    try {
      return new Moved.Accepted(codeDeploy.get().createDeployment(request).deploymentId());
    } catch (DeploymentLimitExceededException e) {
      return new Moved.NotYet("CodeDeploy is busy: " + AwsErrors.words(e));
    }
  }

  private static String describes(Rollback rollback) {
    return CodeDeployDeployments.DESCRIPTION + rollback.id();
  }
}
