package io.github.lastgood.simulation.invariant;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.simulation.Run;

/// An invocation that was answered.
public record Answered(Run run, JsonNode answer) {}
