package io.github.lastgood.simulation;

import java.util.List;

/// How bad the day is. Drawn once for a seed, so that some days have a fault here and there, others
/// a storm of one kind, and a few are calm: rare faults are not drowned by frequent ones.
///
/// @param crash that a function dies at a call to AWS
/// @param refused that AWS refuses a call (throttled, or an error of its own) and does not do it
/// @param answerLost that AWS does it and the caller sees an error
/// @param lost that an event never arrives
/// @param twice that an event arrives twice
/// @param late that an event comes late, so that others overtake it
/// @param slow that an invocation's calls take time, so that others come between them
public record Weather(
    double crash,
    double refused,
    double answerLost,
    double lost,
    double twice,
    double late,
    double slow) {
  /// Nothing goes wrong.
  public static final Weather CALM = new Weather(0, 0, 0, 0, 0, 0, 0);

  private static final List<Double> PER_CALL = List.of(0.0, 0.0005, 0.002, 0.01, 0.04);
  private static final List<Double> PER_EVENT = List.of(0.0, 0.05, 0.2, 0.5);
  private static final List<Double> PER_INVOCATION = List.of(0.0, 0.2, 0.6, 1.0);

  /// The weather of a seed.
  static Weather of(Chance chance) {
    return new Weather(
        chance.oneOf(PER_CALL),
        chance.oneOf(PER_CALL),
        chance.oneOf(PER_CALL),
        chance.oneOf(PER_EVENT),
        chance.oneOf(PER_EVENT),
        chance.oneOf(PER_EVENT),
        chance.oneOf(PER_INVOCATION));
  }
}
