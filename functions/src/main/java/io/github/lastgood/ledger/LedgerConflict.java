package io.github.lastgood.ledger;

/// Somebody else wrote first. Read again, decide again.
public final class LedgerConflict extends RuntimeException {
  public LedgerConflict(String message, Throwable cause) {
    super(message, cause);
  }
}
