package io.github.lastgood.wire;

/// A stack could not be created or updated. The message is what CloudFormation shows as the status
/// reason of the resource that failed.
final class StackFailed extends Exception {
  private static final long serialVersionUID = 1L;

  StackFailed(String reason) {
    super(reason);
  }
}
