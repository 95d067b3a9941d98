package io.github.lastgood.target;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Traffic that is being moved to one side of a split, step by step.
///
/// @param toCandidate true to the candidate, false to the stable side
/// @param steps the percent of the traffic that the side gets, step by step, rising
/// @param interval how long each step must stay quiet before the next one
/// @param made how many steps are made
/// @param steppedAt when the last one was made, or the shift was ordered
/// @param change what AWS called the last step, such as a Route 53 change; null when it has no name
/// @param by who ordered it
/// @param reason why
/// @param halted why it stands still until a person resumes it; null while it goes on
public record Shift(
    boolean toCandidate,
    List<Integer> steps,
    Duration interval,
    int made,
    Instant steppedAt,
    @Nullable String change,
    String by,
    String reason,
    @Nullable String halted) {
  public Shift {
    steps = List.copyOf(steps);
  }

  /// The split that a percentage for the side means.
  public Split split(int percent) {
    return Split.toCandidate(toCandidate ? percent : 100 - percent);
  }

  /// The side's share in a split, in percent.
  public int share(Split split) {
    return toCandidate ? split.candidate() : split.stable();
  }

  /// True when every step is made.
  public boolean isComplete() {
    return made == steps.size();
  }

  /// The split that the last step made; null before the first one.
  public @Nullable Split lastSplit() {
    return made == 0 ? null : split(steps.get(made - 1));
  }

  /// The split of the step to make next. There must be one.
  public Split nextSplit() {
    return split(steps.get(made));
  }

  /// The next step was made.
  public Shift stepped(Instant at, @Nullable String changeId) {
    return with(made + 1, at, changeId, halted);
  }

  public Shift haltedBecause(String why) {
    return with(made, steppedAt, change, why);
  }

  /// A person lets it go on; the interval begins again.
  public Shift resumed(Instant at) {
    return with(made, at, change, null);
  }

  private Shift with(int count, Instant at, @Nullable String changeId, @Nullable String why) {
    return new Shift(toCandidate, steps, interval, count, at, changeId, by, reason, why);
  }
}
