package io.github.lastgood.account.call;

/// Sees every call, and may make it fail by throwing.
///
/// What [#before] throws reaches the caller without the call having happened. What [#after] throws
/// reaches the caller although AWS has done it: the lost answer.
public interface CallHook {

  /// Called before the operation; a throw here means AWS never did it.
  default void before(Call call) {}

  /// Called after the operation was done; not called when it was refused.
  default void after(Call call) {}
}
