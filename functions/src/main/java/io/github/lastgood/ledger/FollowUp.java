package io.github.lastgood.ledger;

import io.github.lastgood.target.Rollback;
import java.time.Instant;

/// What a rollback leaves to be done at the pipeline that deploys its target. It is stored together
/// with the rollback's step that it follows from, and deleted once it is done, so that neither a
/// crash in between nor the rollback's end can swallow it.
///
/// @param target the target's name
/// @param rollback the rollback as it was when this became due
/// @param since when it became due
public record FollowUp(String target, Rollback rollback, Instant since) {}
