package io.github.lastgood.wire;

import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/// A load balancer in moto whose rule shares its traffic between `shop-blue` and `shop-green`, two
/// healthy targets in each.
final class ShopFront implements AutoCloseable {
  private final Ec2Client ec2;
  private final ElasticLoadBalancingV2Client elb;
  private final String vpc;
  private final String blue;
  private final String green;
  private final String rule;

  ShopFront(URI moto) {
    ec2 = AwsClients.at(moto, Ec2Client.builder());
    elb = AwsClients.at(moto, ElasticLoadBalancingV2Client.builder());
    vpc = ec2.createVpc(request -> request.cidrBlock("10.0.0.0/16")).vpc().vpcId();
    blue = targetGroup("shop-blue");
    green = targetGroup("shop-green");
    rule = rule(listener());
    weigh(100, 0);
  }

  String rule() {
    return rule;
  }

  /// An event file or command that speaks of this rule and these groups.
  Events about(Events file) {
    return new Events(
        file.text()
            .replaceAll("arn:[^\"]*:listener-rule/[^\"]*", rule)
            .replaceAll("arn:[^\"]*:targetgroup/shop-blue/[^\"]*", blue)
            .replaceAll("arn:[^\"]*:targetgroup/shop-green/[^\"]*", green));
  }

  /// Sets the weights, as a team's tool does.
  void weigh(int blueWeight, int greenWeight) {
    elb.modifyRule(request -> request.ruleArn(rule).actions(forward(blueWeight, greenWeight)));
  }

  /// The rule's weights by target group.
  Map<String, Integer> weights() {
    return elb.describeRules(request -> request.ruleArns(rule)).rules().stream()
        .flatMap(each -> each.actions().stream())
        .flatMap(action -> action.forwardConfig().targetGroups().stream())
        .collect(
            Collectors.toMap(
                group -> group.targetGroupArn().replaceAll(".*/(shop-\\w+)/.*", "$1"),
                TargetGroupTuple::weight));
  }

  private Action forward(int blueWeight, int greenWeight) {
    return Action.builder()
        .type(ActionTypeEnum.FORWARD)
        .order(1)
        .forwardConfig(config ->
            config.targetGroups(
                TargetGroupTuple.builder().targetGroupArn(blue).weight(blueWeight).build(),
                TargetGroupTuple.builder().targetGroupArn(green).weight(greenWeight).build()))
        .build();
  }

  private String targetGroup(String name) {
    String arn =
        elb.createTargetGroup(
                request -> request.name(name).protocol(ProtocolEnum.HTTP).port(8080).vpcId(vpc))
            .targetGroups()
            .getFirst()
            .targetGroupArn();
    String image =
        ec2.describeImages(request -> request.maxResults(5)).images().getFirst().imageId();
    ec2.runInstances(request -> request.imageId(image).minCount(2).maxCount(2))
        .instances()
        .forEach(instance ->
            elb.registerTargets(request ->
                request
                    .targetGroupArn(arn)
                    .targets(
                        TargetDescription.builder().id(instance.instanceId()).port(8080).build())));
    return arn;
  }

  private String listener() {
    String a = subnet("10.0.1.0/24", "eu-west-1a");
    String b = subnet("10.0.2.0/24", "eu-west-1b");
    String balancer =
        elb.createLoadBalancer(request -> request.name("shop").subnets(a, b))
            .loadBalancers()
            .getFirst()
            .loadBalancerArn();
    return elb.createListener(request ->
            request
                .loadBalancerArn(balancer)
                .protocol(ProtocolEnum.HTTP)
                .port(80)
                .defaultActions(forward(1, 0)))
        .listeners()
        .getFirst()
        .listenerArn();
  }

  private String rule(String listener) {
    return elb.createRule(request ->
            request
                .listenerArn(listener)
                .priority(1)
                .conditions(RuleCondition.builder().field("path-pattern").values("/shop/*").build())
                .actions(forward(1, 0)))
        .rules()
        .getFirst()
        .ruleArn();
  }

  private String subnet(String block, String zone) {
    return ec2.createSubnet(request -> request.vpcId(vpc).cidrBlock(block).availabilityZone(zone))
        .subnet()
        .subnetId();
  }

  @Override
  public void close() {
    ec2.close();
    elb.close();
  }
}
