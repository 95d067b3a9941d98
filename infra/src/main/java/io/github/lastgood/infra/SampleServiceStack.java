package io.github.lastgood.infra;

import io.github.lastgood.infra.sample.SampleAlarms;
import io.github.lastgood.infra.sample.SampleTask;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ecs.AlarmBehavior;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.DeploymentAlarmConfig;
import software.amazon.awscdk.services.ecs.DeploymentCircuitBreaker;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.elasticloadbalancingv2.AddApplicationTargetsProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationProtocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.BaseApplicationListenerProps;
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
    Vpc vpc = vpc();
    ApplicationLoadBalancer balancer = balancer(vpc);
    ApplicationListener listener =
        balancer.addListener(
            "Http",
            BaseApplicationListenerProps.builder()
                .port(80)
                .protocol(ApplicationProtocol.HTTP)
                .open(false)
                .build());
    var alarms = new SampleAlarms(this, SERVICE, balancer.getLoadBalancerFullName());
    var task =
        new SampleTask(
            this, SERVICE, settings, "http://" + balancer.getLoadBalancerDnsName() + "/");
    FargateService service = service(vpc, settings, task, alarms);
    listener.addTargets(
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
    listener.getConnections().allowDefaultPortFrom(service);
  }

  /// Public subnets without a NAT gateway, which would cost more than everything else here: a task
  /// has a public address to fetch its image, and no way in but the load balancer.
  private Vpc vpc() {
    Vpc vpc =
        Vpc.Builder.create(this, "Vpc")
            .ipAddresses(IpAddresses.cidr("10.42.0.0/24"))
            .maxAzs(2)
            .natGateways(0)
            .subnetConfiguration(
                List.of(
                    SubnetConfiguration.builder()
                        .name("public")
                        .subnetType(SubnetType.PUBLIC)
                        .cidrMask(26)
                        .build()))
            .build();
    Suppressed.because(
        vpc, "AwsSolutions-VPC7", "A sample that lives for an hour; only its own visitor calls it");
    return vpc;
  }

  private ApplicationLoadBalancer balancer(IVpc vpc) {
    ApplicationLoadBalancer balancer =
        ApplicationLoadBalancer.Builder.create(this, "LoadBalancer")
            .vpc(vpc)
            // Not from the internet: nobody else should find the version that is broken on purpose.
            .internetFacing(false)
            .vpcSubnets(SubnetSelection.builder().subnetType(SubnetType.PUBLIC).build())
            .build();
    Suppressed.because(
        balancer,
        "AwsSolutions-ELB2",
        "A sample: the alarms are its record, access logs need a bucket");
    return balancer;
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
