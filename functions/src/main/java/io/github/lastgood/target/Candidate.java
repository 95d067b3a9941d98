package io.github.lastgood.target;

/// A revision that could be rolled back to, and what AWS says of it now.
///
/// @param revision which
/// @param availability whether it can be deployed
public record Candidate(Revision revision, Availability availability) {

  /// Whether a revision can still be deployed.
  public sealed interface Availability {}

  /// As it is.
  public record Ready() implements Availability {}

  /// Only as a copy that is registered from what the ledger stored.
  ///
  /// @param why one sentence: the definition is INACTIVE, a tag means another image now, or its id
  ///   is that of what runs
  public record AsCopy(String why) implements Availability {}

  /// Not any more.
  ///
  /// @param why one sentence, naming what is missing
  public record Gone(String why) implements Availability {}

  public boolean isGone() {
    return availability instanceof Gone;
  }
}
