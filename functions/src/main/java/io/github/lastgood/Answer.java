package io.github.lastgood;

import io.github.lastgood.decision.Decision;
import io.github.lastgood.decision.Plan;
import io.github.lastgood.ledger.Receipt;
import io.github.lastgood.target.TargetState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What Lastgood answers about one target. Its JSON is what outsiders may rely on.
///
/// @param decision `ROLL_BACK`, `HOLD`, …
/// @param target the target's name; null when no target was meant
/// @param from what runs; null when not known
/// @param to what is to run; null when nothing is planned
/// @param method how; null when nothing is planned
/// @param rollbackId null when nothing is planned
/// @param reason the stable code
/// @param message one sentence
/// @param evidence what the decision looked at
public record Answer(
    String decision,
    @Nullable String target,
    @Nullable String from,
    @Nullable String to,
    @Nullable String method,
    @Nullable String rollbackId,
    String reason,
    String message,
    Map<String, Object> evidence) {

  /// The answer to something that speaks for no target.
  public static Answer ofNoTarget(String reason, String message) {
    return new Answer("IGNORE", null, null, null, null, null, reason, message, Map.of());
  }

  static Answer of(String target, Receipt receipt) {
    return new Answer(
        receipt.decision(),
        target,
        receipt.from(),
        receipt.to(),
        receipt.method(),
        receipt.rollbackId(),
        receipt.reason(),
        receipt.message(),
        receipt.evidence());
  }

  static Answer of(TargetState state, Decision decision, Map<String, Object> evidence) {
    var plan = plan(decision);
    var current = state.current();
    return new Answer(
        decision.verb(),
        state.name(),
        plan.map(p -> p.from().id()).orElse(current == null ? null : current.revision().id()),
        plan.map(p -> p.to().id()).orElse(null),
        plan.map(p -> p.method().name()).orElse(null),
        plan.map(Plan::rollbackId).orElse(null),
        decision.reason().name(),
        decision.message(),
        evidence);
  }

  Answer withEvidence(Map<String, Object> more) {
    var all = new LinkedHashMap<>(evidence);
    all.putAll(more);
    return new Answer(decision, target, from, to, method, rollbackId, reason, message, all);
  }

  static Optional<Plan> plan(Decision decision) {
    return switch (decision) {
      case Decision.RollBack rollBack -> Optional.of(rollBack.plan());
      case Decision.AwaitApproval await -> Optional.of(await.plan());
      case Decision.WouldRollBack would -> Optional.of(would.plan());
      case Decision.Hold _, Decision.Escalate _, Decision.Ignore _ -> Optional.empty();
    };
  }
}
