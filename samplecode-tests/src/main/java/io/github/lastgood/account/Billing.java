package io.github.lastgood.account;

import io.github.lastgood.account.cloudwatch.MetricAlarmSpec;
import io.github.lastgood.account.codedeploy.DeploymentGroupSpec;
import io.github.lastgood.account.codedeploy.SimulatedCodeDeploy;
import io.github.lastgood.account.ecs.TaskBehaviour;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackEvent;
import software.amazon.awssdk.services.codedeploy.model.BundleType;
import software.amazon.awssdk.services.codedeploy.model.ComputePlatform;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentGroupRequest;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocationType;
import software.amazon.awssdk.services.codedeploy.model.S3Location;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/// What CodeDeploy deploys in the one world: application `billing`, deployment group `prod`, either
/// the ECS service behind `billing-api` or a fleet of servers.
///
///     var world = World.create();
///     var billing = Billing.onEcs(world, Duration.ofMinutes(30));
///     billing.deploy(Billing.BAD);
public final class Billing {
  /// The application.
  public static final String APPLICATION = "billing";

  /// The deployment group.
  public static final String GROUP = "prod";

  /// The alarm on answers with 5xx.
  public static final String ALARM = "billing-5xx";

  /// An alarm that only CodeDeploy itself watches; quiet unless a story sets it.
  public static final String CANARY_ALARM = "billing-synthetic-check";

  /// The version that has been running since long.
  public static final int GOOD = 7;

  /// The version that hurts its users a while after it got the traffic.
  public static final int BAD = 8;

  /// The version that never becomes healthy.
  public static final int CRASHING = 9;

  /// The developers' fix.
  public static final int FIXED = 10;

  private static final String GROUP_ID = "9fd2fbef-2157-40d8-91e7-6845af69e2d2";
  private static final Duration AGE = Duration.ofDays(4);
  private static final Duration HURTS_AFTER = Duration.ofMinutes(6);

  private final World world;
  private final ComputePlatform platform;

  private Billing(World world, ComputePlatform platform) {
    this.world = world;
    this.platform = platform;
  }

  /// Blue/green on ECS, without alarms or rollbacks of CodeDeploy's own.
  ///
  /// @param terminationWait how long blue is kept after the traffic moved
  public static Billing onEcs(World world, Duration terminationWait) {
    return create(world, ComputePlatform.ECS, terminationWait, Set.of());
  }

  /// Blue/green on ECS; CodeDeploy watches [#CANARY_ALARM] and rolls back by itself.
  public static Billing watchedByCodeDeploy(World world, Duration terminationWait) {
    return create(
        world,
        ComputePlatform.ECS,
        terminationWait,
        Set.of(AutoRollbackEvent.DEPLOYMENT_FAILURE, AutoRollbackEvent.DEPLOYMENT_STOP_ON_ALARM));
  }

  /// In place on servers, from bundles in S3.
  public static Billing onServers(World world) {
    return create(world, ComputePlatform.SERVER, Duration.ZERO, Set.of());
  }

  private static Billing create(
      World world,
      ComputePlatform platform,
      Duration terminationWait,
      Set<AutoRollbackEvent> autoRollback) {
    var billing = new Billing(world, platform);
    var account = world.account();
    if (platform == ComputePlatform.ECS) {
      billing.registerTaskDefinitions();
    }
    billing.alarm(ALARM, () -> account.codeDeploy().isRed(APPLICATION, GROUP));
    billing.alarm(CANARY_ALARM, () -> false);
    account
        .codeDeploy()
        .createGroup(
            new DeploymentGroupSpec(
                APPLICATION,
                GROUP,
                GROUP_ID,
                platform,
                platform == ComputePlatform.ECS ? World.CLUSTER : "",
                platform == ComputePlatform.ECS ? World.OTHER_SERVICE : "",
                terminationWait,
                autoRollback.isEmpty() ? List.of() : List.of(CANARY_ALARM),
                autoRollback,
                account.now().minus(AGE)),
            billing.revision(GOOD));
    billing.behave(BAD, new TaskBehaviour.RedAfter(HURTS_AFTER));
    billing.behave(CRASHING, new TaskBehaviour.Crashing());
    return billing;
  }

