package io.github.lastgood.simulation.invariant;

/// A promise that was broken.
///
/// @param invariant the promise's class name
/// @param sentence the promise
/// @param what what was seen instead
/// @param step the step of the simulation at which it was seen
public record Violation(String invariant, String sentence, String what, int step) {}
