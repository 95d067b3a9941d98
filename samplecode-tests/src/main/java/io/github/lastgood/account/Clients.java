package io.github.lastgood.account;

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

/// The clients that the code under test holds: every call of theirs passes the account's gate, so
/// it is in the journal and a story can let it fail.
public record Clients(
    EcsClient ecs,
    CloudWatchClient cloudWatch,
    EcrClient ecr,
    AutoScalingClient autoScaling,
    Ec2Client ec2,
    SnsClient sns,
    EventBridgeClient eventBridge,
    CodePipelineClient codePipeline,
    CodeDeployClient codeDeploy,
    ElasticLoadBalancingV2Client elb,
    Route53Client route53) {}
