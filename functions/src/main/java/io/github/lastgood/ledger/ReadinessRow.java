package io.github.lastgood.ledger;

import io.github.lastgood.decision.Readiness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the watch found when it last looked whether a rollback of a target would work.
///
/// @param target the target's name
/// @param checkedAt when it looked
/// @param ready whether it would
/// @param problems why not; empty when it would
/// @param remarks what could not be told
/// @param notReadySince since when it would not; null when it would
/// @param told whether people heard of that
public record ReadinessRow(
    String target,
    Instant checkedAt,
    boolean ready,
    List<String> problems,
    List<String> remarks,
    @Nullable Instant notReadySince,
    boolean told) {

  /// How long a target that was never ready may take to become so: its first revision has to bake.
  private static final Duration FIRST = Duration.ofHours(1);

  public ReadinessRow {
    problems = List.copyOf(problems);
    remarks = List.copyOf(remarks);
  }

  /// What is known after another look. People are told once of each time that it is not ready: at
  /// once when it was ready before, else when it does not become so in an hour.
  ///
  /// @param before what was known; null at the first look
  public static ReadinessRow after(
      @Nullable ReadinessRow before, String target, Readiness found, Instant now) {
    if (found.isReady()) {
      return new ReadinessRow(target, now, true, List.of(), found.remarks(), null, false);
    }
    var since = before == null || before.notReadySince == null ? now : before.notReadySince;
    var told = before != null && (before.ready || before.told || !now.isBefore(since.plus(FIRST)));
    return new ReadinessRow(target, now, false, found.problems(), found.remarks(), since, told);
  }

  /// Whether people are to hear of it now.
  ///
  /// @param before what was known; null at the first look
  public boolean isNews(@Nullable ReadinessRow before) {
    return told && (before == null || !before.told);
  }

  /// Whether it is time to look again.
  public boolean isOlderThan(Duration age, Instant now) {
    return !now.isBefore(checkedAt.plus(age));
  }
}
