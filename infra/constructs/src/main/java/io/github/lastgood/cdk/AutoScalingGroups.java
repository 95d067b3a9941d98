package io.github.lastgood.cdk;

import io.github.lastgood.cdk.targets.BadConfiguration;
import io.github.lastgood.cdk.targets.Kind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.autoscaling.AutoScalingGroup;
import software.amazon.awscdk.services.autoscaling.IAutoScalingGroup;
import software.amazon.awscdk.services.ec2.LaunchTemplate;
import software.amazon.awscdk.services.iam.IRole;

/// Reads what Lastgood needs out of the CDK's Auto Scaling groups.
final class AutoScalingGroups {
  private static final String BY_PARAMETER = "resolve:ssm:";

  private AutoScalingGroups() {}

  /// The template that the CDK made for a group, when its app did not make one itself.
  static LaunchTemplate madeAlong(String target, AutoScalingGroup group) {
    if (group.getNode().tryFindChild("LaunchTemplate") instanceof LaunchTemplate template) {
      return template;
    }
    throw new BadConfiguration(
        "target '%s': the group has no launch template of its own; give the one that it is deployed from (a group with a launch configuration cannot be rolled back)."
            .formatted(target));
  }

  static Kind.AutoScalingGroup read(
      String target, IAutoScalingGroup group, LaunchTemplate template) {
    @Nullable IRole role = template.getRole();
    return new Kind.AutoScalingGroup(
        group.getAutoScalingGroupName(),
        Optional.of(List.of(String.valueOf(template.getLaunchTemplateId()))),
        role == null ? List.of() : List.of(role.getRoleArn()),
        imageParameters(target, template));
  }

  /// `resolve:ssm:NAME`, with or without `:VERSION`.
  private static List<String> imageParameters(String target, LaunchTemplate template) {
    @Nullable String image = template.getImageId();
    if (image == null || !image.startsWith(BY_PARAMETER)) {
      return List.of();
    }
    String name = image.substring(BY_PARAMETER.length());
    if (Token.isUnresolved(name)) {
      throw new BadConfiguration(
          "target '%s': the launch template names its AMI by a parameter whose name is not known before the deployment; write the parameter's name."
              .formatted(target));
    }
    return List.of(name.split(":", 2)[0]);
  }
}
