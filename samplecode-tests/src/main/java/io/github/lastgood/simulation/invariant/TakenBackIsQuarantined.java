package io.github.lastgood.simulation.invariant;

import java.util.Optional;

/// What is rolled back is quarantined by the same write, so that nobody goes back to it.
public final class TakenBackIsQuarantined implements Invariant {
  @Override
  public String sentence() {
    return "What is rolled back is quarantined.";
  }

  @Override
  public Optional<String> written(Scene scene, Written written) {
    return written
        .opened()
        .filter(opened -> !written.after().isQuarantined(opened.from()))
        .map(opened -> opened.from().label() + " is rolled back and not quarantined");
  }
}
