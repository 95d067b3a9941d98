package io.github.lastgood.infra;

import io.github.lastgood.cdk.nag.Suppressed;
import io.github.lastgood.infra.sample.SampleAlarms;
import io.github.lastgood.infra.sample.SampleNetwork;
import io.github.lastgood.infra.sample.SampleTask;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ecs.AlarmBehavior;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.DeploymentAlarmConfig;
import software.amazon.awscdk.services.ecs.DeploymentCircuitBreaker;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.elasticloadbalancingv2.AddApplicationTargetsProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationProtocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.HealthCheck;
import software.constructs.Construct;

/// A small service to try Lastgood on: `orders-api` on Fargate behind a load balancer, with
/// everything that ECS itself offers switched on, circuit breaker and deployment alarms. Deploy it
/// with `-c sample=true`, wait out its bake time, then break it with `-c sampleVersion=bad`: the
/// bad version passes all of that and starts to answer 503 ten minutes after it was started.
public final class SampleServiceStack extends Stack {
  private static final String SERVICE = "orders-api";

  /// Adds the stack to an app.
  public SampleServiceStack(Construct scope, StackProps props, SampleSettings settings) {
    super(scope, "LastgoodSample", props);
    var network = new SampleNetwork(this);
    var alarms = new SampleAlarms(this, SERVICE, network.loadBalancerFullName());
    var task = new SampleTask(this, SERVICE, settings, network.url());
    FargateService service = service(network.vpc(), settings, task, alarms);
    network
        .listener()
        .addTargets(
            "Service",
            AddApplicationTargetsProps.builder()
                .port(SampleTask.PORT)
                .protocol(ApplicationProtocol.HTTP)
                .targets(List.of(service))
                .deregistrationDelay(Duration.seconds(10))
                .healthCheck(
                    HealthCheck.builder().path("/health").interval(Duration.seconds(10)).build())
                .build());
    // ECS refuses a service whose deployment alarms do not exist yet.
    service.getNode().addDependency(alarms);
    // The visitor in the task.
    network.listener().getConnections().allowDefaultPortFrom(service);
  }

  private FargateService service(
      IVpc vpc, SampleSettings settings, SampleTask task, SampleAlarms alarms) {
    Cluster cluster =
        Cluster.Builder.create(this, "Cluster").clusterName(settings.cluster()).vpc(vpc).build();
    Suppressed.because(
        cluster, "AwsSolutions-ECS4", "A sample: its two alarms say what Container Insights would");
    return FargateService.Builder.create(this, "Service")
        .cluster(cluster)
        .serviceName(SERVICE)
        .taskDefinition(task.definition())
        .desiredCount(2)
        .minHealthyPercent(100)
        .maxHealthyPercent(200)
        .assignPublicIp(true)
        .circuitBreaker(DeploymentCircuitBreaker.builder().enable(true).rollback(true).build())
        .deploymentAlarms(
            DeploymentAlarmConfig.builder()
                .alarmNames(alarms.names())
                .behavior(AlarmBehavior.ROLLBACK_ON_ALARM)
                .build())
        .build();
  }
}
