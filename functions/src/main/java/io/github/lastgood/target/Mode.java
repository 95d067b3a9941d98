package io.github.lastgood.target;

/// What Lastgood may do by itself when a deployment hurts. Must be stated for every target.
public enum Mode {
  /// Roll back at once.
  AUTO,
  /// Say what would be done, and let a person order it.
  APPROVE,
  /// Only record and tell what would have been done.
  OBSERVE,
  /// Do nothing.
  OFF
}
