package io.github.lastgood.target;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How AWS deploys a target, by the target's own settings.
///
/// @param least how long a deployment takes at least once its tasks run: the traffic steps and bake
///   times that AWS was told. Time that AWS spends on purpose is no stall; null when nothing is
///   known, or AWS itself ends a deployment that gets nowhere
/// @param blind why AWS never says that a deployment failed, as the end of a sentence; null when it
///   does say so
/// @param changedAt when the deployment's own state changed last; null when AWS does not say
/// @param words what AWS says of it, for the evidence, in this order
public record Rollout(
    @Nullable Duration least,
    @Nullable String blind,
    @Nullable Instant changedAt,
    Map<String, String> words) {

  /// Nothing is known.
  public static final Rollout UNKNOWN = new Rollout(null, null, null, Map.of());

  public Rollout {
    words = Collections.unmodifiableMap(new LinkedHashMap<>(words));
  }

  /// The same with more words.
  public Rollout with(Map<String, String> more) {
    var all = new LinkedHashMap<>(words);
    all.putAll(more);
    return new Rollout(least, blind, changedAt, all);
  }
}
