package io.github.lastgood.permission;

import io.github.lastgood.account.Account;
import io.github.lastgood.account.World;
import io.github.lastgood.account.call.Call;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.DesiredConfiguration;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/// What IAM is asked for calls to EC2 Auto Scaling and EC2.
///
/// An instance refresh with a desired configuration asks the caller for what a launch needs (EC2
/// Auto Scaling user guide, "IAM support for launch templates"), though the caller launches
/// nothing.
///
/// @param account holds the launch templates
record Launches(Account account) {
  private static final String HERE = World.PLACE.region() + ":" + World.PLACE.accountId();
  private static final String BY_PARAMETER = "resolve:ssm:";

  List<Authorization> of(Call call) {
    return switch (call.name()) {
      case "autoscaling:DescribeAutoScalingGroups",
          "autoscaling:DescribeInstanceRefreshes",
          "ec2:DescribeImages" ->
          Authorizations.anything(call);
      case "ec2:DescribeLaunchTemplateVersions" -> versions(call);
      case "ec2:CreateLaunchTemplateVersion" ->
          Authorizations.one(call, template(call.argument("launchTemplateId")));
      case "autoscaling:CancelInstanceRefresh",
          "autoscaling:RollbackInstanceRefresh",
          "autoscaling:UpdateAutoScalingGroup" ->
          Authorizations.one(call, group(call));
      case "autoscaling:StartInstanceRefresh" -> refresh(call);
      default -> throw Authorizations.unknown(call);
    };
  }

  /// Who wants the AMI behind a parameter's name is asked for the parameter.
  private List<Authorization> versions(Call call) {
    var all = new ArrayList<>(Authorizations.anything(call));
    if (call.argument("resolveAlias").equals("true")
        && call.arguments().get("versions") instanceof List<?> versions) {
      for (var version : versions) {
        account
            .ec2()
            .version(call.argument("launchTemplateId"), null, version.toString())
            .ifPresent(found -> all.addAll(parameter(found.launchTemplateData())));
      }
    }
    return all;
  }

  private List<Authorization> refresh(Call call) {
    var all = new ArrayList<>(Authorizations.one(call, group(call)));
    if (call.arguments().get("desiredConfiguration") instanceof DesiredConfiguration desired) {
      var template =
          desired.launchTemplate() != null
              ? desired.launchTemplate()
              : desired.mixedInstancesPolicy().launchTemplate().launchTemplateSpecification();
      all.addAll(launch(template));
    }
    return all;
  }

  private List<Authorization> launch(LaunchTemplateSpecification named) {
    var data =
        account
            .ec2()
            .version(named.launchTemplateId(), null, named.version())
            .orElseThrow()
            .launchTemplateData();
    var all = new ArrayList<Authorization>();
    var ours = "arn:aws:ec2:" + HERE + ":";
    for (var resource :
        List.of(
            // AMIs belong to no account.
            "arn:aws:ec2:"
                + World.PLACE.region()
                + "::image/"
                + account.ec2().resolved(data.imageId()),
            ours + "instance/*",
            ours + "network-interface/*",
            ours + "security-group/sg-0a1b2c3d4e5f60718",
            ours + "subnet/subnet-0a1b2c3d4e5f60718",
            ours + "volume/*",
            template(named.launchTemplateId()))) {
      all.add(
          Authorization.of("ec2:RunInstances", resource)
              .with("ec2:LaunchTemplate", template(named.launchTemplateId())));
    }
    if (!data.tagSpecifications().isEmpty()) {
      all.add(
          Authorization.of("ec2:CreateTags", ours + "instance/*")
              .with("ec2:CreateAction", "RunInstances"));
    }
    if (data.iamInstanceProfile() != null) {
      // The world's instance profiles are named like their roles, as the console makes them.
      all.add(
          Authorization.of("iam:PassRole", World.PLACE.roleArn(data.iamInstanceProfile().name()))
              .with("iam:PassedToService", "ec2.amazonaws.com"));
    }
    all.addAll(parameter(data));
    return all;
  }

  private static List<Authorization> parameter(ResponseLaunchTemplateData data) {
    return data.imageId().startsWith(BY_PARAMETER)
        ? List.of(
            Authorization.of(
                "ssm:GetParameters",
                "arn:aws:ssm:"
                    + HERE
                    + ":parameter"
                    + data.imageId().substring(BY_PARAMETER.length())))
        : List.of();
  }

  /// The UUID in it is AWS's own.
  private static String group(Call call) {
    return World.PLACE.autoScalingGroupArn(
        "5d1f8b70-7c0e-4b4e-9a54-2f0c6f1f8e31", call.argument("autoScalingGroupName"));
  }

  private static String template(String id) {
    return "arn:aws:ec2:" + HERE + ":launch-template/" + id;
  }
}
