package io.github.lastgood.wire;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sns.SnsClient;

/// The account around the functions: what stands in it before anything happens, and what people and
/// CloudWatch do to it.
final class Scene implements AutoCloseable {

  static final String TOPIC =
      "arn:aws:sns:%s:%s:lastgood-notices".formatted(Arns.REGION, Arns.ACCOUNT);
  static final String EVENT_BUS = "lastgood";
  static final String GOOD_NUMBER = "1920498462936580504";
  static final String BAD_NUMBER = "9313423515462893900";

  private static final String SERVICE = "orders-api";
  private static final int NEWEST_REVISION = 42;
  private static final Duration BAD_STARTS_BEFORE_ALARM = Duration.ofSeconds(15 * 60 + 30);

  private final EcsServices services;
  private final EcsClient ecs;
  private final CloudWatchClient cloudWatch;
  private final EcrClient ecr;
  private final SnsClient sns;
  private final EventBridgeClient eventBridge;
  private EcsService ordersApi = new EcsService("prod", SERVICE);

  Scene(URI moto, EcsServices services) {
    this.services = services;
    ecs = AwsClients.at(moto, EcsClient.builder());
    cloudWatch = AwsClients.at(moto, CloudWatchClient.builder());
    ecr = AwsClients.at(moto, EcrClient.builder());
    sns = AwsClients.at(moto, SnsClient.builder());
    eventBridge = AwsClients.at(moto, EventBridgeClient.builder());
  }

  /// Sets everything up in an empty account; the good revision has run for a day.
  void set() {
    sns.createTopic(request -> request.name("lastgood-notices"));
    eventBridge.createEventBus(request -> request.name(EVENT_BUS));
    ecr.createRepository(request -> request.repositoryName(SERVICE));
    push("v41");
    push("v42");
    for (int revision = 1; revision <= NEWEST_REVISION; revision++) {
      registerTaskDefinition(SERVICE, "v" + revision);
    }
    for (String alarm : List.of("5xx", "p99", "bad-deploy", "log-errors", "by-az")) {
      putAlarm(SERVICE + "-" + alarm);
    }
    services.clear();
    ordersApi = services.create("prod", SERVICE);
    Instant yesterday = Instant.now().minus(Duration.ofDays(1));
    ordersApi.deploy(GOOD_NUMBER, WireWorld.GOOD, yesterday);
    ordersApi.settle(yesterday.plus(Duration.ofMinutes(5)));
  }

  /// Another service, on the first revision of its own task definition, with one alarm.
  void addService(String name, String number) {
    registerTaskDefinition(name, "v41");
    putAlarm(name + "-5xx");
    EcsService service = services.create("prod", name);
    Instant yesterday = Instant.now().minus(Duration.ofDays(1));
    service.deploy(number, Arns.taskDefinition(name + ":1"), yesterday);
    service.settle(yesterday.plus(Duration.ofMinutes(5)));
  }

  EcsService ordersApi() {
    return ordersApi;
  }

  /// Deploys the bad revision at the distance from the alarm that the event files tell: it starts
  /// at 10:00:00 and completes at 10:05:00, the alarm comes at 10:15:30.
  void deployBad(Instant alarmAt) {
    startBad(alarmAt);
    ordersApi.settle(ordersApi.newest().startedAt().plus(Duration.ofMinutes(5)));
  }

  /// As [#deployBad(Instant)], but the deployment does not come to its end.
  void startBad(Instant alarmAt) {
    ordersApi.deploy(BAD_NUMBER, WireWorld.BAD, alarmAt.minus(BAD_STARTS_BEFORE_ALARM));
  }

  void setAlarm(String alarm, StateValue state) {
    cloudWatch.setAlarmState(
        request -> request.alarmName(alarm).stateValue(state).stateReason("set by the test"));
  }

  private void push(String tag) {
    String image = Images.image(tag);
    ecr.putImage(request ->
        request
            .repositoryName(SERVICE)
            .imageTag(tag)
            .imageDigest(Images.digest(image))
            .imageManifestMediaType("application/vnd.oci.image.manifest.v1+json")
            .imageManifest("{\"schemaVersion\":2,\"config\":{\"size\":1},\"layers\":[]}"));
  }

  private void registerTaskDefinition(String family, String tag) {
    ecs.registerTaskDefinition(request ->
        request
            .family(family)
            .networkMode(NetworkMode.AWSVPC)
            .requiresCompatibilities(Compatibility.FARGATE)
            .cpu("256")
            .memory("512")
            .executionRoleArn("arn:aws:iam::%s:role/orders-api".formatted(Arns.ACCOUNT))
            .containerDefinitions(
                ContainerDefinition.builder().name("app").image(Images.image(tag)).build()));
  }

  /// An alarm that is OK.
  void putAlarm(String name) {
    cloudWatch.putMetricAlarm(request ->
        request
            .alarmName(name)
            .namespace("AWS/ApplicationELB")
            .metricName("HTTPCode_Target_5XX_Count")
            .statistic(Statistic.SUM)
            .period(60)
            .evaluationPeriods(2)
            .threshold(25.0)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD));
    setAlarm(name, StateValue.OK);
  }

  @Override
  public void close() {
    ecs.close();
    cloudWatch.close();
    ecr.close();
    sns.close();
    eventBridge.close();
  }
}
