package io.github.lastgood.ledger;

import io.github.lastgood.target.TargetState;
import org.jspecify.annotations.Nullable;

/// What one read gives a decision.
///
/// @param state the target's state; null when no such target is registered
/// @param receipt the receipt of an earlier delivery of the same event; null when it is the first
public record Snapshot(@Nullable TargetState state, @Nullable Receipt receipt) {}
