package io.github.lastgood.permission;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What IAM is asked when a call is made: may this caller do this to that, under these
/// circumstances?
///
/// @param action as in a policy: `ecs:UpdateService`
/// @param resource an ARN; `*` for an action that IAM knows no resource for
/// @param keys the condition keys of the request that the policies may ask for, with their values
record Authorization(String action, String resource, SortedMap<String, List<String>> keys) {
  /// The resource of an action that has none.
  static final String ANYTHING = "*";

  static Authorization of(String action, String resource) {
    return new Authorization(action, resource, new TreeMap<>());
  }

  /// The same in a request with that condition key.
  Authorization with(String key, List<String> values) {
    var more = new TreeMap<>(keys);
    more.put(key, values.stream().distinct().sorted().toList());
    return new Authorization(action, resource, more);
  }

  Authorization with(String key, String value) {
    return with(key, List.of(value));
  }

  /// The same of another resource.
  Authorization on(String otherResource) {
    return new Authorization(action, otherResource, keys);
  }

  @Override
  public String toString() {
    return action + " on " + resource + (keys.isEmpty() ? "" : " with " + Map.copyOf(keys));
  }
}
