package io.github.lastgood.decision;

import io.github.lastgood.target.Method;
import io.github.lastgood.target.Revision;

/// A rollback that could be made.
///
/// @param rollbackId see `Rollback.idOf`
/// @param deploymentId the deployment that it takes back
/// @param from what runs
/// @param to what is to run
/// @param method how
public record Plan(
    String rollbackId, String deploymentId, Revision from, Revision to, Method method) {}
