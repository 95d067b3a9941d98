package io.github.lastgood.account.autoscaling;

import io.github.lastgood.account.ec2.InstanceBehaviour.Healthy;
import io.github.lastgood.account.ec2.InstanceBehaviour.NeverHealthy;
import io.github.lastgood.account.ec2.InstanceBehaviour.RedAfter;
import io.github.lastgood.account.ec2.SimulatedEc2;
import io.github.lastgood.account.setting.Ids;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;

/// Launches instances from what a group's configuration means at that moment, and knows whether
/// they hurt their users.
final class Instances {
  private final SimulatedEc2 ec2;
  private final Ids ids;

  Instances(SimulatedEc2 ec2, Ids ids) {
    this.ec2 = ec2;
    this.ids = ids;
  }

  /// The version that a launch would use now.
  Optional<LaunchTemplateVersion> version(Configuration configuration) {
    LaunchTemplateSpecification template = configuration.template();
    return ec2.version(
        template.launchTemplateId(), template.launchTemplateName(), template.version());
  }

  InstanceState launch(LaunchTemplateVersion version, Instant now) {
    return new InstanceState(
        ids.instanceId(),
        version.launchTemplateId(),
        version.launchTemplateName(),
        version.versionNumber().toString(),
        ec2.resolved(version.launchTemplateData().imageId()),
        now);
  }

  /// Whether an instance of that version would pass its health checks.
  boolean comesUp(LaunchTemplateVersion version) {
    String image = version.launchTemplateData().imageId();
    return ec2.canLaunch(image) && !(ec2.behaviour(ec2.resolved(image)) instanceof NeverHealthy);
  }

  boolean canLaunch(LaunchTemplateVersion version) {
    return ec2.canLaunch(version.launchTemplateData().imageId());
  }

  /// Red when instances that hurt are in service, be it beside good ones.
  boolean isRed(GroupState group, Instant now) {
    return group.instances.stream().anyMatch(each -> hurts(each, now));
  }

  private boolean hurts(InstanceState instance, Instant now) {
    return switch (ec2.behaviour(instance.imageId())) {
      case Healthy() -> false;
      case NeverHealthy() -> true;
      case RedAfter(var delay) -> !now.isBefore(instance.inServiceSince().plus(delay));
    };
  }
}
