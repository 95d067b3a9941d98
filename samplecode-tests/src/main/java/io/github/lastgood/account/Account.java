package io.github.lastgood.account;

import io.github.lastgood.account.autoscaling.RefreshTiming;
import io.github.lastgood.account.autoscaling.SimulatedAutoScaling;
import io.github.lastgood.account.call.CallGate;
import io.github.lastgood.account.cloudwatch.Alarms;
import io.github.lastgood.account.cloudwatch.SimulatedCloudWatch;
import io.github.lastgood.account.codedeploy.CodeDeployTiming;
import io.github.lastgood.account.codedeploy.SimulatedCodeDeploy;
import io.github.lastgood.account.codepipeline.SimulatedCodePipeline;
import io.github.lastgood.account.ec2.SimulatedEc2;
import io.github.lastgood.account.ecr.SimulatedEcr;
import io.github.lastgood.account.ecs.RolloutTiming;
import io.github.lastgood.account.ecs.SimulatedEcs;
import io.github.lastgood.account.elb.SimulatedElb;
import io.github.lastgood.account.event.CloudTrail;
import io.github.lastgood.account.event.EventFeed;
import io.github.lastgood.account.message.SimulatedEventBridge;
import io.github.lastgood.account.message.SimulatedSns;
import io.github.lastgood.account.route53.SimulatedRoute53;
import io.github.lastgood.account.setting.Agenda;
import io.github.lastgood.account.setting.Ids;
import io.github.lastgood.account.setting.Place;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.sns.SnsClient;

/// One simulated AWS account in one region.
///
/// [#clients] is for the code under test: through the gate. [#ecs], [#alarms], [#ecr],
/// [#autoScaling], [#ec2], [#sns] and [#eventBridge] are the account itself, for what everybody
/// else in the story does (a developer deploys, a lifecycle policy deletes an image); what is done
/// there is not in the journal and never fails.
public final class Account {
  private final Place place;
  private final Agenda agenda;
  private final Ids ids;
  private final EventFeed feed;
  private final CallGate calls;
  private final SimulatedCloudWatch cloudWatch;
  private final SimulatedEcr ecr;
  private final SimulatedEcs ecs;
  private final SimulatedCodeDeploy codeDeploy;
  private final SimulatedEc2 ec2;
  private final SimulatedAutoScaling autoScaling;
  private final SimulatedSns sns;
  private final SimulatedEventBridge eventBridge;
  private final SimulatedCodePipeline codePipeline;
  private final SimulatedElb elb;
  private final SimulatedRoute53 route53;
  private final Clients clients;

  /// An empty account.
  ///
  /// @param start the first instant of its clock
  /// @param seed for the ids that AWS would make up
  /// @param timing how long deployments take
  public Account(Place place, Instant start, long seed, RolloutTiming timing) {
    this.place = place;
    this.agenda = new Agenda(start);
    this.ids = new Ids(seed);
    this.feed = new EventFeed(agenda, place, ids);
    this.calls = new CallGate(agenda.clock());
    this.cloudWatch = new SimulatedCloudWatch(place, agenda, feed);
    this.ecr = new SimulatedEcr(place, agenda.clock());
    this.ecs = new SimulatedEcs(place, agenda, ids, feed, timing, ecr, cloudWatch.alarms());
    this.codeDeploy =
        new SimulatedCodeDeploy(
            place, agenda, ids, feed, CodeDeployTiming.USUAL, cloudWatch.alarms());
    this.ec2 = new SimulatedEc2(place, agenda.clock());
    this.autoScaling =
        new SimulatedAutoScaling(
            place, agenda, ids, feed, RefreshTiming.USUAL, ec2, cloudWatch.alarms());
    this.sns = new SimulatedSns(place, ids, agenda.clock());
    this.eventBridge = new SimulatedEventBridge(ids, agenda.clock());
    this.codePipeline = new SimulatedCodePipeline(place, agenda, ids);
    var trail = new CloudTrail(feed, agenda, ids, place);
    this.elb = new SimulatedElb(place, agenda, trail);
    this.route53 = new SimulatedRoute53(agenda, ids, trail);
    this.clients =
        new Clients(
            calls.around(EcsClient.class, "ecs", ecs),
            calls.around(CloudWatchClient.class, "cloudwatch", cloudWatch),
            calls.around(EcrClient.class, "ecr", ecr),
            calls.around(AutoScalingClient.class, "autoscaling", autoScaling),
            calls.around(Ec2Client.class, "ec2", ec2),
            calls.around(SnsClient.class, "sns", sns),
            calls.around(EventBridgeClient.class, "events", eventBridge),
            calls.around(CodePipelineClient.class, "codepipeline", codePipeline),
            calls.around(CodeDeployClient.class, "codedeploy", codeDeploy),
            calls.around(ElasticLoadBalancingV2Client.class, "elasticloadbalancing", elb),
            calls.around(Route53Client.class, "route53", route53));
  }

  /// Lets `span` of virtual time go by: deployments go on, alarms are evaluated, events are
  /// delivered, what was put on the [#agenda] is done.
  public void advance(Duration span) {
    agenda.advance(span);
  }

  /// The virtual clock; also an [java.time.InstantSource].
  public Clock clock() {
    return agenda.clock();
  }

  /// The present virtual instant.
  public Instant now() {
    return agenda.now();
  }

  /// What is due when: a story puts its own actions there, for example a tick every minute.
  public Agenda agenda() {
    return agenda;
  }

  /// Account number, region and the ARNs that follow.
  public Place place() {
    return place;
  }

  /// The ids to come.
  public Ids ids() {
    return ids;
  }

  /// What EventBridge delivers; listen here.
  public EventFeed events() {
    return feed;
  }

  /// The gate: journal and hooks. A real client, such as the ledger's, can be led through it too.
  public CallGate calls() {
    return calls;
  }

  /// What the code under test is given.
  public Clients clients() {
    return clients;
  }

  /// ECS itself.
  public SimulatedEcs ecs() {
    return ecs;
  }

  /// CloudWatch's alarms.
  public Alarms alarms() {
    return cloudWatch.alarms();
  }

  /// ECR itself.
  public SimulatedEcr ecr() {
    return ecr;
  }

  /// CodeDeploy itself.
  public SimulatedCodeDeploy codeDeploy() {
    return codeDeploy;
  }

  /// Elastic Load Balancing itself.
  public SimulatedElb elb() {
    return elb;
  }

  /// Route 53 itself.
  public SimulatedRoute53 route53() {
    return route53;
  }

  /// Auto Scaling itself.
  public SimulatedAutoScaling autoScaling() {
    return autoScaling;
  }

  /// EC2 itself: AMIs and launch templates.
  public SimulatedEc2 ec2() {
    return ec2;
  }

  /// SNS itself, with what was published.
  public SimulatedSns sns() {
    return sns;
  }

  /// CodePipeline itself: a story runs actions there.
  public SimulatedCodePipeline codePipeline() {
    return codePipeline;
  }

  /// EventBridge itself, with what was put on the bus.
  public SimulatedEventBridge eventBridge() {
    return eventBridge;
  }
}
