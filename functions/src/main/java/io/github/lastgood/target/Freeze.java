package io.github.lastgood.target;

import java.time.Instant;

/// A person's order to roll nothing back.
///
/// @param since when it was given
/// @param by who gave it
/// @param reason why
public record Freeze(Instant since, String by, String reason) {}
