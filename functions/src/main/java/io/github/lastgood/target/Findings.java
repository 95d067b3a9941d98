package io.github.lastgood.target;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was found out, after the move, about why a target hurt: evidence for people, on which
/// nothing waits.
///
/// @param verdict `CAUSED`, `UNRELATED` or `UNKNOWN`; null when no alarm was red
/// @param sentence the verdict with its first reason; empty when no alarm was red
/// @param reasons why, the one that decided first
/// @param onset when the alarm went red; null when none was red
/// @param levelBefore the metric's median before the deployment; null when not known
/// @param levelAfter the metric's median since shortly before the alarm went red; null when not
///   known
/// @param alsoRed the targets that did not deploy and went red in the same minutes
/// @param changes what differs between the two revisions: images, and the names of other members.
///   Never a value: the environment of a container is in it
public record Findings(
    @Nullable String verdict,
    String sentence,
    List<String> reasons,
    @Nullable Instant onset,
    @Nullable Double levelBefore,
    @Nullable Double levelAfter,
    List<String> alsoRed,
    List<String> changes) {
  public Findings {
    reasons = List.copyOf(reasons);
    alsoRed = List.copyOf(alsoRed);
    changes = List.copyOf(changes);
  }
}
