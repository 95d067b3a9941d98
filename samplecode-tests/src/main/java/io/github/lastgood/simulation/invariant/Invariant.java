package io.github.lastgood.simulation.invariant;

import java.util.Optional;

/// A promise of Lastgood's. Each check answers with what is wrong, or with nothing.
public interface Invariant {

  /// The promise, in a sentence.
  String sentence();

  /// A function is about to ask AWS for something; this is the moment at which AWS does it.
  default Optional<String> calling(Scene scene, Called called) {
    return Optional.empty();
  }

  /// A function has written a target's state.
  default Optional<String> written(Scene scene, Written written) {
    return Optional.empty();
  }

  /// A function has answered.
  default Optional<String> answered(Scene scene, Answered answered) {
    return Optional.empty();
  }

  /// The day is over, and the calm after it.
  default Optional<String> ended(Scene scene) {
    return Optional.empty();
  }
}
