package io.github.lastgood;

import io.github.lastgood.decision.Decision;
import io.github.lastgood.decision.Facts;
import io.github.lastgood.decision.Replay;
import io.github.lastgood.decision.SharedCause;
import io.github.lastgood.ledger.AccountClaim;
import io.github.lastgood.ledger.Announcement;
import io.github.lastgood.ledger.Receipt;
import io.github.lastgood.notification.Notices;
import io.github.lastgood.signal.Signal;
import io.github.lastgood.signal.Signal.Order;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is written and told of an answer beside what it changes in the target's state.
///
/// @param receipt null when none is kept
/// @param told what people and the bus hear
/// @param claim what the answer takes from the account; null for nothing
record Reply(@Nullable Receipt receipt, List<Announcement> told, @Nullable AccountClaim claim) {
  static final Reply NONE = new Reply(null, List.of(), null);

  /// How long people are not told again of a shared cause.
  private static final Duration TOLD_FOR = Duration.ofHours(1);

  Reply {
    told = List.copyOf(told);
  }

  /// The reply to a signal.
  static Reply of(Facts facts, Decision decision, Answer answer, Instant now) {
    var noted = receipt(answer, facts.signal(), now);
    var receipt = facts.signal().isComplaint() ? noted.with(Replay.kept(facts)) : noted;
    var told = announcements(facts, decision, now);
    return SharedCause.behind(decision, facts, now)
        .map(cause -> shared(cause, facts, receipt, told, now))
        .orElseGet(() -> new Reply(receipt, told, claim(facts, decision, now)));
  }

  private static @Nullable AccountClaim claim(Facts facts, Decision decision, Instant now) {
    return decision instanceof Decision.RollBack
        ? facts
            .account()
            .freeSlot(facts.state().name(), now)
            .map(slot -> new AccountClaim.Slot(slot, now))
            .orElse(null)
        : null;
  }

  /// However many targets are red by it, people hear of a shared cause once; the bus hears of each.
  private static Reply shared(
      SharedCause cause, Facts facts, Receipt receipt, List<Announcement> told, Instant now) {
    var events =
        told.stream().map(Announcement::withoutNotice).filter(each -> !each.isTold()).toList();
    var toldUntil = facts.account().toldUntil();
    if (toldUntil != null && now.isBefore(toldUntil) && !cause.beganAfter(toldAt(toldUntil))) {
      return new Reply(receipt, events, null);
    }
    var notice = Notices.of(cause, facts.state(), facts.signal().eventId(), now);
    return new Reply(
        receipt,
        Stream.concat(events.stream(), Stream.of(notice)).toList(),
        new AccountClaim.Told(
            now.plus(TOLD_FOR), toldUntil == null || toldUntil.isBefore(now) ? now : toldUntil));
  }

  private static Instant toldAt(Instant toldUntil) {
    return toldUntil.minus(TOLD_FOR);
  }

  /// People hear of the same answer about the same deployment once; of an order's answer always,
  /// and of an alarm without a deployment each time.
  private static List<Announcement> announcements(Facts facts, Decision decision, Instant now) {
    var signal = facts.signal();
    return signal instanceof Order
            || isNews(facts.state(), decision)
            || decision instanceof Decision.Ignore
        ? Notices.of(facts.state(), decision, signal.eventId(), now).stream().toList()
        : List.of();
  }

  /// Whether it is another answer than the last one about the same deployment.
  static boolean isNews(TargetState state, Decision decision) {
    if (decision instanceof Decision.Ignore) {
      return false;
    }
    var answered = state.answered();
    var current = state.current();
    return answered == null
        || !answered.reason().equals(decision.reason().name())
        || current == null
        || !answered.deploymentId().equals(current.id());
  }

  private static Receipt receipt(Answer answer, Signal signal, Instant now) {
    return new Receipt(
        signal.eventId(),
        signal.at(),
        now,
        Evidence.of(signal),
        answer.decision(),
        answer.reason(),
        answer.message(),
        answer.rollbackId(),
        answer.from(),
        answer.to(),
        answer.method(),
        answer.evidence(),
        null);
  }
}
