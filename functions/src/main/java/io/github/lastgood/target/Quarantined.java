package io.github.lastgood.target;

import java.time.Instant;

/// A revision that was rolled back, failed, or that a person marked as bad. Nobody goes back to it.
///
/// @param revision what is bad
/// @param since when that was decided
/// @param reason one sentence
public record Quarantined(Revision revision, Instant since, String reason) {}
