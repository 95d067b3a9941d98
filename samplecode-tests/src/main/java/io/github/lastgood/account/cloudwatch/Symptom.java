package io.github.lastgood.account.cloudwatch;

/// What the metric of an alarm measures: whether it would breach the threshold now.
@FunctionalInterface
public interface Symptom {

  /// Whether the watched thing hurts at this moment.
  boolean isRed();
}
