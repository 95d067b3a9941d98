package io.github.lastgood.account.call;

/// A call and how it ended for its caller.
///
/// @param call what was asked
/// @param outcome `ok`, AWS's error code, or the simple name of whatever else was thrown
public record JournalEntry(Call call, String outcome) {
  /// The outcome of a call that was answered.
  public static final String OK = "ok";

  /// Whether the caller got an answer.
  public boolean succeeded() {
    return outcome.equals(OK);
  }

  @Override
  public String toString() {
    return call + " -> " + outcome;
  }
}
