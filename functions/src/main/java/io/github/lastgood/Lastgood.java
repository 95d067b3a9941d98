package io.github.lastgood;

import io.github.lastgood.action.Actions;
import io.github.lastgood.action.Alarms;
import io.github.lastgood.action.AlbSplitAction;
import io.github.lastgood.action.AutoScalingAction;
import io.github.lastgood.action.AutoScalingSizes;
import io.github.lastgood.action.CodeDeployAction;
import io.github.lastgood.action.EcsOwners;
import io.github.lastgood.action.EcsServiceAction;
import io.github.lastgood.action.ImageLifecycles;
import io.github.lastgood.action.Images;
import io.github.lastgood.action.Metrics;
import io.github.lastgood.action.Parallel;
import io.github.lastgood.action.PipelineStages;
import io.github.lastgood.action.Route53SplitAction;
import io.github.lastgood.ledger.Ledger;
import io.github.lastgood.notification.Announcer;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.sns.SnsClient;

/// All parts, put together once per function.
///
/// @param ledger what was good
/// @param pipeline the way of a signal
/// @param watch the tick
/// @param readiness whether rollbacks would work
/// @param drills rollbacks that are practised
/// @param replays what another policy would have answered
/// @param registration what comes into the ledger
/// @param desk what operators may change by hand
/// @param gatekeeper what answers those who ask before they go on
/// @param shifter traffic moved forward by steps
/// @param priming what is done before Lambda takes a snapshot
/// @param measures what is measured
/// @param clock the time
public record Lastgood(
    Ledger ledger,
    RollbackPipeline pipeline,
    Watch watch,
    ReadinessWatch readiness,
    Drills drills,
    Replays replays,
    Registration registration,
    OperatorDesk desk,
    Gatekeeper gatekeeper,
    Shifter shifter,
    Priming priming,
    Measures measures,
    InstantSource clock) {

  /// The AWS clients.
  ///
  /// @param ecrOfRegion the client for a region: images may live in another one
  /// @param autoScaling built when first asked for
  /// @param ec2 built when first asked for: it is a large one
  /// @param elb built when first asked for
  /// @param route53 built when first asked for
  /// @param codePipeline built when first asked for
  public record Clients(
      DynamoDbClient dynamoDb,
      EcsClient ecs,
      Function<String, EcrClient> ecrOfRegion,
      Supplier<AutoScalingClient> autoScaling,
      Supplier<Ec2Client> ec2,
      CloudWatchClient cloudWatch,
      SnsClient sns,
      EventBridgeClient eventBridge,
      Supplier<CodeDeployClient> codeDeploy,
      Supplier<ElasticLoadBalancingV2Client> elb,
      Supplier<Route53Client> route53,
      Supplier<CodePipelineClient> codePipeline) {}

  /// What the environment says.
  ///
  /// @param ledgerTable the table's name
  /// @param topicArn where notices go
  /// @param busName where events go
  public record Settings(String ledgerTable, String topicArn, String busName) {}

  public static Lastgood of(
      Clients clients,
      Settings settings,
      Measures measures,
      Parallel parallel,
      InstantSource clock) {
    var ledger = new Ledger(clients.dynamoDb(), settings.ledgerTable());
    var images = new Images(clients.ecrOfRegion());
    var ecs = new EcsServiceAction(clients.ecs(), images, parallel);
    var actions =
        new Actions(
            ecs,
            new CodeDeployAction(clients.codeDeploy(), clients.ecs(), images, parallel),
            new AutoScalingAction(clients.autoScaling(), clients.ec2(), parallel, clock),
            new AlbSplitAction(
                clients.elb(),
                new EcsOwners(clients.ecs()),
                new AutoScalingSizes(clients.autoScaling())),
            new Route53SplitAction(clients.route53()));
    var alarms = new Alarms(clients.cloudWatch());
    var announcer =
        new Announcer(
            ledger, clients.sns(), settings.topicArn(), clients.eventBridge(), settings.busName());
    var stages = new PipelineStages(clients.codePipeline());
    var followUps = new FollowUps(ledger, stages, announcer, clock);
    var bookkeeper = new Bookkeeper(ledger, actions, announcer, followUps, measures);
    var investigator =
        new Investigator(ledger, actions, new Metrics(clients.cloudWatch()), parallel);
    var mover = new Mover(ledger, actions, bookkeeper, investigator, measures, clock);
    var pipeline =
        new RollbackPipeline(
            ledger, actions, alarms, bookkeeper, mover, investigator, measures, parallel, clock);
    var readiness =
        new ReadinessWatch(
            ledger,
            actions,
            alarms,
            new ImageLifecycles(clients.ecrOfRegion()),
            pipeline,
            bookkeeper,
            measures,
            parallel,
            clock);
    var shifter = new Shifter(ledger, actions, alarms, bookkeeper, clock);
    return new Lastgood(
        ledger,
        pipeline,
        new Watch(
            ledger,
            actions,
            alarms,
            bookkeeper,
            mover,
            shifter,
            pipeline,
            readiness,
            followUps,
            measures,
            parallel,
            clock),
        readiness,
        new Drills(ledger, actions, alarms, pipeline, bookkeeper, measures, parallel, clock),
        new Replays(ledger),
        new Registration(
            ledger, actions, alarms, new PipelineCheck(stages), bookkeeper, pipeline, clock),
        new OperatorDesk(ledger, actions, bookkeeper, clock),
        new Gatekeeper(ledger, actions, alarms, bookkeeper, clock),
        shifter,
        new Priming(ledger, actions, alarms, clock),
        measures,
        clock);
  }
}
