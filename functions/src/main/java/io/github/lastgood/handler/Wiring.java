package io.github.lastgood.handler;

import io.github.lastgood.Lastgood;
import io.github.lastgood.Lastgood.Clients;
import io.github.lastgood.Lastgood.Settings;
import io.github.lastgood.action.Parallel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.sns.SnsClient;

/// Builds the parts from the environment, once per function instance. Endpoints, region and
/// credentials come from the SDK's standard settings alone.
final class Wiring {
  private static final String LEDGER_TABLE = "LEDGER_TABLE";
  private static final String TOPIC = "NOTIFICATION_TOPIC_ARN";
  private static final String BUS = "EVENT_BUS_NAME";

  /// AWS answers within a second or two. What does not answer is asked again by the SDK, three
  /// times in all, within the 30 s that a function has; the SDK's own default would use them up at
  /// once.
  private static final Duration PATIENCE = Duration.ofSeconds(7);

  private Wiring() {}

  static Lastgood lastgood() {
    return Lastgood.of(
        clients(http()),
        settings(System.getenv()),
        new PowertoolsMeasures(),
        new Parallel(Executors.newVirtualThreadPerTaskExecutor()),
        InstantSource.system());
  }

  /// For the pipeline's function, which answers every job.
  static CodePipelineClient codePipeline() {
    return CodePipelineClient.builder().httpClient(http()).build();
  }

  static SdkHttpClient http() {
    return UrlConnectionHttpClient.builder().socketTimeout(PATIENCE).build();
  }

  /// Reads the settings.
  ///
  /// @throws IllegalStateException naming every variable that is missing
  static Settings settings(Map<String, String> environment) {
    var missing =
        Stream.of(LEDGER_TABLE, TOPIC, BUS)
            .filter(name -> environment.getOrDefault(name, "").isBlank())
            .toList();
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "MISSING_ENVIRONMENT: set "
              + String.join(", ", missing)
              + " on the function; the stacks do so.");
    }
    return new Settings(
        environment.getOrDefault(LEDGER_TABLE, ""),
        environment.getOrDefault(TOPIC, ""),
        environment.getOrDefault(BUS, ""));
  }

  private static Clients clients(SdkHttpClient http) {
    var ecrs = new ConcurrentHashMap<String, EcrClient>();
    return new Clients(
        DynamoDbClient.builder().httpClient(http).build(),
        EcsClient.builder().httpClient(http).build(),
        region ->
            ecrs.computeIfAbsent(
                region,
                name -> EcrClient.builder().httpClient(http).region(Region.of(name)).build()),
        new Lazy<>(() -> AutoScalingClient.builder().httpClient(http).build()),
        new Lazy<>(() -> Ec2Client.builder().httpClient(http).build()),
        CloudWatchClient.builder().httpClient(http).build(),
        SnsClient.builder().httpClient(http).build(),
        EventBridgeClient.builder().httpClient(http).build(),
        new Lazy<>(() -> CodeDeployClient.builder().httpClient(http).build()),
        new Lazy<>(() -> ElasticLoadBalancingV2Client.builder().httpClient(http).build()),
        new Lazy<>(
            () -> Route53Client.builder().httpClient(http).region(Region.AWS_GLOBAL).build()),
        new Lazy<>(() -> CodePipelineClient.builder().httpClient(http).build()));
  }
}
