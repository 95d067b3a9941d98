package io.github.lastgood.target;

/// What an alarm gets when its metric does not tell whether the deployment caused it.
public enum OnUnknown {
  /// It is rolled back.
  ACT,
  /// A person is asked. The metric is then read before each decision, which takes a moment.
  ASK,
  /// It is rolled back when it went red inside the first bake time, when most that goes wrong is
  /// the deployment's doing; later a person is asked.
  ACT_WHILE_IT_BAKES
}
