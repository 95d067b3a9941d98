package io.github.lastgood.account.cloudwatch;

import software.amazon.awssdk.services.cloudwatch.model.ActionsSuppressedBy;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/// Alarms as DescribeAlarms shows them.
final class AlarmShapes {
  private AlarmShapes() {}

  static MetricAlarm metric(MetricAlarmState alarm) {
    MetricAlarmSpec spec = alarm.spec;
    MetricAlarm.Builder shape =
        MetricAlarm.builder()
            .alarmName(spec.name())
            .alarmArn(alarm.arn)
            .alarmDescription(spec.description())
            .actionsEnabled(true)
            .stateValue(alarm.state.value())
            .stateReason(alarm.state.reason())
            .stateReasonData(alarm.state.reasonData())
            .stateUpdatedTimestamp(alarm.state.since())
            .stateTransitionedTimestamp(alarm.state.transitioned())
            .evaluationPeriods(spec.evaluationPeriods())
            .datapointsToAlarm(spec.datapointsToAlarm())
            .threshold(spec.threshold())
            .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
            .treatMissingData("notBreaching");
    if (spec.isMath()) {
      return shape.metrics(spec.metrics()).build();
    }
    MetricStat stat = spec.metrics().getFirst().metricStat();
    return shape
        .namespace(stat.metric().namespace())
        .metricName(stat.metric().metricName())
        .dimensions(stat.metric().dimensions())
        .period(stat.period())
        .statistic(Statistic.fromValue(stat.stat()))
        .build();
  }

  static CompositeAlarm composite(CompositeAlarmState alarm) {
    String suppressedBy = alarm.state.suppressedBy();
    CompositeAlarm.Builder shape =
        CompositeAlarm.builder()
            .alarmName(alarm.spec.name())
            .alarmArn(alarm.arn)
            .alarmDescription(alarm.spec.description())
            .alarmRule(alarm.spec.rule())
            .actionsEnabled(true)
            .stateValue(alarm.state.value())
            .stateReason(alarm.state.reason())
            .stateReasonData(alarm.state.reasonData())
            .stateUpdatedTimestamp(alarm.state.since())
            .stateTransitionedTimestamp(alarm.state.transitioned())
            .actionsSuppressor(alarm.suppressor);
    if (suppressedBy != null) {
      shape
          .actionsSuppressedBy(ActionsSuppressedBy.fromValue(suppressedBy))
          .actionsSuppressedReason("Actions suppressed by " + suppressedBy);
    }
    return shape.build();
  }
}
