package io.github.lastgood.account.cloudwatch;

import java.util.List;
import java.util.stream.Collectors;

/// A composite alarm that is in ALARM while any of its children is.
///
/// @param name the alarm's name
/// @param description for people
/// @param children names of alarms that exist already
public record CompositeAlarmSpec(String name, String description, List<String> children) {

  /// The rule in CloudWatch's own words: `ALARM("a") OR ALARM("b")`.
  public String rule() {
    return children.stream()
        .map(child -> "ALARM(\"" + child + "\")")
        .collect(Collectors.joining(" OR "));
  }
}
