package io.github.lastgood.account.call;

import java.util.function.Function;

/// A fault that a story puts at an operation: what is thrown, before or after AWS did it, how often.
///
///     account.calls().hook(Fault.before("ecs:UpdateService", 2, AwsErrors::throttled));
///     account.calls().hook(Fault.crashAfter("ecs:UpdateService"));
///
/// It counts itself down and then lets every call pass.
public final class Fault implements CallHook {
  private final String name;
  private final boolean answerOnly;
  private final Function<Call, ? extends Throwable> thrown;
  private int left;

  private Fault(
      String name, boolean answerOnly, int times, Function<Call, ? extends Throwable> thrown) {
    this.name = name;
    this.answerOnly = answerOnly;
    this.left = times;
    this.thrown = thrown;
  }

  /// The next `times` calls of `name` fail and never happen.
  ///
  /// @param name as in IAM: `ecs:UpdateService`
  public static Fault before(
      String name, int times, Function<Call, ? extends RuntimeException> thrown) {
    return new Fault(name, false, times, thrown);
  }

  /// The next `times` calls of `name` happen, but their caller sees the exception.
  public static Fault after(
      String name, int times, Function<Call, ? extends RuntimeException> thrown) {
    return new Fault(name, true, times, thrown);
  }

  /// The process dies just before the next call of `name`.
  public static Fault crashBefore(String name) {
    return new Fault(name, false, 1, ProcessCrash::new);
  }

  /// The process dies just after the next call of `name`, with its answer lost.
  public static Fault crashAfter(String name) {
    return new Fault(name, true, 1, ProcessCrash::new);
  }

  /// Whether the fault has struck as often as it was meant to.
  public boolean spent() {
    return left == 0;
  }

  @Override
  public void before(Call call) {
    strike(call, !answerOnly);
  }

  @Override
  public void after(Call call) {
    strike(call, answerOnly);
  }

  private void strike(Call call, boolean here) {
    if (!here || left == 0 || !call.name().equals(name)) {
      return;
    }
    left--;
    switch (thrown.apply(call)) {
      case RuntimeException exception -> throw exception;
      case Error error -> throw error;
      case Throwable other -> throw new IllegalStateException(other);
    }
  }
}
