package io.github.lastgood.account.cloudwatch;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// A metric alarm with its newest data points.
final class MetricAlarmState extends AlarmState {
  final MetricAlarmSpec spec;
  private final Symptom symptom;
  private final Deque<Datapoint> newestFirst = new ArrayDeque<>();

  /// In an outage the metric breaches whatever the watched thing does.
  boolean outage;

  MetricAlarmState(String arn, StateView state, MetricAlarmSpec spec, Symptom symptom) {
    super(arn, state);
    this.spec = spec;
    this.symptom = symptom;
  }

  @Override
  String name() {
    return spec.name();
  }

  /// Takes the data point of the minute that ends now. A breaching minute shows values that go up
  /// and down, as real ones do.
  void measure(Instant minute) {
    boolean odd = minute.getEpochSecond() / 60 % 2 == 1;
    double breaching = Math.round(spec.threshold() * (odd ? 124 : 176)) / 100.0;
    newestFirst.addFirst(new Datapoint(minute, outage || symptom.isRed() ? breaching : 0.0));
    if (newestFirst.size() > spec.evaluationPeriods()) {
      newestFirst.removeLast();
    }
  }

  boolean breaches() {
    return newestFirst.stream().filter(this::breaches).count() >= spec.datapointsToAlarm();
  }

  boolean breaches(Datapoint point) {
    return point.value() > spec.threshold();
  }

  List<Datapoint> newestFirst() {
    return List.copyOf(newestFirst);
  }

  /// @param minute its beginning
  record Datapoint(Instant minute, double value) {}
}
