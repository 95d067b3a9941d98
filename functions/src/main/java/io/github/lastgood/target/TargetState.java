package io.github.lastgood.target;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Everything a decision needs to know about a target, in one ledger item.
///
/// @param target as registered
/// @param current the newest deployment; null only before the first one was seen
/// @param knownGood the newest known-good revisions, newest first, at most five
/// @param quarantine what nobody may go back to, newest first, at most twenty
/// @param alarms the target's alarms by ARN; one that never spoke is missing
/// @param rollback the open rollback; null when none is open
/// @param shift traffic that is being moved by steps, halted or not; null when none is
/// @param freeze a person's order to leave this target alone; null when there is none
/// @param answered the last answer about the current deployment; null when none was given
/// @param rollbackTimes when rollbacks of the last 24 hours were claimed, newest first
/// @param version counts the writes; a write is refused when the item moved on meanwhile
public record TargetState(
    Target target,
    @Nullable Deployment current,
    List<KnownGood> knownGood,
    List<Quarantined> quarantine,
    Map<String, AlarmStatus> alarms,
    @Nullable Rollback rollback,
    @Nullable Shift shift,
    @Nullable Freeze freeze,
    @Nullable Answered answered,
    List<Instant> rollbackTimes,
    long version) {

  /// The period that `maxRollbacksPerDay` counts in.
  public static final Duration BUDGET_PERIOD = Duration.ofDays(1);

  private static final int MOST_KNOWN_GOOD = 5;
  private static final int MOST_QUARANTINED = 20;

  public TargetState {
    knownGood = List.copyOf(knownGood);
    quarantine = List.copyOf(quarantine);
    alarms = Map.copyOf(alarms);
    rollbackTimes = List.copyOf(rollbackTimes);
  }

  /// A target of which nothing is known yet.
  public static TargetState registered(Target target) {
    return new TargetState(
        target, null, List.of(), List.of(), Map.of(), null, null, null, null, List.of(), 0);
  }

  public String name() {
    return target.name();
  }

  public Optional<KnownGood> lastKnownGood() {
    return knownGood.stream().filter(good -> !isQuarantined(good.revision())).findFirst();
  }

  public boolean isQuarantined(Revision revision) {
    return quarantine.stream().anyMatch(bad -> bad.revision().isSameAs(revision));
  }

  /// The alarm's last known status; empty when it never spoke.
  public Optional<AlarmStatus> alarm(String arn) {
    return Optional.ofNullable(alarms.get(arn));
  }

  /// Registers it anew; alarms that no longer speak for it are forgotten.
  public TargetState withTarget(Target changed) {
    var own = new TreeMap<>(alarms);
    own.keySet().retainAll(changed.alarms());
    return with(changed, current, knownGood, quarantine, own, rollback, freeze, answered);
  }

  public TargetState withCurrent(Deployment deployment) {
    return with(target, deployment, knownGood, quarantine, alarms, rollback, freeze, answered);
  }

  /// Puts the revision at the head of the known-good list.
  public TargetState withKnownGood(KnownGood good) {
    var goods = new ArrayList<KnownGood>();
    goods.add(good);
    knownGood.stream()
        .filter(old -> !old.revision().isSameAs(good.revision()))
        .limit(MOST_KNOWN_GOOD - 1)
        .forEach(goods::add);
    return with(target, current, goods, quarantine, alarms, rollback, freeze, answered);
  }

  /// Quarantines the revision; a known-good one stops being known good.
  public TargetState withQuarantined(Quarantined bad) {
    var bads = new ArrayList<Quarantined>();
    bads.add(bad);
    quarantine.stream()
        .filter(old -> !old.revision().isSameAs(bad.revision()))
        .limit(MOST_QUARANTINED - 1)
        .forEach(bads::add);
    var goods =
        knownGood.stream().filter(good -> !good.revision().isSameAs(bad.revision())).toList();
    return with(target, current, goods, bads, alarms, rollback, freeze, answered);
  }

  /// Lifts the quarantine of that revision; it is not known good by that.
  public TargetState withoutQuarantined(Revision pardoned) {
    var bads = quarantine.stream().filter(bad -> !bad.revision().isSameAs(pardoned)).toList();
    return with(target, current, knownGood, bads, alarms, rollback, freeze, answered);
  }

  public TargetState withAlarm(String arn, AlarmStatus status) {
    var changed = new TreeMap<>(alarms);
    changed.put(arn, status);
    return with(target, current, knownGood, quarantine, changed, rollback, freeze, answered);
  }

  public TargetState withRollback(@Nullable Rollback open) {
    return with(target, current, knownGood, quarantine, alarms, open, freeze, answered);
  }

  public TargetState withShift(@Nullable Shift moving) {
    return new TargetState(
        target,
        current,
        knownGood,
        quarantine,
        alarms,
        rollback,
        moving,
        freeze,
        answered,
        rollbackTimes,
        version);
  }

  public TargetState withFreeze(@Nullable Freeze order) {
    return with(target, current, knownGood, quarantine, alarms, rollback, order, answered);
  }

  public TargetState withAnswered(@Nullable Answered answer) {
    return with(target, current, knownGood, quarantine, alarms, rollback, freeze, answer);
  }

  public TargetState withVersion(long written) {
    return new TargetState(
        target,
        current,
        knownGood,
        quarantine,
        alarms,
        rollback,
        shift,
        freeze,
        answered,
        rollbackTimes,
        written);
  }

  /// A rollback is claimed now; claims of more than a day ago are forgotten.
  public TargetState withRollbackClaimed(Rollback claimed) {
    var times = new ArrayList<Instant>();
    times.add(claimed.claimedAt());
    times.addAll(rollbacksSince(claimed.claimedAt().minus(BUDGET_PERIOD)));
    return new TargetState(
        target,
        current == null ? null : current.rolledBackOnceMore(),
        knownGood,
        quarantine,
        alarms,
        claimed,
        shift,
        freeze,
        answered,
        times,
        version);
  }

  /// What the target had under an earlier registration counts on: the current deployment's
  /// rollbacks, whose ids are taken, and those of the day.
  ///
  /// @param rollbacks newest first
  public TargetState withEarlier(List<Rollback> rollbacks) {
    var own =
        current == null
            ? 0
            : (int)
                rollbacks.stream()
                    .filter(earlier -> earlier.deploymentId().equals(current.id()))
                    .count();
    return new TargetState(
        target,
        current == null ? null : current.withRollbacks(own),
        knownGood,
        quarantine,
        alarms,
        rollback,
        shift,
        freeze,
        answered,
        rollbacks.stream()
            .filter(earlier -> earlier.method() != Method.BY_AWS)
            .map(Rollback::claimedAt)
            .toList(),
        version);
  }

  /// When rollbacks were claimed since then, newest first.
  public List<Instant> rollbacksSince(Instant since) {
    return rollbackTimes.stream().filter(time -> time.isAfter(since)).toList();
  }

  private TargetState with(
      Target newTarget,
      @Nullable Deployment newCurrent,
      List<KnownGood> newKnownGood,
      List<Quarantined> newQuarantine,
      Map<String, AlarmStatus> newAlarms,
      @Nullable Rollback newRollback,
      @Nullable Freeze newFreeze,
      @Nullable Answered newAnswered) {
    return new TargetState(
        newTarget,
        newCurrent,
        newKnownGood,
        newQuarantine,
        newAlarms,
        newRollback,
        shift,
        newFreeze,
        newAnswered,
        rollbackTimes,
        version);
  }
}
