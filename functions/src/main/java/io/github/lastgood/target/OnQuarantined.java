package io.github.lastgood.target;

/// What is done when a quarantined revision is deployed again.
public enum OnQuarantined {
  /// People are told, and its alarms are watched.
  TELL,
  /// It is rolled back at once.
  ROLL_BACK
}
