package io.github.lastgood.account;

import io.github.lastgood.account.cloudwatch.Alarms;
import io.github.lastgood.account.cloudwatch.CompositeAlarmSpec;
import io.github.lastgood.account.cloudwatch.MetricAlarmSpec;
import io.github.lastgood.account.ecs.ServiceSpec;
import io.github.lastgood.account.setting.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Tag;

/// Fills an empty account with the one world.
final class WorldBuilder {
  private static final Duration AGE = Duration.ofDays(4);
  private static final int OTHER_REVISION = 7;
  private static final String OTHER_NUMBER = "2600731948855017342";
  private static final String ALB = "AWS/ApplicationELB";
  private static final double MOST_ERRORS = 25;
  private static final double LONGEST_SECONDS = 1.5;

  private final Account account;
  private final WorldOptions options;
  private final Instant since;

  private WorldBuilder(Account account, WorldOptions options) {
    this.account = account;
    this.options = options;
    this.since = options.start().minus(AGE);
  }

  static void fill(Account account, WorldOptions options) {
    WorldBuilder builder = new WorldBuilder(account, options);
    builder.releases();
    builder.services();
    builder.alarms();
    account.ids().nextDeploymentNumber(World.BAD_NUMBER);
    account.ids().nextDeploymentNumber(World.NEXT_NUMBER);
  }

  private void releases() {
    account.ecs().nextRevision(World.SERVICE, Release.GOOD.revision());
    for (Release release : Release.values()) {
      account.ecr().push(World.SERVICE, release.tag());
      account.ecs().workloads().behave(World.image(release), release.behaviour());
      register(World.SERVICE, World.image(release));
    }
    account.ecr().push(World.OTHER_SERVICE, "v" + OTHER_REVISION);
    account.ecs().nextRevision(World.OTHER_SERVICE, OTHER_REVISION);
    register(World.OTHER_SERVICE, World.PLACE.image(World.OTHER_SERVICE, "v" + OTHER_REVISION));
  }

  private void register(String family, String image) {
    Place place = account.place();
    ContainerDefinition container =
        ContainerDefinition.builder()
            .name("app")
            .image(image)
            .essential(true)
            .environment(KeyValuePair.builder().name("SERVICE").value(family).build())
            .build();
    account
        .ecs()
        .registerTaskDefinition(
            RegisterTaskDefinitionRequest.builder()
                .family(family)
                .containerDefinitions(container)
                .cpu("512")
                .memory("1024")
                .networkMode(NetworkMode.AWSVPC)
                .requiresCompatibilities(Compatibility.FARGATE)
                .executionRoleArn(place.roleArn(family + "-execution"))
                .taskRoleArn(place.roleArn(family + "-task"))
                .tags(Tag.builder().key("team").value("shop").build())
                .build());
  }

  private void services() {
    account.ids().nextDeploymentNumber(World.GOOD_NUMBER);
    service(World.SERVICE, Release.GOOD.taskDefinition(), options.desiredCount());
    account.ids().nextDeploymentNumber(OTHER_NUMBER);
    service(World.OTHER_SERVICE, World.OTHER_SERVICE + ":" + OTHER_REVISION, 2);
  }

  private void service(String name, String taskDefinition, int desiredCount) {
    account
        .ecs()
        .createService(
            new ServiceSpec(
                World.CLUSTER,
                name,
                taskDefinition,
                desiredCount,
                DeploymentControllerType.ECS,
                options.configuration(),
                since));
  }

  private void alarms() {
    Alarms alarms = account.alarms();
    alarms.define(
        errors(World.ALARM_5XX, World.SERVICE, Duration.ofMillis(30_124)),
        () -> account.ecs().isRed(World.CLUSTER, World.SERVICE),
        since);
    alarms.define(latency(), () -> account.ecs().isRed(World.CLUSTER, World.SERVICE), since);
    alarms.define(
        new CompositeAlarmSpec(
            World.ALARM_COMPOSITE,
            "orders-api looks bad to its users",
            List.of(World.ALARM_5XX, World.ALARM_P99)),
        since);
    alarms.define(
        errors(World.ALARM_LOGS, World.SERVICE, Duration.ofMillis(10_411)), () -> false, since);
    alarms.define(
        errors(World.ALARM_BY_ZONE, World.SERVICE, Duration.ofMillis(35_919)), () -> false, since);
    alarms.define(
        errors(World.ALARM_OTHER, World.OTHER_SERVICE, Duration.ofMillis(20_318)),
        () -> account.ecs().isRed(World.CLUSTER, World.OTHER_SERVICE),
        since);
  }

  private static MetricAlarmSpec errors(String name, String service, Duration at) {
    MetricDataQuery metric =
        MetricAlarmSpec.query(
            "m1", ALB, "HTTPCode_Target_5XX_Count", dimensions(service), "Sum", true);
    return MetricAlarmSpec.of(name, "5xx answers of " + service, metric, MOST_ERRORS, at);
  }

  private static MetricAlarmSpec latency() {
    Map<String, String> dimensions = dimensions(World.SERVICE);
    MetricDataQuery onlyWithTraffic =
        MetricDataQuery.builder()
            .id("e1")
            .expression("IF(requests > 100, latency, 0)")
            .label("p99 with traffic")
            .returnData(true)
            .build();
    return MetricAlarmSpec.ofMath(
        World.ALARM_P99,
        "p99 latency of orders-api, only while there is traffic",
        List.of(
            onlyWithTraffic,
            MetricAlarmSpec.query("latency", ALB, "TargetResponseTime", dimensions, "p99", false),
            MetricAlarmSpec.query("requests", ALB, "RequestCount", dimensions, "Sum", false)),
        LONGEST_SECONDS,
        Duration.ofMillis(45_207));
  }

  private static Map<String, String> dimensions(String service) {
    Map<String, String> dimensions = new TreeMap<>();
    dimensions.put("LoadBalancer", "app/shop/50dc6c495c0c9188");
    dimensions.put("TargetGroup", "targetgroup/" + service + "/9b3d51f0c7e4a286");
    return dimensions;
  }
}
