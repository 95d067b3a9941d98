package io.github.lastgood.cdk;

import static io.github.lastgood.cdk.Samples.alarm;
import static io.github.lastgood.cdk.Samples.props;

import io.github.lastgood.cdk.targets.PipelineStage;
import java.util.List;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.autoscaling.AutoScalingGroup;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.codedeploy.EcsApplication;
import software.amazon.awscdk.services.codedeploy.EcsDeploymentGroup;
import software.amazon.awscdk.services.codedeploy.EcsDeploymentGroupAttributes;
import software.amazon.awscdk.services.codedeploy.ServerDeploymentGroup;
import software.amazon.awscdk.services.codepipeline.Artifact;
import software.amazon.awscdk.services.codepipeline.IStage;
import software.amazon.awscdk.services.codepipeline.Pipeline;
import software.amazon.awscdk.services.codepipeline.StageOptions;
import software.amazon.awscdk.services.codepipeline.actions.ManualApprovalAction;
import software.amazon.awscdk.services.codepipeline.actions.S3SourceAction;
import software.amazon.awscdk.services.ec2.InstanceType;
import software.amazon.awscdk.services.ec2.LaunchTemplate;
import software.amazon.awscdk.services.ec2.MachineImage;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.elasticloadbalancingv2.AddApplicationActionProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationListenerRule;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.BaseApplicationListenerProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerAction;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerCondition;
import software.amazon.awscdk.services.elasticloadbalancingv2.WeightedTargetGroup;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.route53.ARecord;
import software.amazon.awscdk.services.route53.HostedZone;
import software.amazon.awscdk.services.route53.RecordTarget;
import software.amazon.awscdk.services.s3.Bucket;

/// A target of each kind, written as a user would.
final class EveryKindStack extends Stack {
  private final ILastgood lastgood;
  private final Alarm alarm;
  private final Vpc vpc;

  private EveryKindStack(App app, ILastgood lastgood) {
    super(app, "EveryKind");
    this.lastgood = lastgood;
    alarm = alarm(this, "Alarm");
    vpc = new Vpc(this, "Vpc");
    service();
    AutoScalingGroup web = fleet();
    splits(web);
    records();
    deploymentGroups();
  }

  static EveryKindStack make() {
    var app = new App();
    return new EveryKindStack(app, Samples.lastgood(app));
  }

  private void service() {
    var task = new FargateTaskDefinition(this, "Task");
    task.addContainer(
        "Api",
        ContainerDefinitionOptions.builder()
            .image(ContainerImage.fromEcrRepository(new Repository(this, "Images"), "1.0"))
            .build());
    task.addContainer(
        "Sidecar",
        ContainerDefinitionOptions.builder()
            .image(ContainerImage.fromRegistry("public.ecr.aws/nginx/nginx:1.29"))
            .build());
    var service =
        FargateService.Builder.create(this, "Orders")
            .cluster(Cluster.Builder.create(this, "Cluster").vpc(vpc).build())
            .taskDefinition(task)
            .build();
    RollbackTarget.forEcsService(this, "orders-api", lastgood, service, props(alarm));
  }

  private AutoScalingGroup fleet() {
    var template =
        LaunchTemplate.Builder.create(this, "WebTemplate")
            .instanceType(new InstanceType("t4g.nano"))
            .machineImage(MachineImage.resolveSsmParameterAtLaunch("/shop/web-ami"))
            .role(
                Role.Builder.create(this, "WebRole")
                    .assumedBy(new ServicePrincipal("ec2.amazonaws.com"))
                    .build())
            .build();
    var group =
        AutoScalingGroup.Builder.create(this, "Web").vpc(vpc).launchTemplate(template).build();
    RollbackTarget.forAutoScalingGroup(this, "web-fleet", lastgood, group, template, props(alarm));
    return group;
  }

