package io.github.lastgood.simulation.team;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lastgood.account.Account;
import io.github.lastgood.account.World;
import io.github.lastgood.account.call.Call;
import io.github.lastgood.account.codedeploy.DeploymentGroupSpec;
import io.github.lastgood.account.codedeploy.SimulatedCodeDeploy;
import io.github.lastgood.simulation.Chance;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Rollback;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackEvent;
import software.amazon.awssdk.services.codedeploy.model.BundleType;
import software.amazon.awssdk.services.codedeploy.model.CodeDeployException;
import software.amazon.awssdk.services.codedeploy.model.ComputePlatform;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocationType;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/// Owners of a CodeDeploy deployment group, of an ECS service or of servers.
public final class CodeDeployTeam extends Team {
  private static final String GROUP = "prod";
  private static final String GROUP_ID = "9fd2fbef-2157-40d8-91e7-6845af69e2d2";

  private final ComputePlatform platform;
  private final List<RevisionLocation> releases = new ArrayList<>();
  private final Losses contents = new Losses();
  private final Losses definitions = new Losses();

  private CodeDeployTeam(String name, Account account, Chance chance, ComputePlatform platform) {
    super(name, account, chance);
    this.platform = platform;
  }

  /// A group on one of the two platforms; CodeDeploy's own rollback is on or off.
  public static CodeDeployTeam of(String name, Account account, Chance chance) {
    var onEcs = chance.once(0.6);
    var team =
        new CodeDeployTeam(
            name, account, chance, onEcs ? ComputePlatform.ECS : ComputePlatform.SERVER);
    team.open();
    return team;
  }

  private void open() {
    defineAlarms();
    var byItself = chance.once(0.4);
    var onEcs = platform == ComputePlatform.ECS;
    var first = next();
    account
        .codeDeploy()
        .createGroup(
            new DeploymentGroupSpec(
                name,
                GROUP,
                GROUP_ID,
                platform,
                onEcs ? World.CLUSTER : "",
                onEcs ? name : "",
                onEcs ? chance.minutes(0, 25) : Duration.ZERO,
                byItself ? List.of(name + "-5xx") : List.of(),
                byItself
                    ? Set.of(
                        AutoRollbackEvent.DEPLOYMENT_FAILURE,
                        AutoRollbackEvent.DEPLOYMENT_STOP_ON_ALARM)
                    : Set.of(),
                since()),
            first);
    releases.add(first);
  }

  private RevisionLocation next() {
    var number = releases.size() + 1;
    return platform == ComputePlatform.ECS
        ? SimulatedCodeDeploy.appSpec(appSpec(taskDefinition()))
        : RevisionLocation.builder()
            .revisionType(RevisionLocationType.S3)
            .s3Location(bundle ->
                bundle
                    .bucket(name + "-releases")
                    .key("release-" + number + ".zip")
                    .bundleType(BundleType.ZIP)
                    .version("vers" + number))
            .build();
  }

  private String taskDefinition() {
    var image = account.place().image(name, "build-" + (releases.size() + 1));
    account.ecr().push(name, "build-" + (releases.size() + 1));
    return account
        .ecs()
        .registerTaskDefinition(request ->
            request
                .family(name)
                .containerDefinitions(
                    ContainerDefinition.builder().name("app").image(image).build()))
        .taskDefinition()
        .taskDefinitionArn();
  }

  private static String appSpec(String taskDefinition) {
    return """
    {"version": 0.0, "Resources": [{"TargetService": {"Type": "AWS::ECS::Service", "Properties": {\
    "TaskDefinition": "%s", "LoadBalancerInfo": {"ContainerName": "app", "ContainerPort": 8080}}}}]}\
    """
        .formatted(taskDefinition);
  }

  @Override
  String kind() {
    return "codeDeploy";
  }

  @Override
  ObjectNode resource() {
    return object().put("application", name).put("deploymentGroup", GROUP);
  }

  @Override
  public String deploy() {
    if (chance.once(0.75)) {
      var quality = Quality.of(chance);
      var release = next();
      releases.add(release);
      account.codeDeploy().behave(name, GROUP, release, quality.task());
      return create(release, quality.words());
    }
    return create(chance.oneOf(releases), "once more");
  }

  private String create(RevisionLocation release, String words) {
    try {
      account
          .codeDeploy()
          .createDeployment(request ->
              request.applicationName(name).deploymentGroupName(GROUP).revision(release));
    } catch (CodeDeployException e) {
      return "cannot deploy " + label(release) + ": " + e.getMessage();
    }
    noteDeployed(id(release));
    return "deploys " + label(release) + ", " + words;
  }

  /// A tool deregisters the task definition of a release, or CodeDeploy forgets the release.
  @Override
  public String lose() {
    var release = chance.oneOf(releases);
    if (platform == ComputePlatform.ECS && chance.once(0.5)) {
      var definition = definition(release);
      account.ecs().deregisterTaskDefinition(request -> request.taskDefinition(definition));
      definitions.lost(id(release), account.now());
      return "deregisters the definition of " + label(release);
    }
    account.codeDeploy().forget(name, release);
    contents.lost(id(release), account.now());
    return "forgets " + label(release);
  }

  private static String definition(RevisionLocation release) {
    var content = release.appSpecContent().content();
    var from = content.indexOf("arn:");
    return content.substring(from, content.indexOf('"', from));
  }

  @Override
  public String running() {
    return id(account.codeDeploy().serving(name, GROUP));
  }

  @Override
  public boolean isHurt() {
    return account.codeDeploy().isRed(name, GROUP);
  }

  @Override
  public boolean isMovedBy(Call call) {
    return switch (call.name()) {
      case "codedeploy:CreateDeployment" -> call.argument("applicationName").equals(name);
      case "codedeploy:StopDeployment" -> true;
      default -> false;
    };
  }

  @Override
  public Optional<String> revisionOf(Call call) {
    return call.arguments().get("revision") instanceof RevisionLocation location
        ? Optional.of(id(location))
        : Optional.empty();
  }

  /// Of a revision that CodeDeploy has forgotten, and that only a person vouched for, the ledger
  /// does not know the task definition.
  @Override
  public Optional<String> missing(Rollback rollback, Instant since) {
    return !rollback.to().images().isEmpty() && definitions.wasLost(rollback.to().id(), since)
        ? Optional.of("the task definition of " + rollback.to().label() + " is INACTIVE")
        : Optional.empty();
  }

  private static String id(RevisionLocation release) {
    if (release.revisionType() == RevisionLocationType.S3) {
      var place = release.s3Location();
      return "s3://%s/%s?bundleType=%s&version=%s"
          .formatted(place.bucket(), place.key(), place.bundleTypeAsString(), place.version());
    }
    var content = release.appSpecContent();
    var whole = content.sha256() == null ? SimulatedCodeDeploy.appSpec(content.content()) : release;
    return "appspec:" + whole.appSpecContent().sha256();
  }

  private static String label(RevisionLocation release) {
    return release.revisionType() == RevisionLocationType.S3
        ? release.s3Location().key()
        : definition(release).substring(definition(release).lastIndexOf('/') + 1);
  }

  @Override
  public boolean mayBeMissing(Revision revision) {
    return definitions.isLost(revision.id()) || contents.isLost(revision.id());
  }
}
