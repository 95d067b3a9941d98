package io.github.lastgood.infra;

import io.github.lastgood.cdk.ILastgood;
import io.github.lastgood.cdk.RollbackPolicy;
import io.github.lastgood.cdk.RollbackPolicy.Mode;
import io.github.lastgood.cdk.RollbackTarget;
import io.github.lastgood.cdk.RollbackTargetProps;
import io.github.lastgood.infra.SampleSettings.Version;
import io.github.lastgood.infra.sample.SampleAlarms;
import io.github.lastgood.infra.sample.SampleNetwork;
import io.github.lastgood.infra.sample.SampleServers;
import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.AddApplicationTargetGroupsProps;
import software.constructs.Construct;

/// A small fleet to try Lastgood on: the Auto Scaling group `web` behind a load balancer,
/// registered as target `web-fleet`. Deploy it with `-c sample=ec2`, wait out its bake time, then
/// break it with `-c sampleVersion=bad`: the new instances are healthy, CloudFormation is content,
/// and ten minutes after their start they answer 503.
public final class SampleFleetStack extends Stack {

  /// Adds the stack to an app.
  public SampleFleetStack(Construct scope, StackProps props, ILastgood lastgood, Version version) {
    super(scope, "LastgoodSampleFleet", props);
    var network = new SampleNetwork(this);
    var servers = new SampleServers(this, "web", network, version);
    network
        .listener()
        .addTargetGroups(
            "Web",
            AddApplicationTargetGroupsProps.builder()
                .targetGroups(List.of(servers.targets()))
                .build());
    var alarms = new SampleAlarms(this, "web", network.loadBalancerFullName());
    RollbackTarget.forAutoScalingGroup(
        this,
        "web-fleet",
        lastgood,
        servers.group(),
        servers.template(),
        RollbackTargetProps.builder()
            .alarms(alarms.alarms())
            .policy(RollbackPolicy.Builder.create(Mode.AUTO).build())
            .build());
  }
}
