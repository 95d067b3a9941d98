package io.github.lastgood;

import io.github.lastgood.decision.Decision;
import io.github.lastgood.decision.Reason;
import io.github.lastgood.decision.Replay;
import io.github.lastgood.ledger.Ledger;
import io.github.lastgood.ledger.Receipt;
import io.github.lastgood.target.Policy;
import java.util.ArrayList;
import java.util.List;

/// Runs a target's receipts again under another policy, to see what it would have changed. Reads
/// the ledger and writes nothing.
public final class Replays {
  /// How many receipts are looked at, the newest ones.
  static final int MOST = 100;

  private final Ledger ledger;

  Replays(Ledger ledger) {
    this.ledger = ledger;
  }

  /// What came out.
  ///
  /// @param receipts how many there were
  /// @param same how many are answered as they were; those that only noted something are among
  ///   them: no policy makes a complaint of them
  /// @param differences those that are answered otherwise, newest first
  /// @param notReplayable those that cannot be run again, newest first
  public record Result(
      int receipts, int same, List<Difference> differences, List<NotReplayable> notReplayable) {}

  /// An answer that is another one.
  ///
  /// @param receipt as it was answered
  /// @param decision as it would be
  public record Difference(Receipt receipt, Decision decision) {}

  /// A receipt that cannot be run again.
  ///
  /// @param why one sentence
  public record NotReplayable(Receipt receipt, String why) {}

  /// Runs them again.
  public Result replay(String target, Policy policy) {
    var receipts = ledger.receipts(target, MOST);
    var differences = new ArrayList<Difference>();
    var not = new ArrayList<NotReplayable>();
    for (var receipt : receipts) {
      var facts = receipt.facts();
      if (facts != null && Replay.lacksMetric(policy, facts)) {
        not.add(
            new NotReplayable(
                receipt, "That policy would have read the alarm's metric, which nobody did then."));
      } else if (facts != null) {
        var decision = Replay.under(policy, facts, receipt.decidedAt());
        if (!isSame(receipt, decision)) {
          differences.add(new Difference(receipt, decision));
        }
      } else if (!receipt.reason().equals(Reason.NOT_RED.name())) {
        not.add(new NotReplayable(receipt, why(receipt)));
      }
    }
    var same = receipts.size() - differences.size() - not.size();
    return new Result(receipts.size(), same, differences, not);
  }

  private static boolean isSame(Receipt receipt, Decision decision) {
    return receipt.decision().equals(decision.verb())
        && receipt.reason().equals(decision.reason().name());
  }

  private static String why(Receipt receipt) {
    return receipt.decision().equals("REFUSE")
        ? "It is the answer of a gate, not of the decision table."
        : "It was written by an earlier version, which did not keep the facts.";
  }
}
