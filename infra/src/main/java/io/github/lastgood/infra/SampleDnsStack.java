package io.github.lastgood.infra;

import io.github.lastgood.cdk.rollback.Functions;
import io.github.lastgood.cdk.targets.Kind;
import io.github.lastgood.cdk.targets.RegisteredTargets;
import io.github.lastgood.cdk.targets.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.route53.CfnRecordSet;
import software.constructs.Construct;

/// A canary by DNS to try Lastgood on: two weighted records of one name in a zone of the account,
/// registered as target `shop-dns`. Nothing answers under their addresses, which are for
/// documentation, so the alarm is turned red by hand: `aws cloudwatch set-alarm-state`.
public final class SampleDnsStack extends Stack {
  private static final String ALARM = "shop-dns-5xx";

  /// Adds the stack to an app.
  public SampleDnsStack(
      Construct scope, StackProps props, Functions functions, Sample.Dns settings) {
    super(scope, "LastgoodSampleDns", props);
    CfnRecordSet blue = record(settings, "blue", "192.0.2.1", 100);
    CfnRecordSet green = record(settings, "green", "192.0.2.2", 0);
    Alarm alarm = alarm();
    var dns =
        new Target(
            "shop-dns",
            new Kind.Route53TrafficSplit(
                settings.hostedZoneId(), settings.name(), "A", "blue", "green"),
            List.of(ALARM),
            Map.of("mode", "auto"),
            Optional.empty());
    for (CustomResource row : RegisteredTargets.addTo(this, functions, List.of(dns))) {
      row.getNode().addDependency(blue, green, alarm);
    }
  }

  private CfnRecordSet record(
      Sample.Dns settings, String setIdentifier, String address, int weight) {
    return CfnRecordSet.Builder.create(this, setIdentifier)
        .hostedZoneId(settings.hostedZoneId())
        .name(settings.name())
        .type("A")
        .setIdentifier(setIdentifier)
        .weight(weight)
        .ttl("60")
        .resourceRecords(List.of(address))
        .build();
  }

  private Alarm alarm() {
    return Alarm.Builder.create(this, "Alarm")
        .alarmName(ALARM)
        .alarmDescription("Set by hand: nothing writes its metric")
        .metric(
            Metric.Builder.create()
                .namespace("LastgoodSample")
                .metricName("Errors")
                .period(Duration.minutes(1))
                .statistic("Sum")
                .build())
        .threshold(1)
        .evaluationPeriods(1)
        // Red until CloudWatch looks again: then it is OK, and the rollback has recovered.
        .treatMissingData(TreatMissingData.NOT_BREACHING)
        .build();
  }
}
