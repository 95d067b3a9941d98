package io.github.lastgood.permission;

import java.util.List;
import java.util.Optional;

/// The actions that IAM knows no resource for, or that do not work with one. Their policies say
/// `*`; what keeps them to the functions' own things is code, and a test of that code.
///
/// Source: AWS Service Authorization Reference, an action without a resource type on the page of
/// its service.
///
/// @param actions as in a policy
/// @param why what they may do to others' things, or why `*` where there is a resource type
/// @param guard class of the code that makes the call, and keeps it to what is registered
/// @param test the test that shows that others' things are refused, `Class.method`; empty for what
///   only reads
record Unscoped(List<String> actions, String why, String guard, String test) {
  static final List<Unscoped> ALL =
      List.of(
          new Unscoped(
              List.of("codedeploy:StopDeployment"),
              "Stops a deployment: the deployment is read first, and must be of the target's own"
                  + " group.",
              "CodeDeployMoves",
              "CodeDeployActionTest.aDeploymentOfAnotherGroupIsNeverStopped"),
          new Unscoped(
              List.of("codedeploy:GetDeploymentTarget"),
              "Only reads; asked about the deployment of an open rollback that the group itself"
                  + " names as its newest.",
              "CodeDeployTraffic",
              ""),
          new Unscoped(
              List.of("codepipeline:PutJobFailureResult", "codepipeline:PutJobSuccessResult"),
              "Answer a job by its id, which CodePipeline gives to nobody but the function that it"
                  + " invokes; only the job of the event at hand is answered.",
              "PipelineHandler",
              "PipelineHandlerTest.noJobIsAnsweredButTheOneOfTheEvent"),
          new Unscoped(
              List.of("cloudwatch:DescribeAlarms"),
              "Only reads. It has a resource type, but composite alarms are answered to those only"
                  + " who may describe every alarm; asked for the alarms of registered targets.",
              "Alarms",
              ""),
          new Unscoped(
              List.of("cloudwatch:GetMetricData"),
              "Only reads; asked for the metrics of registered alarms.",
              "Metrics",
              ""),
          new Unscoped(
              List.of("ecs:DescribeTaskDefinition"),
              "Only reads; asked for the revisions of registered services.",
              "TaskDefinitions",
              ""),
          new Unscoped(
              List.of("ecs:ListClusters", "ecs:ListServices"),
              "Only list; asked once, when a traffic split is registered, for the service that runs"
                  + " its rule.",
              "EcsOwners",
              ""),
          new Unscoped(
              List.of(
                  "elasticloadbalancing:DescribeListeners",
                  "elasticloadbalancing:DescribeRules",
                  "elasticloadbalancing:DescribeTargetGroups",
                  "elasticloadbalancing:DescribeTargetHealth"),
              "Only read; asked for the rule and the target groups of registered splits.",
              "AlbRules",
              ""),
          new Unscoped(
              List.of(
                  "autoscaling:DescribeAutoScalingGroups", "autoscaling:DescribeInstanceRefreshes"),
              "Only read; asked for registered groups by their names.",
              "FleetView",
              ""),
          new Unscoped(
              List.of("ec2:DescribeImages", "ec2:DescribeLaunchTemplateVersions"),
              "Only read; asked for the launch templates of registered groups and their AMIs.",
              "LaunchTemplates",
              ""));

  /// The row of an action.
  static Optional<Unscoped> of(String action) {
    return ALL.stream().filter(each -> each.actions().contains(action)).findFirst();
  }
}
