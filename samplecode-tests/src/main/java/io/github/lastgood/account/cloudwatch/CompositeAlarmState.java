package io.github.lastgood.account.cloudwatch;

import org.jspecify.annotations.Nullable;

/// A composite alarm, possibly with its actions suppressed.
final class CompositeAlarmState extends AlarmState {
  final CompositeAlarmSpec spec;
  @Nullable String suppressor;
  @Nullable String suppressedBy;

  CompositeAlarmState(String arn, StateView state, CompositeAlarmSpec spec) {
    super(arn, state);
    this.spec = spec;
  }

  @Override
  String name() {
    return spec.name();
  }
}
