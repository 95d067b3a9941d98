package io.github.lastgood.account.message;

import java.time.Instant;

/// A message that reached an SNS topic.
///
/// @param at when
/// @param topicArn where to
/// @param subject empty when none was given
/// @param message the body
public record PublishedNotice(Instant at, String topicArn, String subject, String message) {}
