package io.github.lastgood.cdk.targets;

/// What a person wrote cannot be deployed. The message is the one sentence that they are shown:
/// what is wrong, where, and what to write instead.
public final class BadConfiguration extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param message one sentence for the person who wrote the configuration
  public BadConfiguration(String message) {
    super(message);
  }
}
