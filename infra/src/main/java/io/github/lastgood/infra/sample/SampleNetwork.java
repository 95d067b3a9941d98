package io.github.lastgood.infra.sample;

import io.github.lastgood.cdk.nag.Suppressed;
import java.util.List;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationProtocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.BaseApplicationListenerProps;
import software.constructs.Construct;

/// Where a sample lives: a VPC of its own, and a load balancer that only its own visitor reaches.
public final class SampleNetwork extends Construct {
  private final Vpc vpc;
  private final ApplicationLoadBalancer balancer;
  private final ApplicationListener listener;

  /// Adds the network to a stack.
  public SampleNetwork(Construct scope) {
    super(scope, "Network");
    vpc = makeVpc();
    balancer = makeBalancer();
    listener =
        balancer.addListener(
            "Http",
            BaseApplicationListenerProps.builder()
                .port(80)
                .protocol(ApplicationProtocol.HTTP)
                .open(false)
                .build());
  }

  /// The VPC.
  public Vpc vpc() {
    return vpc;
  }

  /// Listens on port 80, for those who were let in.
  public ApplicationListener listener() {
    return listener;
  }

  /// Where the visitor calls.
  public String url() {
    return "http://" + balancer.getLoadBalancerDnsName() + "/";
  }

  /// The load balancer's name in CloudWatch's dimensions.
  public String loadBalancerFullName() {
    return balancer.getLoadBalancerFullName();
  }

  /// Public subnets without a NAT gateway, which would cost more than everything else here: what
  /// runs in them has a public address to fetch what it needs, and no way in but the load balancer.
  private Vpc makeVpc() {
    Vpc made =
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
        made,
        "AwsSolutions-VPC7",
        "A sample that lives for an hour; only its own visitor calls it");
    return made;
  }

  private ApplicationLoadBalancer makeBalancer() {
    ApplicationLoadBalancer made =
        ApplicationLoadBalancer.Builder.create(this, "LoadBalancer")
            .vpc(vpc)
            // Not from the internet: nobody else should find the version that is broken on purpose.
            .internetFacing(false)
            .vpcSubnets(SubnetSelection.builder().subnetType(SubnetType.PUBLIC).build())
            .build();
    Suppressed.because(
        made,
        "AwsSolutions-ELB2",
        "A sample: the alarms are its record, access logs need a bucket");
    return made;
  }
}
