package io.github.lastgood.account.setting;

/// Where the account is: its number and region, and the ARNs that follow from them.
///
/// ARN formats: AWS Service Authorization Reference, resource types of each service.
///
/// @param accountId twelve digits
/// @param region for example `eu-west-1`
public record Place(String accountId, String region) {

  /// A cluster by its name.
  public String clusterArn(String cluster) {
    return ecs("cluster/" + cluster);
  }

  /// A service in the long form, with its cluster.
  public String serviceArn(String cluster, String service) {
    return ecs("service/" + cluster + "/" + service);
  }

  /// One revision of a task definition.
  public String taskDefinitionArn(String family, int revision) {
    return ecs("task-definition/" + family + ":" + revision);
  }

  /// A service revision; its number is also that of the deployment `ecs-svc/<number>`.
  public String serviceRevisionArn(String cluster, String service, String number) {
    return ecs("service-revision/" + cluster + "/" + service + "/" + number);
  }

  /// A service deployment: one rollout of a service.
  public String serviceDeploymentArn(String cluster, String service, String id) {
    return ecs("service-deployment/" + cluster + "/" + service + "/" + id);
  }

  /// A metric or composite alarm.
  public String alarmArn(String alarmName) {
    return "arn:aws:cloudwatch:" + region + ":" + accountId + ":alarm:" + alarmName;
  }

  /// A rule that mutes alarms.
  public String alarmMuteRuleArn(String ruleName) {
    return "arn:aws:cloudwatch:" + region + ":" + accountId + ":alarm-mute-rule:" + ruleName;
  }

  /// A listener, a rule or a target group.
  ///
  /// @param resource such as `targetgroup/shop-blue/6d0ecf831eec9f09`
  public String elbArn(String resource) {
    return "arn:aws:elasticloadbalancing:" + region + ":" + accountId + ":" + resource;
  }

  /// An Auto Scaling group; the UUID in it is AWS's own.
  public String autoScalingGroupArn(String groupId, String groupName) {
    return "arn:aws:autoscaling:"
        + region
        + ":"
        + accountId
        + ":autoScalingGroup:"
        + groupId
        + ":autoScalingGroupName/"
        + groupName;
  }

  /// An SNS topic.
  public String topicArn(String topicName) {
    return "arn:aws:sns:" + region + ":" + accountId + ":" + topicName;
  }

  /// A role of the account.
  public String roleArn(String roleName) {
    return "arn:aws:iam::" + accountId + ":role/" + roleName;
  }

  /// The host name of the account's ECR registry, with which its image references begin.
  public String registryHost() {
    return accountId + ".dkr.ecr." + region + ".amazonaws.com";
  }

  /// The reference of an image by its tag.
  public String image(String repository, String tag) {
    return registryHost() + "/" + repository + ":" + tag;
  }

  /// A CodeDeploy application.
  public String codeDeployApplicationArn(String application) {
    return "arn:aws:codedeploy:" + region + ":" + accountId + ":application:" + application;
  }

  /// A CodeDeploy deployment group.
  public String deploymentGroupArn(String application, String group) {
    return "arn:aws:codedeploy:"
        + region
        + ":"
        + accountId
        + ":deploymentgroup:"
        + application
        + "/"
        + group;
  }

  private String ecs(String resource) {
    return "arn:aws:ecs:" + region + ":" + accountId + ":" + resource;
  }
}
