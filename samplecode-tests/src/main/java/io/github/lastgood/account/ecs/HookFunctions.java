package io.github.lastgood.account.ecs;

/// The Lambda functions behind lifecycle hooks.
@FunctionalInterface
public interface HookFunctions {
  /// Invokes one, as ECS does with the hook's role, and waits.
  ///
  /// @param functionArn the hook's `hookTargetArn`
  /// @param event as ECS writes it
  /// @return the function's answer; an exception is an error of the function
  String invoke(String functionArn, String event);
}
