package io.github.lastgood.infra.targets;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One entry of `targets.yaml`.
///
/// @param name short, unique in the file
/// @param kind what it is in AWS
/// @param alarms names or ARNs of CloudWatch alarms, at least one
/// @param policy the policy as it was written: key to text, durations like `15m`; always with
///   `mode`
/// @param permissions what the functions may touch besides the service itself
public record Target(
    String name,
    Kind kind,
    List<String> alarms,
    Map<String, String> policy,
    Permissions permissions) {

  public Target {
    alarms = List.copyOf(alarms);
  }

  /// The same object as in the file, without `permissions`: those are for the deployment alone, the
  /// functions do not know them.
  public Map<String, Object> properties() {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("name", name);
    switch (kind) {
      case Kind.EcsService(String cluster, String service) ->
          // Not Map.of: its order differs from one run to the next, and so would the template.
          properties.put("ecs", new TreeMap<>(Map.of("cluster", cluster, "service", service)));
    }
    properties.put("alarms", alarms);
    properties.put("policy", policy);
    return properties;
  }
}