  /// The world has [#GOOD] already.
  private void registerTaskDefinitions() {
    for (int version = BAD; version <= FIXED; version++) {
      var container =
          ContainerDefinition.builder()
              .name("app")
              .image(World.PLACE.image(World.OTHER_SERVICE, "v" + version))
              .build();
      world
          .account()
          .ecs()
          .registerTaskDefinition(
              RegisterTaskDefinitionRequest.builder()
                  .family(World.OTHER_SERVICE)
                  .containerDefinitions(container)
                  .build());
    }
  }

  private void alarm(String name, io.github.lastgood.account.cloudwatch.Symptom symptom) {
    var metric =
        MetricAlarmSpec.query(
            "m1",
            "AWS/ApplicationELB",
            "HTTPCode_Target_5XX_Count",
            Map.of("LoadBalancer", "app/billing/2f0c6c495c0c9188"),
            "Sum",
            true);
    world
        .account()
        .alarms()
        .define(
            MetricAlarmSpec.of(name, "billing hurts", metric, 25, Duration.ofMillis(25_406)),
            symptom,
            world.account().now().minus(AGE));
  }

  private void behave(int version, TaskBehaviour behaviour) {
    world.account().codeDeploy().behave(APPLICATION, GROUP, revision(version), behaviour);
  }

  /// A version as CodeDeploy is given it: an AppSpec, or a bundle in S3.
  public RevisionLocation revision(int version) {
    return platform == ComputePlatform.ECS
        ? SimulatedCodeDeploy.appSpec(appSpec(version))
        : RevisionLocation.builder()
            .revisionType(RevisionLocationType.S3)
            .s3Location(
                S3Location.builder()
                    .bucket("billing-releases")
                    .key("billing/release-" + version + ".zip")
                    .bundleType(BundleType.ZIP)
                    .version("vers" + version)
                    .build())
            .build();
  }

  private static String appSpec(int version) {
    return """
    {"version": 0.0, "Resources": [{"TargetService": {"Type": "AWS::ECS::Service", "Properties": {\
    "TaskDefinition": "%s", "LoadBalancerInfo": {"ContainerName": "app", "ContainerPort": 8080}}}}]}\
    """
        .formatted(World.PLACE.taskDefinitionArn(World.OTHER_SERVICE, version));
  }

  /// A developer deploys a version.
  ///
  /// @return the deployment's id
  public String deploy(int version) {
    return world
        .account()
        .codeDeploy()
        .createDeployment(
            CreateDeploymentRequest.builder()
                .applicationName(APPLICATION)
                .deploymentGroupName(GROUP)
                .revision(revision(version))
                .description("release " + version)
                .build())
        .deploymentId();
  }

  /// CodeDeploy forgets a version.
  public void forget(int version) {
    world.account().codeDeploy().forget(APPLICATION, revision(version));
  }

  /// A tool deregisters the task definition of a version.
  public void deregister(int version) {
    var request =
        DeregisterTaskDefinitionRequest.builder()
            .taskDefinition(World.OTHER_SERVICE + ":" + version)
            .build();
    world.account().ecs().deregisterTaskDefinition(request);
  }

  /// What people call a version: its task definition, or its bundle.
  public String label(int version) {
    return platform == ComputePlatform.ECS
        ? World.OTHER_SERVICE + ":" + version
        : "release-" + version + ".zip";
  }

  /// The version that serves the users.
  public int serving() {
    return IntStream.rangeClosed(GOOD, FIXED).filter(this::serves).findFirst().orElseThrow();
  }

  /// Whether that version serves the users.
  public boolean serves(int version) {
    var serving = world.account().codeDeploy().serving(APPLICATION, GROUP);
    return serving.equals(revision(version));
  }

  /// The versions of all its deployments, oldest first.
  public List<Integer> deployments() {
    return world.account().codeDeploy().deployed(APPLICATION, GROUP).stream()
        .map(deployed ->
            IntStream.rangeClosed(GOOD, FIXED)
                .filter(version -> deployed.equals(revision(version)))
                .findFirst()
                .orElseThrow())
        .toList();
  }

  /// The newest deployment of the group.
  public DeploymentInfo newest() {
    var codeDeploy = world.account().codeDeploy();
    var group =
        codeDeploy
            .getDeploymentGroup(
                GetDeploymentGroupRequest.builder()
                    .applicationName(APPLICATION)
                    .deploymentGroupName(GROUP)
                    .build())
            .deploymentGroupInfo();
    return codeDeploy
        .getDeployment(
            GetDeploymentRequest.builder()
                .deploymentId(group.lastAttemptedDeployment().deploymentId())
                .build())
        .deploymentInfo();
  }
}
