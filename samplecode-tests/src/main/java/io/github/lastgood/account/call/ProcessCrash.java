package io.github.lastgood.account.call;

/// The process dies at this call: what a Lambda timeout, a lost container or a power cut looks
/// like.
///
/// It is an [Error] on purpose: no `catch (RuntimeException)` of the code under test may outlive
/// it. Whoever plays the Lambda service catches it and, as that would, may invoke again.
public final class ProcessCrash extends Error {
  /// @param call the call at which the process died
  public ProcessCrash(Call call) {
    super("the process died at " + call.name());
  }
}
