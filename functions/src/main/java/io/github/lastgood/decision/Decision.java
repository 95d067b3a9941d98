package io.github.lastgood.decision;

/// The answer to a signal.
public sealed interface Decision {

  /// The stable code.
  Reason reason();

  /// One sentence for people, with the facts that made the difference.
  String message();

  /// Roll back now.
  record RollBack(Plan plan, Reason reason, String message) implements Decision {}

  /// Roll back when a person says so.
  record AwaitApproval(Plan plan, Reason reason, String message) implements Decision {}

  /// Only say what would have been done.
  record WouldRollBack(Plan plan, Reason reason, String message) implements Decision {}

  /// Do nothing for now, and tell people.
  record Hold(Reason reason, String message) implements Decision {}

  /// A person must look: Lastgood cannot help, or must not guess.
  record Escalate(Reason reason, String message) implements Decision {}

  /// Nothing to do.
  ///
  /// @param told true when people hear of it all the same
  record Ignore(Reason reason, String message, boolean told) implements Decision {}

  /// The word for it in answers, receipts and metrics.
  default String verb() {
    return switch (this) {
      case RollBack _ -> "ROLL_BACK";
      case AwaitApproval _ -> "AWAIT_APPROVAL";
      case WouldRollBack _ -> "WOULD_ROLL_BACK";
      case Hold _ -> "HOLD";
      case Escalate _ -> "ESCALATE";
      case Ignore _ -> "IGNORE";
    };
  }
}
