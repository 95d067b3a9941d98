package io.github.lastgood.account.cloudwatch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lastgood.account.event.EventFeed;
import java.time.Instant;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;

/// Emits `CloudWatch Alarm State Change` in its documented shape (CloudWatch user guide, "Alarm
/// events and EventBridge"). Muted and suppressed alarms emit it all the same and say so in it.
final class AlarmEvents {
  private final EventFeed feed;

  AlarmEvents(EventFeed feed) {
    this.feed = feed;
  }

  void changed(AlarmState alarm, StateView previous, Instant now) {
    ObjectNode detail = EventFeed.object().put("alarmName", alarm.name());
    detail.set("state", state(alarm.state));
    detail.set("previousState", state(previous));
    detail.set(
        "configuration",
        switch (alarm) {
          case MetricAlarmState metric -> configuration(metric.spec);
          case CompositeAlarmState composite -> configuration(composite);
        });
    AlarmState.Mute mute = alarm.mute;
    if (mute != null && mute.covers(now)) {
      detail
          .putObject("muteDetail")
          .put("mutedByArn", mute.ruleArn())
          .put("muteWindowStart", Reasons.TIMESTAMP.format(mute.start()))
          .put("muteWindowEnd", Reasons.TIMESTAMP.format(mute.end()));
    }
    feed.emit("aws.cloudwatch", "CloudWatch Alarm State Change", alarm.arn, detail);
  }

  private static ObjectNode state(StateView state) {
    ObjectNode node = EventFeed.object();
    if (state.suppressedBy() != null) {
      node.put("actionsSuppressedBy", state.suppressedBy());
      node.put("actionsSuppressedReason", "Actions suppressed by " + state.suppressedBy());
    }
    return node.put("value", state.value().toString())
        .put("reason", state.reason())
        .put("reasonData", state.reasonData())
        .put("timestamp", Reasons.TIMESTAMP.format(state.since()));
  }

  private static ObjectNode configuration(MetricAlarmSpec spec) {
    ObjectNode configuration = EventFeed.object().put("description", spec.description());
    ArrayNode metrics = configuration.putArray("metrics");
    for (MetricDataQuery query : spec.metrics()) {
      ObjectNode node = metrics.addObject().put("id", query.id());
      if (query.expression() != null) {
        node.put("expression", query.expression()).put("label", query.label());
      } else {
        stat(node.putObject("metricStat"), query.metricStat());
      }
      node.put("returnData", query.returnData());
    }
    return configuration;
  }

  private static void stat(ObjectNode node, MetricStat stat) {
    Metric metric = stat.metric();
    ObjectNode shown = node.putObject("metric");
    shown.put("namespace", metric.namespace()).put("name", metric.metricName());
    ObjectNode dimensions = shown.putObject("dimensions");
    metric.dimensions().forEach(each -> dimensions.put(each.name(), each.value()));
    node.put("period", stat.period()).put("stat", stat.stat());
  }

  private static ObjectNode configuration(CompositeAlarmState alarm) {
    ObjectNode configuration =
        EventFeed.object()
            .put("description", alarm.spec.description())
            .put("alarmRule", alarm.spec.rule());
    if (alarm.suppressor != null) {
      configuration
          .put("actionsSuppressor", alarm.suppressor)
          .put("actionsSuppressorWaitPeriod", 120)
          .put("actionsSuppressorExtensionPeriod", 180);
    }
    return configuration;
  }
}
