package io.github.lastgood.demo;

import java.util.List;
import java.util.function.Consumer;

/// What one play of a story is made of, in a world of its own.
///
/// @param subject what it is about
/// @param script puts down what people and AWS do
/// @param claims what must be true at the end
record Scene(Subject subject, Consumer<Play> script, List<Claim> claims) {

  Scene {
    claims = List.copyOf(claims);
  }

  static Scene of(Subject subject, Consumer<Play> script, Claim... claims) {
    return new Scene(subject, script, List.of(claims));
  }
}
