package io.github.lastgood.permission;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The same call on a neighbour's thing: another service, cluster, group, record, family, role …,
/// one name changed at a time. All of them must be denied.
final class Neighbours {
  /// Every kind of resource that the functions call anything on. A group in a pattern is a name
  /// that belongs to a target; what stands outside is AWS's word, or a number or id that AWS makes
  /// up, which cannot be known beforehand.
  private static final List<Pattern> SHAPES =
      Stream.of(
              "arn:aws:ecs:[^:]+:\\d+:service/([^/]+)/([^/]+)",
              "arn:aws:ecs:[^:]+:\\d+:service-(?:deployment|revision)/([^/]+)/([^/]+)/[^/]+",
              "arn:aws:ecs:[^:]+:\\d+:task-definition/([^:]+):.+",
              "arn:aws:ecr:[^:]+:\\d+:repository/(.+)",
              "arn:aws:codedeploy:[^:]+:\\d+:deploymentgroup:([^/]+)/(.+)",
              "arn:aws:codedeploy:[^:]+:\\d+:application:(.+)",
              "arn:aws:codedeploy:[^:]+:\\d+:deploymentconfig:.+",
              "arn:aws:codepipeline:[^:]+:\\d+:([^/]+)(?:/(.+))?",
              "arn:aws:autoscaling:[^:]+:\\d+:autoScalingGroup:[^:]+:autoScalingGroupName/(.+)",
              "arn:aws:elasticloadbalancing:[^:]+:\\d+:listener/app/([^/]+)/([^/]+)/([^/]+)",
              "arn:aws:elasticloadbalancing:[^:]+:\\d+:listener-rule/app/([^/]+)/([^/]+)/([^/]+)/(.+)",
              "arn:aws:route53:::hostedzone/(.+)",
              "arn:aws:route53:::(?:change|healthcheck)/.+",
              "arn:aws:dynamodb:[^:]+:\\d+:table/(.+)",
              "arn:aws:sns:[^:]+:\\d+:(.+)",
              "arn:aws:events:[^:]+:\\d+:event-bus/(.+)",
              "arn:aws:kms:[^:]+:\\d+:key/(.+)",
              "arn:aws:iam::\\d+:role/(.+)",
              "arn:aws:ssm:[^:]+:\\d+:parameter/(.+)",
              "arn:aws:ec2:[^:]+:\\d*:(?:image|instance|network-interface|security-group|subnet|volume)/.+",
              "arn:aws:ec2:[^:]+:\\d+:launch-template/(.+)")
          .map(Pattern::compile)
          .toList();

  /// A value of a condition key that no target of the stories has.
  private static final Map<String, String> OTHERS =
      Map.of(
          "ecs:task-definition", "arn:aws:ecs:eu-west-1:111122223333:task-definition/neighbour:3",
          "ecs:CreateAction", "CreateService",
          "ec2:LaunchTemplate", "arn:aws:ec2:eu-west-1:111122223333:launch-template/lt-neighbour",
          "ec2:CreateAction", "CreateVolume",
          "iam:PassedToService", "lambda.amazonaws.com",
          "events:source", "aws.ecs",
          "kms:ViaService", "s3.eu-west-1.amazonaws.com",
          "route53:ChangeResourceRecordSetsActions", "DELETE",
          "route53:ChangeResourceRecordSetsRecordTypes", "CNAME",
          "route53:ChangeResourceRecordSetsNormalizedRecordNames", "pay.example.com");

  /// Allowed on any service: which one runs a split's rule is asked before it is known.
  private static final String ASKED_OF_ALL = "ecs:DescribeServices";

  private Neighbours() {}

  /// The neighbours of what was asked; none for an action without a resource, for a number of AWS's
  /// own, and for what is asked of every service.
  static List<Authorization> of(Authorization asked) {
    var neighbours = new ArrayList<Authorization>();
    asked.keys().keySet().forEach(key -> neighbours.add(otherValue(asked, key)));
    if (!asked.resource().equals(Authorization.ANYTHING)
        && !asked.action().equals(ASKED_OF_ALL)
        // What a launch may touch is told by its launch template, not by the resource.
        && !asked.action().equals("ec2:RunInstances")) {
      neighbours.addAll(otherNames(asked));
    }
    return neighbours;
  }

  private static Authorization otherValue(Authorization asked, String key) {
    var other = OTHERS.get(key);
    if (other == null) {
      throw new IllegalStateException("Neighbours knows no other value of " + key);
    }
    return asked.with(
        key,
        Stream.concat(asked.keys().getOrDefault(key, List.of()).stream().skip(1), Stream.of(other))
            .toList());
  }

  private static List<Authorization> otherNames(Authorization asked) {
    var matcher = shape(asked.resource());
    var others = new ArrayList<Authorization>();
    for (int group = 1; group <= matcher.groupCount(); group++) {
      if (matcher.group(group) != null) {
        for (var name :
            List.of("neighbour", matcher.group(group) + "-2", "a-" + matcher.group(group))) {
          others.add(
              asked.on(
                  asked.resource().substring(0, matcher.start(group))
                      + name
                      + asked.resource().substring(matcher.end(group))));
        }
      }
    }
    return others;
  }

  private static Matcher shape(String arn) {
    return SHAPES.stream()
        .map(shape -> shape.matcher(arn))
        .filter(Matcher::matches)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Neighbours has no shape for " + arn));
  }
}
