package io.github.lastgood.simulation;

import java.util.List;
import java.util.SortedSet;

/// How the main story ended. Times are left out, and so is how often something was told: it may be
/// told twice, but never not at all.
///
/// @param runs what the service runs
/// @param rollbacks each with its end
/// @param knownGood newest first
/// @param quarantined newest first
/// @param told the subjects of what people were told
/// @param untold how much is still to be told
record StoryEnd(
    String runs,
    List<String> rollbacks,
    List<String> knownGood,
    List<String> quarantined,
    SortedSet<String> told,
    int untold) {

  /// In Markdown.
  List<String> lines() {
    return List.of(
        "- runs: " + runs,
        "- rollbacks: " + join(rollbacks),
        "- known good: " + join(knownGood),
        "- quarantined: " + join(quarantined),
        "- people heard: " + String.join("; ", told),
        "- still to be told: " + untold);
  }

  private static String join(List<String> several) {
    return several.isEmpty() ? "none" : String.join(", ", several);
  }
}
