package io.github.lastgood.ledger;

import io.github.lastgood.target.Revision;
import java.time.Instant;

/// What is needed to deploy a revision again when AWS has forgotten it. Never logged.
///
/// @param revision which
/// @param storedAt when it was stored
/// @param json the kind's own form, see `Actions.definitionOf`
public record Definition(Revision revision, Instant storedAt, String json) {}
