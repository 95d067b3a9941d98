package io.github.lastgood.infra;

import io.github.lastgood.cdk.rollback.Functions;
import io.github.lastgood.cdk.targets.Kind;
import io.github.lastgood.cdk.targets.RegisteredTargets;
import io.github.lastgood.cdk.targets.Target;
import io.github.lastgood.infra.SampleSettings.Version;
import io.github.lastgood.infra.sample.SampleAlarms;
import io.github.lastgood.infra.sample.SampleNetwork;
import io.github.lastgood.infra.sample.SampleServers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.CustomResource;
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
  public SampleFleetStack(Construct scope, StackProps props, Functions functions, Version version) {
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
    var fleet =
        new Target(
            "web-fleet",
            new Kind.AutoScalingGroup(
                "web",
                Optional.of(List.of(servers.launchTemplateId())),
                List.of(servers.roleArn()),
                List.of()),
            alarms.names(),
            Map.of("mode", "auto"),
            Optional.empty());
    for (CustomResource row : RegisteredTargets.addTo(this, functions, List.of(fleet))) {
      row.getNode().addDependency(alarms, servers);
    }
  }
}
