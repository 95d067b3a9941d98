package io.github.lastgood.example;

import io.github.lastgood.cdk.ILastgood;
import io.github.lastgood.cdk.RollbackPolicy;
import io.github.lastgood.cdk.RollbackPolicy.Mode;
import io.github.lastgood.cdk.RollbackTarget;
import io.github.lastgood.cdk.RollbackTargetProps;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.CreateAlarmOptions;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.patterns.ApplicationLoadBalancedFargateService;
import software.amazon.awscdk.services.ecs.patterns.ApplicationLoadBalancedTaskImageOptions;
import software.amazon.awscdk.services.elasticloadbalancingv2.HttpCodeTarget;
import software.constructs.Construct;

/// A stack as a team has it: a service behind a load balancer, and two alarms on it. Its last lines
/// make it a target.
public final class OrdersStack extends Stack {

  public OrdersStack(Construct scope, String id, ILastgood lastgood) {
    super(scope, id);
    var orders =
        ApplicationLoadBalancedFargateService.Builder.create(this, "Orders")
            .taskImageOptions(
                ApplicationLoadBalancedTaskImageOptions.builder()
                    .image(ContainerImage.fromEcrRepository(new Repository(this, "Images"), "1.0"))
                    .build())
            .build();
    var targets = orders.getTargetGroup().getMetrics();
    Alarm errors =
        targets
            .httpCodeTarget(
                HttpCodeTarget.TARGET_5XX_COUNT,
                MetricOptions.builder().period(Duration.minutes(1)).build())
            .createAlarm(this, "Errors", alarm(10));
    Alarm latency =
        targets
            .targetResponseTime(MetricOptions.builder().statistic("p99").build())
            .createAlarm(this, "Latency", alarm(1));
    FargateService service = orders.getService();

    // README
    RollbackTarget.forEcsService(
        this,
        "orders-api", // its name in notices and commands
        lastgood,
        service,
        RollbackTargetProps.builder()
            .alarms(errors, latency)
            .policy(RollbackPolicy.Builder.create(Mode.OBSERVE).build())
            .build());
    // end
  }

  private static CreateAlarmOptions alarm(int threshold) {
    return CreateAlarmOptions.builder().threshold(threshold).evaluationPeriods(2).build();
  }
}
