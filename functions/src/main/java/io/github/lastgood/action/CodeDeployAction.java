package io.github.lastgood.action;

import io.github.lastgood.target.Candidate;
import io.github.lastgood.target.Candidate.AsCopy;
import io.github.lastgood.target.Candidate.Availability;
import io.github.lastgood.target.Candidate.Gone;
import io.github.lastgood.target.Candidate.Ready;
import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Resource.CodeDeployGroup;
import io.github.lastgood.target.ResourceForm;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Rollback;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.ApplicationDoesNotExistException;
import software.amazon.awssdk.services.codedeploy.model.CodeDeployException;
import software.amazon.awssdk.services.codedeploy.model.ComputePlatform;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupDoesNotExistException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.GetApplicationRevisionRequest;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentGroupRequest;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.LastDeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;
import software.amazon.awssdk.services.ecs.EcsClient;

/// CodeDeploy deployment groups: ECS services with blue/green deployments, and servers.
///
/// `GetDeployment` never gives an AppSpec's content, only its hash; `GetApplicationRevision` does.
/// It is stored when the deployment is done, because redeploying needs it. What succeeded last may
/// be the bad revision: the success of a deployment says nothing about health.
public final class CodeDeployAction
    implements KindAction<ResourceForm.CodeDeployGroup, CodeDeployGroup> {
  private final Supplier<CodeDeployClient> codeDeploy;
  private final TaskDefinitions taskDefinitions;
  private final CodeDeployMoves moves;
  private final CodeDeployTraffic traffic;

  public CodeDeployAction(
      Supplier<CodeDeployClient> codeDeploy, EcsClient ecs, Images images, Parallel parallel) {
    this.codeDeploy = codeDeploy;
    this.taskDefinitions = new TaskDefinitions(ecs, images, parallel);
    this.moves = new CodeDeployMoves(codeDeploy);
    this.traffic = new CodeDeployTraffic(codeDeploy);
  }

  @Override
  public Optional<CodeDeployGroup> find(ResourceForm.CodeDeployGroup form) {
    return group(form.application(), form.deploymentGroup())
        .map(info ->
            new CodeDeployGroup(
                form.application(), form.deploymentGroup(), info.computePlatformAsString()));
  }

  private Optional<DeploymentGroupInfo> group(String application, String name) {
    var request =
        GetDeploymentGroupRequest.builder()
            .applicationName(application)
            .deploymentGroupName(name)
            .build();
    try {
      return Optional.of(codeDeploy.get().getDeploymentGroup(request).deploymentGroupInfo());
    } catch (ApplicationDoesNotExistException | DeploymentGroupDoesNotExistException e) {
      return Optional.empty();
    }
  }

  @Override
  public LiveState observe(CodeDeployGroup group, @Nullable Rollback open) {
    return group(group.application(), group.deploymentGroup())
        .map(info -> live(group, info, open))
        .orElseGet(() -> new LiveState.Unusable(group.label() + " does not exist."));
  }

  private LiveState live(CodeDeployGroup group, DeploymentGroupInfo info, @Nullable Rollback open) {
    if (info.computePlatform() == ComputePlatform.LAMBDA) {
      return new LiveState.Unusable(
          group.label() + " deploys Lambda functions; ECS services and servers are supported.");
    }
    @Nullable LastDeploymentInfo newest = info.lastAttemptedDeployment();
    if (newest == null) {
      return new LiveState.Unusable("Nothing has been deployed to " + group.label() + " yet.");
    }
    var deployment = deployment(newest.deploymentId());
    return CodeDeployRevisions.of(deployment.revision())
        .map(revision ->
            traffic.settle(
                CodeDeployDeployments.live(deployment, revision, source(info)), info, open))
        .orElseGet(() ->
            new LiveState.Unusable(
                group.label() + " runs a kind of revision that Lastgood does not know."));
  }

  private static @Nullable String source(DeploymentGroupInfo info) {
    @Nullable LastDeploymentInfo good = info.lastSuccessfulDeployment();
    return good == null ? null : good.deploymentId();
  }

  private DeploymentInfo deployment(String id) {
    return codeDeploy
        .get()
        .getDeployment(GetDeploymentRequest.builder().deploymentId(id).build())
        .deploymentInfo();
  }

  /// CodeDeploy would go back to the revision of the newest deployment that succeeded, which may be
  /// another one's than the deployment in which that revision was proven.
  @Override
  public Deployment resolve(CodeDeployGroup group, Deployment seen) {
    var revision =
        whole(group, seen.revision())
            .map(whole -> CodeDeployRevisions.named(seen.revision(), whole))
            .orElse(seen.revision());
    var source =
        seen.sourceId() == null
            ? null
            : CodeDeployRevisions.of(deployment(seen.sourceId()).revision())
                .map(Revision::id)
                .orElse(null);
    return seen.withRevision(revision).withWayBack(seen.controlId(), source);
  }

  /// The revision with its content; empty when CodeDeploy does not have it.
  private Optional<RevisionLocation> whole(CodeDeployGroup group, Revision revision) {
    var location = CodeDeployRevisions.location(revision);
    if (location.isEmpty()) {
      return Optional.empty();
    }
    try {
      var request =
          GetApplicationRevisionRequest.builder()
              .applicationName(group.application())
              .revision(location.get())
              .build();
      return Optional.of(codeDeploy.get().getApplicationRevision(request).revision());
    } catch (CodeDeployException e) {
      if (AwsErrors.isFinal(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public Candidate check(CodeDeployGroup group, Revision revision) {
    return new Candidate(revision, availability(group, revision));
  }

  private Availability availability(CodeDeployGroup group, Revision revision) {
    var whole = whole(group, revision);
    var named = whole.map(found -> CodeDeployRevisions.named(revision, found)).orElse(revision);
    var inactive =
        named.images().stream()
            .filter(image -> image.container().equals(CodeDeployRevisions.TASK_DEFINITION))
            .flatMap(image -> taskDefinitions.notActive(image.reference()).stream())
            .findFirst();
    if (inactive.isPresent()) {
      return new Gone(inactive.get());
    }
    return whole.isPresent()
        ? new Ready()
        : new AsCopy("CodeDeploy has forgotten revision " + revision.label() + ".");
  }

  @Override
  public Optional<String> definitionOf(CodeDeployGroup group, Revision revision) {
    return whole(group, revision).map(CodeDeployRevisions::write);
  }

  @Override
  public Moved move(
      CodeDeployGroup group,
      Rollback rollback,
      LiveState.Running live,
      Deployment deployment,
      Supplier<Optional<String>> definition) {
    var meanwhile = Moved.meanwhile(rollback, live.deployment());
    if (meanwhile.isPresent()) {
      return meanwhile.get();
    }
    try {
      return moves.move(group, rollback, () -> good(group, rollback, definition));
    } catch (CodeDeployException e) {
      if (AwsErrors.isFinal(e)) {
        return new Moved.Refused("CodeDeploy refused to roll back: " + AwsErrors.words(e));
      }
      throw e;
    }
  }

  /// What the ledger stored, else what CodeDeploy still has.
  private Optional<RevisionLocation> good(
      CodeDeployGroup group, Rollback rollback, Supplier<Optional<String>> definition) {
    return definition.get().map(CodeDeployRevisions::read).or(() -> whole(group, rollback.to()));
  }
}
