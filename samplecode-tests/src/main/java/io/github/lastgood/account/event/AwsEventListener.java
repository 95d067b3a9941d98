package io.github.lastgood.account.event;

/// Receives events while the account's time advances; never inside a call into the account.
@FunctionalInterface
public interface AwsEventListener {

  /// Called once per event, in the order of delivery.
  void on(AwsEvent event);
}
