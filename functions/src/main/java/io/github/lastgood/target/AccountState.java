package io.github.lastgood.target;

import org.jspecify.annotations.Nullable;

/// What holds for every target of the account and region.
///
/// @param freeze a person's order to roll nothing back at all; null when there is none
public record AccountState(@Nullable Freeze freeze) {}
