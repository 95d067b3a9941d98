package io.github.lastgood.stage;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.account.call.JournalEntry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One invocation of a function, when it has ended.
///
/// @param at when
/// @param function the handler's class name
/// @param requestId a retry keeps it
/// @param event what it was given
/// @param answer what it answered; null when it died or threw
/// @param failure why there is no answer; null when there is one
/// @param steps the AWS calls it made, oldest first
public record Invoked(
    Instant at,
    String function,
    String requestId,
    String event,
    @Nullable JsonNode answer,
    @Nullable String failure,
    List<Step> steps) {

  /// An AWS call.
  ///
  /// @param entry the call and how it ended
  /// @param round the round trip it belongs to, from 1: calls of one round do not wait for one
  ///   another
  public record Step(JournalEntry entry, int round) {}
}
