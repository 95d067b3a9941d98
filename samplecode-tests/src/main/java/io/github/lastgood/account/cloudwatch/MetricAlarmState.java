package io.github.lastgood.account.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A metric alarm with its newest data points.
final class MetricAlarmState extends AlarmState {
  final MetricAlarmSpec spec;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Symptom symptom;
  private final Deque<Datapoint> newestFirst = new ArrayDeque<>();

  private final SortedMap<Instant, Double> history = new TreeMap<>();
  private final Instant since;

  /// What the metric shows; null while it follows the symptom.
  @Nullable Level level;

  /// In an outage the metric breaches whatever the watched thing does.
  boolean outage;

  MetricAlarmState(String arn, StateView state, MetricAlarmSpec spec, Symptom symptom) {
    super(arn, state);
    this.spec = spec;
    this.symptom = symptom;
    this.since = state.since().truncatedTo(ChronoUnit.MINUTES);
  }

  @Override
  String name() {
    return spec.name();
  }

  /// Takes the data point of the minute that ends now. A breaching minute shows values that go up
  /// and down, as real ones do.
  void measure(Instant minute) {
    double value =
        level != null ? level.at(minute) : outage || symptom.isRed() ? breaching(minute) : 0.0;
    newestFirst.addFirst(new Datapoint(minute, value));
    history.put(minute, held ? (isRed() ? breaching(minute) : 0.0) : value);
    if (newestFirst.size() > spec.evaluationPeriods()) {
      newestFirst.removeLast();
    }
  }

  private double breaching(Instant minute) {
    boolean odd = minute.getEpochSecond() / 60 % 2 == 1;
    return Math.round(spec.threshold() * (odd ? 124 : 176)) / 100.0;
  }

  /// What the metric shows of the minutes from then to then. An alarm that is held in a state has a
  /// metric that fits it; before the world began the metric was quiet.
  SortedMap<Instant, Double> shown(Instant from, Instant to) {
    SortedMap<Instant, Double> shown = new TreeMap<>();
    Instant first = from.isBefore(since) ? since : from.truncatedTo(ChronoUnit.MINUTES);
    Instant began = history.isEmpty() ? to : history.firstKey();
    for (Instant minute = first; minute.isBefore(to); minute = minute.plus(MINUTE)) {
      if (minute.isBefore(began)) {
        shown.put(minute, level == null ? 0.0 : level.at(minute));
      }
    }
    shown.putAll(history.subMap(from, to));
    return shown;
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
