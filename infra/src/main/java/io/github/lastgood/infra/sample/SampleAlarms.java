package io.github.lastgood.infra.sample;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.constructs.Construct;

/// The two alarms that say whether the sample hurts: answers with 5xx, and slow answers.
public final class SampleAlarms extends Construct {
  private final Map<String, String> loadBalancer;
  private final List<String> names;
  private final List<IAlarm> alarms;

  /// Adds the alarms to a stack.
  ///
  /// @param service begins the alarms' names
  /// @param loadBalancer the load balancer's full name, as CloudWatch's dimension wants it
  public SampleAlarms(Construct scope, String service, String loadBalancer) {
    super(scope, "Alarms");
    this.loadBalancer = Map.of("LoadBalancer", loadBalancer);
    names = List.of(service + "-5xx", service + "-p99");
    alarms =
        List.of(
            alarm(
                names.getFirst(),
                metric("HTTPCode_Target_5XX_Count", "Sum"),
                10,
                "More than ten answers a minute are 5xx"),
            alarm(
                names.getLast(),
                // A percentile of three requests says nothing.
                MathExpression.Builder.create()
                    .expression("IF(requests > 20, p99, 0)")
                    .usingMetrics(
                        // Sorted, so that every run writes the same template.
                        new TreeMap<>(
                            Map.of(
                                "requests", metric("RequestCount", "Sum"),
                                "p99", metric("TargetResponseTime", "p99"))))
                    .label("p99 of a minute with traffic")
                    .period(Duration.minutes(1))
                    .build(),
                1,
                "The slowest hundredth of the answers takes more than a second"));
  }

  /// Their names, for ECS and for `targets.yaml`.
  public List<String> names() {
    return names;
  }

  /// The alarms.
  public List<IAlarm> alarms() {
    return alarms;
  }

  private Metric metric(String name, String statistic) {
    return Metric.Builder.create()
        .namespace("AWS/ApplicationELB")
        .metricName(name)
        .dimensionsMap(loadBalancer)
        .statistic(statistic)
        .period(Duration.minutes(1))
        .build();
  }

  private IAlarm alarm(String name, IMetric metric, int threshold, String description) {
    return Alarm.Builder.create(this, name)
        .alarmName(name)
        .alarmDescription(description)
        .metric(metric)
        .threshold(threshold)
        .evaluationPeriods(2)
        .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
        .treatMissingData(TreatMissingData.NOT_BREACHING)
        .build();
  }
}
