package io.github.lastgood.target;

import java.util.List;

/// One thing that can be rolled back, as it was registered.
///
/// @param name short, unique in the account and region: lower case letters, digits and hyphens
/// @param resource what it is in AWS
/// @param alarms the ARNs of the alarms that speak for it, at least one
/// @param policy how it is judged
public record Target(String name, Resource resource, List<String> alarms, Policy policy) {
  public Target {
    alarms = List.copyOf(alarms);
  }
}
