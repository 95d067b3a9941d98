package io.github.lastgood.account.codedeploy;

import io.github.lastgood.account.ecs.AlarmStates;
import io.github.lastgood.account.ecs.TaskBehaviour;
import io.github.lastgood.account.event.EventFeed;
import io.github.lastgood.account.setting.Agenda;
import io.github.lastgood.account.setting.Ids;
import io.github.lastgood.account.setting.Place;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentResponse;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
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
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocationType;
import software.amazon.awssdk.services.codedeploy.model.StopDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.StopDeploymentResponse;
import software.amazon.awssdk.services.codedeploy.model.StopStatus;
import software.amazon.awssdk.services.codedeploy.model.TimeRange;

/// The CodeDeploy client of the simulated account, and what a story may do to CodeDeploy besides
/// calling it.
///
/// Operations that are not overridden throw the interface's own [UnsupportedOperationException].
public final class SimulatedCodeDeploy implements CodeDeployClient {
  private final Agenda agenda;
  private final Ids ids;
  private final CodeDeployEngine engine;
  private final Applications applications = new Applications();

  /// A CodeDeploy without applications.
  ///
  /// @param alarms what the alarms of a deployment group say
  public SimulatedCodeDeploy(
      Place place,
      Agenda agenda,
      Ids ids,
      EventFeed feed,
      CodeDeployTiming timing,
      AlarmStates alarms) {
    this.agenda = agenda;
    this.ids = ids;
    this.engine =
        new CodeDeployEngine(
            agenda, new CodeDeployEvents(place, feed), timing, alarms, ids::codeDeploymentId);
  }

  /// Makes a deployment group whose first deployment has long succeeded.
  ///
  /// @return the first deployment's id
  public String createGroup(DeploymentGroupSpec spec, RevisionLocation first) {
    DeploymentState deployment =
        new DeploymentState(
            ids.codeDeploymentId(),
            applications.revisions(spec.application()).register(first),
            "user",
            "",
            spec.since(),
            null,
            null,
            null);
    deployment.startedAt = spec.since();
    deployment.shiftedAt = spec.since();
    deployment.end(DeploymentStatus.SUCCEEDED, spec.since());
    applications.add(new GroupState(spec, deployment));
    return deployment.id;
  }

  /// From now on this revision behaves like this in the group; revisions are healthy otherwise.
  public void behave(
      String application, String group, RevisionLocation revision, TaskBehaviour behaviour) {
    RevisionLocation whole = applications.revisions(application).register(revision);
    applications.group(application, group).behave(whole, behaviour);
  }

  /// A revision of an application is forgotten by CodeDeploy.
  public void forget(String application, RevisionLocation revision) {
    applications.revisions(application).forget(revision);
  }

  /// Whether the users of a group are hurt by what serves them now.
  public boolean isRed(String application, String group) {
    return applications.group(application, group).hurts(agenda.now());
  }

  /// What serves the users of a group, with its content.
  public RevisionLocation serving(String application, String group) {
    return applications.group(application, group).serving();
  }

  /// What each deployment of a group brought, oldest first, with its content.
  public List<RevisionLocation> deployed(String application, String group) {
    return applications.group(application, group).deployments.stream()
        .map(deployment -> deployment.revision)
        .toList();
  }

  /// A revision whose content is this AppSpec.
  public static RevisionLocation appSpec(String content) {
    return Revisions.appSpec(content);
  }

  @Override
  public GetDeploymentGroupResponse getDeploymentGroup(GetDeploymentGroupRequest request) {
    GroupState group = applications.group(request.applicationName(), request.deploymentGroupName());
    return GetDeploymentGroupResponse.builder()
        .deploymentGroupInfo(CodeDeployShapes.group(group))
        .build();
  }

  @Override
  public GetDeploymentResponse getDeployment(GetDeploymentRequest request) {
    GroupState group = applications.groupOf(request.deploymentId());
    return GetDeploymentResponse.builder()
        .deploymentInfo(
            CodeDeployShapes.deployment(
                group, applications.deployment(group, request.deploymentId())))
        .build();
  }

  @Override
  public GetDeploymentTargetResponse getDeploymentTarget(GetDeploymentTargetRequest request) {
    GroupState group = applications.groupOf(request.deploymentId());
    if (!group.spec.isEcs() || !group.spec.targetId().equals(request.targetId())) {
      throw CodeDeployRefusals.noTarget(request.targetId());
    }
    DeploymentState deployment = applications.deployment(group, request.deploymentId());
    return GetDeploymentTargetResponse.builder()
        .deploymentTarget(CodeDeployShapes.target(group, deployment))
        .build();
  }

  @Override
  public GetApplicationRevisionResponse getApplicationRevision(
      GetApplicationRevisionRequest request) {
    RevisionLocation whole =
        applications
            .revisions(request.applicationName())
            .find(request.revision())
            .orElseThrow(CodeDeployRefusals::noRevision);
    return GetApplicationRevisionResponse.builder()
        .applicationName(request.applicationName())
        .revision(whole)
        .build();
  }

  /// Newest first.
  @Override
  public ListDeploymentsResponse listDeployments(ListDeploymentsRequest request) {
    GroupState group = applications.group(request.applicationName(), request.deploymentGroupName());
    return ListDeploymentsResponse.builder()
        .deployments(
            group.deployments.reversed().stream()
                .filter(each ->
                    !request.hasIncludeOnlyStatuses()
                        || request.includeOnlyStatuses().contains(each.status))
                .filter(each -> isIn(request.createTimeRange(), each.createdAt))
                .map(each -> each.id)
                .toList())
        .build();
  }

  private static boolean isIn(@Nullable TimeRange range, Instant created) {
    return range == null
        || ((range.start() == null || !created.isBefore(range.start()))
            && (range.end() == null || !created.isAfter(range.end())));
  }

  @Override
  public CreateDeploymentResponse createDeployment(CreateDeploymentRequest request) {
    GroupState group = applications.group(request.applicationName(), request.deploymentGroupName());
    if (request.revision().revisionType() == RevisionLocationType.APP_SPEC_CONTENT
        && request.revision().appSpecContent().content() == null) {
      throw CodeDeployRefusals.noContent();
    }
    group
        .running()
        .ifPresent(running -> {
          throw CodeDeployRefusals.busy(running);
        });
    DeploymentState deployment =
        new DeploymentState(
            ids.codeDeploymentId(),
            applications.revisions(request.applicationName()).register(request.revision()),
            "user",
            request.description() == null ? "" : request.description(),
            agenda.now(),
            group.serving(),
            request.overrideAlarmConfiguration(),
            null);
    engine.begin(group, deployment);
    return CreateDeploymentResponse.builder().deploymentId(deployment.id).build();
  }

  @Override
  public StopDeploymentResponse stopDeployment(StopDeploymentRequest request) {
    GroupState group = applications.groupOf(request.deploymentId());
    DeploymentState deployment = applications.deployment(group, request.deploymentId());
    if (deployment.isOver()) {
      throw CodeDeployRefusals.ended(deployment);
    }
    engine.stop(group, deployment, Boolean.TRUE.equals(request.autoRollbackEnabled()));
    return StopDeploymentResponse.builder()
        .status(StopStatus.PENDING)
        .statusMessage("Stopping deployment.")
        .build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
