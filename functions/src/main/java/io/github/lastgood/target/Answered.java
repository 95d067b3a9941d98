package io.github.lastgood.target;

/// The last answer that was given about a deployment, so that the watch, which asks again every
/// minute, tells people only what is new.
///
/// @param deploymentId which deployment
/// @param reason the answer's stable code
public record Answered(String deploymentId, String reason) {}
