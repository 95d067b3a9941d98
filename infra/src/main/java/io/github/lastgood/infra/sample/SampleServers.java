package io.github.lastgood.infra.sample;

import io.github.lastgood.cdk.nag.Suppressed;
import io.github.lastgood.infra.SampleSettings.Version;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.autoscaling.AdditionalHealthCheckType;
import software.amazon.awscdk.services.autoscaling.AdditionalHealthChecksOptions;
import software.amazon.awscdk.services.autoscaling.AutoScalingGroup;
import software.amazon.awscdk.services.autoscaling.HealthChecks;
import software.amazon.awscdk.services.autoscaling.RollingUpdateOptions;
import software.amazon.awscdk.services.autoscaling.UpdatePolicy;
import software.amazon.awscdk.services.ec2.AmazonLinux2023ImageSsmParameterProps;
import software.amazon.awscdk.services.ec2.AmazonLinuxCpuType;
import software.amazon.awscdk.services.ec2.BlockDevice;
import software.amazon.awscdk.services.ec2.BlockDeviceVolume;
import software.amazon.awscdk.services.ec2.EbsDeviceOptions;
import software.amazon.awscdk.services.ec2.InstanceType;
import software.amazon.awscdk.services.ec2.LaunchTemplate;
import software.amazon.awscdk.services.ec2.MachineImage;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.UserData;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationProtocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.HealthCheck;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/// Two small servers in an Auto Scaling group behind a load balancer. They answer it, and visit it,
/// so that there are answers to be judged by.
public final class SampleServers extends Construct {
  private static final int PORT = 8080;

  private final Role role;
  private final LaunchTemplate template;
  private final AutoScalingGroup group;
  private final ApplicationTargetGroup targets;

  /// Adds the servers to a stack.
  ///
  /// @param name of the Auto Scaling group
  public SampleServers(Construct scope, String name, SampleNetwork network, Version version) {
    super(scope, name);
    role =
        Role.Builder.create(this, "Role")
            .assumedBy(new ServicePrincipal("ec2.amazonaws.com"))
            .description("Lastgood sample: servers that call no part of AWS")
            .build();
    SecurityGroup firewall =
        SecurityGroup.Builder.create(this, "Firewall").vpc(network.vpc()).build();
    template = makeTemplate(firewall, UserData.custom(Script.server(version, PORT, network.url())));
    group = makeGroup(name, network);
    targets =
        ApplicationTargetGroup.Builder.create(this, "TargetGroup")
            .vpc(network.vpc())
            .port(PORT)
            .protocol(ApplicationProtocol.HTTP)
            .targets(List.of(group))
            .deregistrationDelay(Duration.seconds(10))
            .healthCheck(
                HealthCheck.builder().path("/health").interval(Duration.seconds(10)).build())
            .build();
    network.listener().getConnections().allowDefaultPortFrom(firewall);
  }

  /// What the load balancer sends traffic to.
  public ApplicationTargetGroup targets() {
    return targets;
  }

  /// The group.
  public AutoScalingGroup group() {
    return group;
  }

  /// The id of the template that its instances are launched from.
  public String launchTemplateId() {
    return String.valueOf(template.getLaunchTemplateId());
  }

  /// The role of its instances.
  public String roleArn() {
    return role.getRoleArn();
  }

  private LaunchTemplate makeTemplate(SecurityGroup firewall, UserData userData) {
    return LaunchTemplate.Builder.create(this, "Template")
        .instanceType(new InstanceType("t4g.nano"))
        // CloudFormation writes the id that it means today into the template's version.
        .machineImage(
            MachineImage.latestAmazonLinux2023(
                AmazonLinux2023ImageSsmParameterProps.builder()
                    .cpuType(AmazonLinuxCpuType.ARM_64)
                    .build()))
        .userData(userData)
        .role(role)
        .securityGroup(firewall)
        .associatePublicIpAddress(true)
        .requireImdsv2(true)
        .blockDevices(
            List.of(
                BlockDevice.builder()
                    .deviceName("/dev/xvda")
                    .volume(
                        BlockDeviceVolume.ebs(
                            8, EbsDeviceOptions.builder().encrypted(true).build()))
                    .build()))
        .build();
  }

  /// CloudFormation replaces the instances when the template changes, and is done when they run:
  /// Lastgood is what watches then.
  private AutoScalingGroup makeGroup(String name, SampleNetwork network) {
    AutoScalingGroup made =
        AutoScalingGroup.Builder.create(this, "Group")
            .autoScalingGroupName(name)
            .vpc(network.vpc())
            .launchTemplate(template)
            .minCapacity(2)
            .maxCapacity(4)
            .healthChecks(
                HealthChecks.withAdditionalChecks(
                    AdditionalHealthChecksOptions.builder()
                        .gracePeriod(Duration.minutes(2))
                        .additionalTypes(List.of(AdditionalHealthCheckType.ELB))
                        .build()))
            .updatePolicy(
                UpdatePolicy.rollingUpdate(
                    RollingUpdateOptions.builder()
                        .minInstancesInService(2)
                        .pauseTime(Duration.minutes(2))
                        .build()))
            .build();
    Suppressed.because(
        made, "AwsSolutions-AS3", "A sample of two servers that nobody needs to hear of");
    return made;
  }
}
