package io.github.lastgood.target;

/// CloudWatch's alarm states, spelled as AWS does. INSUFFICIENT_DATA is never taken for OK.
public enum AlarmState {
  OK,
  ALARM,
  INSUFFICIENT_DATA
}
