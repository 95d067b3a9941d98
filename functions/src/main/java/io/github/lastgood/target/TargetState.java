package io.github.lastgood.target;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Everything a decision needs to know about a target, in one ledger item.
///
/// @param target as registered
/// @param current the newest deployment; null only before the first one was seen
/// @param knownGood the newest known-good revisions, newest first, at most five
/// @param quarantine what nobody may go back to, newest first, at most twenty
/// @param alarms the target's alarms by ARN; one that never spoke is missing
/// @param red the time in which the target is red, or was last; null when it never was
/// @param rollback the open rollback; null when none is open
/// @param shift traffic that is being moved by steps, halted or not; null when none is
/// @param freeze a person's order to leave this target alone; null when there is none
/// @param answered the last answer about the current deployment; null when none was given
/// @param approval the last rollback that a person was asked about; null when none was
/// @param barriers the revisions that are never rolled back past, newest first, at most twenty
/// @param rollbackTimes when rollbacks of the last 24 hours were claimed, newest first
/// @param former the target as another custom resource had registered it, until it is certain that
///   this one keeps it; null when there is nothing to give back
/// @param version counts the writes; a write is refused when the item moved on meanwhile
public record TargetState(
    Target target,
    @Nullable Deployment current,
    List<KnownGood> knownGood,
    List<Quarantined> quarantine,
    Map<String, AlarmStatus> alarms,
    @Nullable RedSpell red,
    @Nullable Rollback rollback,
    @Nullable Shift shift,
    @Nullable Freeze freeze,
    @Nullable Answered answered,
    @Nullable Approval approval,
    List<Barrier> barriers,
    List<Instant> rollbackTimes,
    @Nullable Target former,
    long version) {

  /// The period that `maxRollbacksPerDay` counts in.
  public static final Duration BUDGET_PERIOD = Duration.ofDays(1);

  private static final int MOST_KNOWN_GOOD = 5;
  private static final int MOST_QUARANTINED = 20;

  public TargetState {
    knownGood = List.copyOf(knownGood);
    quarantine = List.copyOf(quarantine);
    alarms = Map.copyOf(alarms);
    barriers = List.copyOf(barriers);
    rollbackTimes = List.copyOf(rollbackTimes);
  }

  /// A target of which nothing is known yet.
  public static TargetState registered(Target target) {
    return new TargetState(
        target, null, List.of(), List.of(), Map.of(), null, null, null, null, null, null, List.of(),
        List.of(), null, 0);
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

  /// Registers it anew; alarms that no longer speak for it are forgotten, and so is who had it.
  public TargetState withTarget(Target changed) {
    var own = new TreeMap<>(alarms);
    own.keySet().retainAll(changed.alarms());
    var spell = spell(own);
    return with(next -> {
      next.target = changed;
      next.alarms = own;
      next.red = spell;
      next.former = null;
    });
  }

  /// The same; a target that one custom resource takes over from another remembers what it was.
  public TargetState takenOver(Target changed) {
    var from = target.owner();
    var to = changed.owner();
    return withTarget(changed)
        .withFormer(from == null || to == null || from.equals(to) ? null : target);
  }

  public TargetState withFormer(@Nullable Target had) {
    return with(next -> next.former = had);
  }

  public TargetState withCurrent(Deployment deployment) {
    return with(next -> next.current = deployment);
  }

  /// Puts the revision at the head of the known-good list.
  public TargetState withKnownGood(KnownGood good) {
    var goods = new ArrayList<KnownGood>();
    goods.add(good);
    knownGood.stream()
        .filter(old -> !old.revision().isSameAs(good.revision()))
        .limit(MOST_KNOWN_GOOD - 1)
        .forEach(goods::add);
    return with(next -> next.knownGood = goods);
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
    return with(next -> {
      next.knownGood = goods;
      next.quarantine = bads;
    });
  }

  /// Lifts the quarantine of that revision; it is not known good by that.
  public TargetState withoutQuarantined(Revision pardoned) {
    var bads = quarantine.stream().filter(bad -> !bad.revision().isSameAs(pardoned)).toList();
    return with(next -> next.quarantine = bads);
  }

  public TargetState withAlarm(String arn, AlarmStatus status) {
    var changed = new TreeMap<>(alarms);
    changed.put(arn, status);
    var spell = spell(changed);
    return with(next -> {
      next.alarms = changed;
      next.red = spell;
    });
  }

  public TargetState withRollback(@Nullable Rollback open) {
    return with(next -> next.rollback = open);
  }

  public TargetState withShift(@Nullable Shift moving) {
    return with(next -> next.shift = moving);
  }

  public TargetState withFreeze(@Nullable Freeze order) {
    return with(next -> next.freeze = order);
  }

  public TargetState withAnswered(@Nullable Answered answer) {
    return with(next -> next.answered = answer);
  }

  public TargetState withApproval(@Nullable Approval asked) {
    return with(next -> next.approval = asked);
  }

  /// What a person was asked about the current deployment; empty when nothing was.
  public Optional<Approval> asked() {
    return Optional.ofNullable(approval)
        .filter(asked -> current != null && asked.deploymentId().equals(current.id()));
  }

  /// Puts the barrier at the head of the list, in place of one of the same revision.
  public TargetState withBarrier(Barrier barrier) {
    var all = new ArrayList<Barrier>();
    all.add(barrier);
    withoutBarrier(barrier.revision()).barriers().stream()
        .limit(MOST_QUARANTINED - 1)
        .forEach(all::add);
    return withBarriers(all);
  }

  public TargetState withoutBarrier(Revision lifted) {
    return withBarriers(
        barriers.stream().filter(barrier -> !barrier.revision().isSameAs(lifted)).toList());
  }

  private TargetState withBarriers(List<Barrier> all) {
    return with(next -> next.barriers = all);
  }

  /// The barrier that keeps the target from that revision; empty when none does.
  public Optional<Barrier> barrierBefore(Revision revision) {
    var goodSince =
        knownGood.stream()
            .filter(good -> good.revision().isSameAs(revision))
            .map(KnownGood::since)
            .findFirst()
            .orElse(null);
    return barriers.stream().filter(barrier -> barrier.bars(revision, goodSince)).findFirst();
  }

  public TargetState withVersion(long written) {
    return with(next -> next.version = written);
  }

  /// A rollback is claimed now; claims of more than a day ago are forgotten.
  public TargetState withRollbackClaimed(Rollback claimed) {
    var times = new ArrayList<Instant>();
    times.add(claimed.claimedAt());
    times.addAll(rollbacksSince(claimed.claimedAt().minus(BUDGET_PERIOD)));
    return with(next -> {
      next.current = current == null ? null : current.rolledBackOnceMore();
      next.rollback = claimed;
      next.approval = null;
      next.rollbackTimes = times;
    });
  }

  /// Whether a deployment of its own may be blamed for what began then.
  public boolean isSuspect(Instant onset) {
    if (current == null || onset.isBefore(current.startedAt())) {
      return false;
    }
    var settled = current.settledAt();
    return settled == null || !onset.isAfter(settled.plus(target.policy().suspectWindow()));
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
    var times =
        rollbacks.stream()
            .filter(earlier -> earlier.method() != Method.BY_AWS)
            .map(Rollback::claimedAt)
            .toList();
    return with(next -> {
      next.current = current == null ? null : current.withRollbacks(own);
      next.rollbackTimes = times;
    });
  }

  /// When rollbacks were claimed since then, newest first.
  public List<Instant> rollbacksSince(Instant since) {
    return rollbackTimes.stream().filter(time -> time.isAfter(since)).toList();
  }

  private TargetState with(Consumer<Draft> changes) {
    var next = new Draft(this);
    changes.accept(next);
    return next.state();
  }

  /// The next state while it is being made: what is not set stays as it was.
  private static final class Draft {
    private Target target;
    private @Nullable Deployment current;
    private List<KnownGood> knownGood;
    private List<Quarantined> quarantine;
    private Map<String, AlarmStatus> alarms;
    private @Nullable RedSpell red;
    private @Nullable Rollback rollback;
    private @Nullable Shift shift;
    private @Nullable Freeze freeze;
    private @Nullable Answered answered;
    private @Nullable Approval approval;
    private List<Barrier> barriers;
    private List<Instant> rollbackTimes;
    private @Nullable Target former;
    private long version;

    Draft(TargetState before) {
      this.target = before.target;
      this.current = before.current;
      this.knownGood = before.knownGood;
      this.quarantine = before.quarantine;
      this.alarms = before.alarms;
      this.red = before.red;
      this.rollback = before.rollback;
      this.shift = before.shift;
      this.freeze = before.freeze;
      this.answered = before.answered;
      this.approval = before.approval;
      this.barriers = before.barriers;
      this.rollbackTimes = before.rollbackTimes;
      this.former = before.former;
      this.version = before.version;
    }

    TargetState state() {
      return new TargetState(
          target,
          current,
          knownGood,
          quarantine,
          alarms,
          red,
          rollback,
          shift,
          freeze,
          answered,
          approval,
          barriers,
          rollbackTimes,
          former,
          version);
    }
  }

  /// The red time goes on as long as one alarm is red; it ends when the last one is not.
  private @Nullable RedSpell spell(Map<String, AlarmStatus> now) {
    if (now.equals(alarms)) {
      return red;
    }
    var on = red != null && red.until() == null ? red : null;
    var first =
        now.values().stream()
            .filter(AlarmStatus::isRed)
            .map(AlarmStatus::since)
            .min(Comparator.naturalOrder());
    if (first.isPresent()) {
      var since = first.get();
      return on != null && !since.isBefore(on.since())
          ? on
          : new RedSpell(since, null, isSuspect(since));
    }
    if (on == null) {
      return red;
    }
    var last = now.values().stream().map(AlarmStatus::since).max(Comparator.naturalOrder());
    return new RedSpell(on.since(), last.orElse(on.since()), on.deployed());
  }
}
