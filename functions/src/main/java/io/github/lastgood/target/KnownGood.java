package io.github.lastgood.target;

import java.time.Instant;

/// A revision that finished its bake time, or that a person vouched for.
///
/// @param revision what is good
/// @param deploymentId the deployment that proved it
/// @param since when it became known good
/// @param by what proved it: `bake time`, `registration`, or `mark-good by NAME`
public record KnownGood(Revision revision, String deploymentId, Instant since, String by) {}
