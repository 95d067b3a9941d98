package io.github.lastgood;

/// Input that Lastgood does not act on. Nothing was changed.
public final class Refusal extends RuntimeException {
  private final Code code;

  /// The stable codes of refused input.
  public enum Code {
    NOT_JSON,
    WRONG_SHAPE,
    UNKNOWN_COMMAND,
    MISSING_FIELD,
    UNKNOWN_FIELD,
    WRONG_TYPE,
    BAD_VALUE,
    UNKNOWN_TARGET,
    UNKNOWN_RESOURCE,
    UNKNOWN_ALARM,
    NOT_SUPPORTED,
    TAKEN,
    /// There is nothing that a yes or a no would answer.
    NOTHING_WAITS
  }

  /// @param message what is wrong, where, and what to write instead
  public Refusal(Code code, String message) {
    super(message);
    this.code = code;
  }

  public Code code() {
    return code;
  }

  /// The sentence. Never null, unlike [#getMessage].
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
