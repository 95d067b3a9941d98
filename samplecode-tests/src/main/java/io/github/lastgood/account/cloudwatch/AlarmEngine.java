package io.github.lastgood.account.cloudwatch;

import io.github.lastgood.account.setting.Agenda;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/// Turns alarms in time: data points every full minute, evaluation of each metric alarm at its own
/// offset, composite alarms a moment after their children.
final class AlarmEngine {
  /// From a child's transition to its composite's.
  private static final Duration COMPOSITE_LAG = Duration.ofMillis(356);

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Agenda agenda;
  private final AlarmEvents events;
  private final Map<String, AlarmState> byName;

  AlarmEngine(Agenda agenda, AlarmEvents events, Map<String, AlarmState> byName) {
    this.agenda = agenda;
    this.events = events;
    this.byName = byName;
  }

  void begin() {
    Instant nextMinute = agenda.now().truncatedTo(ChronoUnit.MINUTES).plus(MINUTE);
    agenda.at(nextMinute, () -> startOfMinute(nextMinute));
  }

  private void startOfMinute(Instant minute) {
    for (AlarmState alarm : List.copyOf(byName.values())) {
      if (alarm instanceof MetricAlarmState metric) {
        metric.measure(minute.minus(MINUTE));
        agenda.at(minute.plus(metric.spec.evaluatedAt()), () -> evaluate(metric));
      }
    }
    agenda.at(minute.plus(MINUTE), () -> startOfMinute(minute.plus(MINUTE)));
  }

  private void evaluate(MetricAlarmState alarm) {
    boolean red = alarm.breaches();
    StateValue value = red ? StateValue.ALARM : StateValue.OK;
    if (!alarm.held && alarm.state.value() != value) {
      turn(
          alarm,
          value,
          Reasons.thresholdCrossed(alarm, red),
          Reasons.metricData(alarm, agenda.now()));
    }
  }

  void turn(AlarmState alarm, StateValue value, String reason, String data) {
    StateView before = alarm.state;
    if (before.value() == value) {
      return;
    }
    String suppressedBy =
        alarm instanceof CompositeAlarmState composite && value == StateValue.ALARM
            ? composite.suppressedBy
            : null;
    alarm.state = new StateView(value, reason, data, agenda.now(), agenda.now(), suppressedBy);
    events.changed(alarm, before, agenda.now());
    for (AlarmState each : byName.values()) {
      if (each instanceof CompositeAlarmState parent
          && parent.spec.children().contains(alarm.name())) {
        agenda.after(COMPOSITE_LAG, () -> follow(parent));
      }
    }
  }

  void follow(CompositeAlarmState parent) {
    if (parent.held) {
      return;
    }
    List<AlarmState> children = children(parent);
    List<AlarmState> red = children.stream().filter(AlarmState::isRed).toList();
    List<AlarmState> causes = red.isEmpty() ? children : red;
    causes.stream()
        .max(Comparator.comparing(child -> child.state.since()))
        .ifPresent(newest ->
            turn(
                parent,
                red.isEmpty() ? StateValue.OK : StateValue.ALARM,
                Reasons.childTransitioned(newest),
                Reasons.compositeData(causes)));
  }

  /// A child that was deleted no longer counts.
  private List<AlarmState> children(CompositeAlarmState parent) {
    return parent.spec.children().stream().map(byName::get).filter(Objects::nonNull).toList();
  }

  void liftSuppression(CompositeAlarmState alarm) {
    alarm.suppressedBy = null;
    StateView before = alarm.state;
    if (alarm.isRed() && before.suppressedBy() != null) {
      alarm.state =
          new StateView(
              before.value(),
              before.reason(),
              before.reasonData(),
              agenda.now(),
              before.transitioned(),
              null);
      events.changed(alarm, before, agenda.now());
    }
  }
}