  private void splits(AutoScalingGroup candidateGroup) {
    ApplicationTargetGroup blue = targetGroup("Blue");
    ApplicationTargetGroup green = targetGroup("Green");
    ApplicationListener listener =
        ApplicationLoadBalancer.Builder.create(this, "LoadBalancer")
            .vpc(vpc)
            .build()
            .addListener("Listener", BaseApplicationListenerProps.builder().port(80).build());
    ListenerAction shared =
        ListenerAction.weightedForward(List.of(weighted(blue, 100), weighted(green, 0)));
    listener.addAction("Else", AddApplicationActionProps.builder().action(shared).build());
    var rule =
        ApplicationListenerRule.Builder.create(this, "Rule")
            .listener(listener)
            .priority(1)
            .conditions(List.of(ListenerCondition.pathPatterns(List.of("/shop/*"))))
            .action(shared)
            .build();
    RollbackTarget.forTrafficSplit(
        this,
        "shop-front",
        lastgood,
        AlbTrafficSplit.Builder.create(rule, blue, green)
            .scaleInAfterRollback(candidateGroup)
            .minHealthyTargets(2)
            .build(),
        props(alarm));
    RollbackTarget.forTrafficSplit(
        this,
        "shop-default",
        lastgood,
        AlbTrafficSplit.Builder.create(listener, blue, green).build(),
        props(alarm));
  }

  private ApplicationTargetGroup targetGroup(String id) {
    return ApplicationTargetGroup.Builder.create(this, id).vpc(vpc).port(80).build();
  }

  private static WeightedTargetGroup weighted(ApplicationTargetGroup group, int weight) {
    return WeightedTargetGroup.builder().targetGroup(group).weight(weight).build();
  }

  private void records() {
    var zone = HostedZone.Builder.create(this, "Zone").zoneName("shop.example.com").build();
    ARecord blue = weightedRecord(zone, "Blue", 100);
    ARecord green = weightedRecord(zone, "Green", 0);
    RollbackTarget.forTrafficSplit(
        this,
        "shop-dns",
        lastgood,
        new Route53TrafficSplit(
            zone, "WWW.shop.example.com.", Route53TrafficSplit.Type.A, "blue", "green"),
        props(alarm),
        blue,
        green);
  }

  private ARecord weightedRecord(HostedZone zone, String side, int weight) {
    return ARecord.Builder.create(this, side + "Record")
        .zone(zone)
        .recordName("www")
        .setIdentifier(side.toLowerCase(java.util.Locale.ROOT))
        .weight(weight)
        .ttl(Duration.minutes(1))
        .target(RecordTarget.fromIpAddresses("192.0.2.1"))
        .build();
  }

  private void deploymentGroups() {
    var servers = ServerDeploymentGroup.Builder.create(this, "Servers").build();
    RollbackTarget.forCodeDeploy(this, "billing", lastgood, servers, props(alarm));
    var imported =
        EcsDeploymentGroup.fromEcsDeploymentGroupAttributes(
            this,
            "Checkout",
            EcsDeploymentGroupAttributes.builder()
                .application(EcsApplication.fromEcsApplicationName(this, "CheckoutApp", "checkout"))
                .deploymentGroupName("prod")
                .build());
    RollbackTarget.forCodeDeploy(
        this,
        "checkout",
        lastgood,
        imported,
        RollbackTargetProps.builder()
            .alarms(alarm)
            .policy(Samples.AUTO)
            .pipeline(PipelineStage.rollbackStage(stage(this)))
            .build());
  }

  /// A stage named `Prod` of a pipeline that is made in the stack.
  static IStage stage(Stack stack) {
    var pipeline = new Pipeline(stack, "Pipeline");
    pipeline.addStage(
        StageOptions.builder()
            .stageName("Source")
            .actions(
                List.of(
                    S3SourceAction.Builder.create()
                        .actionName("Source")
                        .bucket(new Bucket(stack, "Sources"))
                        .bucketKey("shop.zip")
                        .output(new Artifact())
                        .build()))
            .build());
    return pipeline.addStage(
        StageOptions.builder()
            .stageName("Prod")
            .actions(List.of(ManualApprovalAction.Builder.create().actionName("Approve").build()))
            .build());
  }
}
