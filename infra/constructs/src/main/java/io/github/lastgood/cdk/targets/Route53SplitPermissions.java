package io.github.lastgood.cdk.targets;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;

/// What the functions may do to one pair of weighted records: replace records of that name and
/// type, and neither create another name nor delete one (Route 53 developer guide, "Using IAM
/// policy conditions for fine-grained access control").
///
/// @param stack gives the partition
/// @param split the records
record Route53SplitPermissions(Stack stack, Kind.Route53TrafficSplit split)
    implements TargetPermissions {
  private static final int STATEMENTS = 900;

  /// A change and a health check have ids that are not known beforehand.
  @Override
  public List<PolicyStatement> reading() {
    return List.of(
        allow("route53:ListResourceRecordSets", zone()),
        allow("route53:GetChange", arn("change/*")),
        allow("route53:GetHealthCheckStatus", arn("healthcheck/*")));
  }

  @Override
  public List<PolicyStatement> acting() {
    var change = allow("route53:ChangeResourceRecordSets", zone());
    var prefix = "route53:ChangeResourceRecordSets";
    change.addCondition(
        "ForAllValues:StringEquals",
        // Sorted: the order of `Map.of` differs from one run to the next.
        new TreeMap<>(
            Map.of(
                prefix + "NormalizedRecordNames",
                List.of(split.name().replace("*", "\\052")),
                prefix + "RecordTypes",
                List.of(split.type()),
                prefix + "Actions",
                List.of("UPSERT"))));
    return List.of(change);
  }

  @Override
  public int characters() {
    return STATEMENTS + split.name().length();
  }

  private String zone() {
    return arn("hostedzone/" + split.hostedZoneId());
  }

  private String arn(String resource) {
    return "arn:%s:route53:::%s".formatted(stack.getPartition(), resource);
  }

  private static PolicyStatement allow(String action, String resource) {
    return PolicyStatement.Builder.create()
        .actions(List.of(action))
        .resources(List.of(resource))
        .build();
  }
}
