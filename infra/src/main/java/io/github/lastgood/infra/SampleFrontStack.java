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
import software.amazon.awscdk.services.elasticloadbalancingv2.AddApplicationActionProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationListenerRule;
import software.amazon.awscdk.services.elasticloadbalancingv2.FixedResponseOptions;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerAction;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerCondition;
import software.amazon.awscdk.services.elasticloadbalancingv2.WeightedTargetGroup;
import software.constructs.Construct;

/// Blue/green on EC2 to try Lastgood on: a rule that gives all its traffic to the servers
/// `shop-blue`, none to `shop-green`, registered as target `shop-front`. Deploy it with `-c
/// sample=alb`; with `-c sampleVersion=bad` green answers 503 from its tenth minute on. Then shift
/// the traffic: `{"command": "shift", "target": "shop-front", ...}`.
///
/// A deployment of this stack that changes the rule sets its weights again (aws/aws-cdk#36649).
public final class SampleFrontStack extends Stack {

  /// Adds the stack to an app.
  public SampleFrontStack(Construct scope, StackProps props, Functions functions, Version version) {
    super(scope, "LastgoodSampleFront", props);
    var network = new SampleNetwork(this);
    var blue = new SampleServers(this, "shop-blue", network, Version.GOOD);
    var green = new SampleServers(this, "shop-green", network, version);
    network
        .listener()
        .addAction("Else", AddApplicationActionProps.builder().action(nothing()).build());
    ApplicationListenerRule rule = split(network, blue, green);
    var alarms = new SampleAlarms(this, "shop-front", network.loadBalancerFullName());
    var front =
        new Target(
            "shop-front",
            new Kind.AlbTrafficSplit(
                rule.getListenerRuleArn(),
                blue.targets().getTargetGroupArn(),
                green.targets().getTargetGroupArn(),
                Optional.empty(),
                false),
            alarms.names(),
            Map.of("mode", "auto"),
            Optional.empty());
    for (CustomResource row : RegisteredTargets.addTo(this, functions, List.of(front))) {
      row.getNode().addDependency(alarms, blue, green);
    }
  }

  private static ListenerAction nothing() {
    return ListenerAction.fixedResponse(
        404, FixedResponseOptions.builder().messageBody("Nothing here").build());
  }

  private static ApplicationListenerRule split(
      SampleNetwork network, SampleServers blue, SampleServers green) {
    return ApplicationListenerRule.Builder.create(network, "Shop")
        .listener(network.listener())
        .priority(1)
        .conditions(List.of(ListenerCondition.pathPatterns(List.of("/*"))))
        .action(ListenerAction.weightedForward(List.of(weighted(blue, 100), weighted(green, 0))))
        .build();
  }

  private static WeightedTargetGroup weighted(SampleServers servers, int weight) {
    return WeightedTargetGroup.builder().targetGroup(servers.targets()).weight(weight).build();
  }
}
