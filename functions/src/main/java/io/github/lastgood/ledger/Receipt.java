package io.github.lastgood.ledger;

import io.github.lastgood.decision.Facts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The record of one decision, refusals included.
///
/// @param eventId the signal's event id
/// @param at when the signal's event happened; with the event id it makes the receipt's key, so
///   that a second delivery finds the first one's receipt
/// @param decidedAt when Lastgood answered
/// @param signal what was heard
/// @param decision `ROLL_BACK`, `HOLD`, …
/// @param reason the stable code
/// @param message one sentence
/// @param rollbackId of the rollback that was claimed or is waited for; null when there is none
/// @param from what ran; null when not known
/// @param to what was to run; null when nothing was planned
/// @param method how; null when nothing was planned
/// @param evidence what the decision looked at, for people
/// @param facts what the decision looked at, so that it can be made again; null when the table was
///   not asked for a complaint, and in receipts of earlier versions
public record Receipt(
    String eventId,
    Instant at,
    Instant decidedAt,
    String signal,
    String decision,
    String reason,
    String message,
    @Nullable String rollbackId,
    @Nullable String from,
    @Nullable String to,
    @Nullable String method,
    Map<String, Object> evidence,
    @Nullable Facts facts) {

  /// The same with what the decision looked at.
  public Receipt with(Facts looked) {
    return with(evidence, looked);
  }

  /// The same with what was found out later.
  public Receipt withEvidence(Map<String, Object> more) {
    var all = new LinkedHashMap<>(evidence);
    all.putAll(more);
    return with(all, facts);
  }

  private Receipt with(Map<String, Object> newEvidence, @Nullable Facts newFacts) {
    return new Receipt(
        eventId,
        at,
        decidedAt,
        signal,
        decision,
        reason,
        message,
        rollbackId,
        from,
        to,
        method,
        newEvidence,
        newFacts);
  }
}
