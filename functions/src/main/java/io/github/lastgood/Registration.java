package io.github.lastgood;

import io.github.lastgood.action.Actions;
import io.github.lastgood.action.Alarms;
import io.github.lastgood.decision.Change;
import io.github.lastgood.decision.Happening;
import io.github.lastgood.decision.Sighting;
import io.github.lastgood.ledger.Ledger;
import io.github.lastgood.signal.Signal.AlarmChange;
import io.github.lastgood.target.AlarmState;
import io.github.lastgood.target.AlarmStatus;
import io.github.lastgood.target.KnownGood;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Owner;
import io.github.lastgood.target.PipelineStage;
import io.github.lastgood.target.Policy;
import io.github.lastgood.target.Resource;
import io.github.lastgood.target.ResourceForm;
import io.github.lastgood.target.Target;
import io.github.lastgood.target.TargetState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Checks a target's configuration against AWS and puts it into the ledger. Registering the same
/// thing again changes nothing; another policy or other alarms keep what is known of its revisions.
public final class Registration {
  /// A target and its rows are written in one transaction of at most 100 rows: one for each alarm
  /// that comes, one for each that goes, and what belongs to the target itself.
  public static final int MOST_ALARMS = 40;

  private final Ledger ledger;
  private final Actions actions;
  private final Alarms alarms;
  private final PipelineCheck pipelines;
  private final Bookkeeper bookkeeper;
  private final Handovers handovers;
  private final RollbackPipeline pipeline;
  private final InstantSource clock;

  Registration(
      Ledger ledger,
      Actions actions,
      Alarms alarms,
      PipelineCheck pipelines,
      Bookkeeper bookkeeper,
      RollbackPipeline pipeline,
      InstantSource clock) {
    this.ledger = ledger;
    this.actions = actions;
    this.alarms = alarms;
    this.pipelines = pipelines;
    this.bookkeeper = bookkeeper;
    this.handovers = new Handovers(ledger, bookkeeper, clock);
    this.pipeline = pipeline;
    this.clock = clock;
  }

  /// A target as its owner wrote it.
  ///
  /// @param name the target's name
  /// @param resource what it is in AWS
  /// @param alarms names or ARNs
  /// @param policy how it is judged
  /// @param pipeline the stage that deploys it; null for none
  public record Form(
      String name,
      ResourceForm resource,
      List<String> alarms,
      Policy policy,
      @Nullable PipelineStage pipeline) {

    /// A target whose rollbacks no pipeline is to hear of.
    public Form(String name, ResourceForm resource, List<String> alarms, Policy policy) {
      this(name, resource, alarms, policy, null);
    }
  }

  /// Registers a target, or changes a registered one.
  ///
  /// The revision that runs is taken as the first known good one if its deployment is settled and
  /// every alarm is OK. Otherwise it bakes like any other.
  ///
  /// @throws Refusal when AWS knows no such service or alarm, or the service cannot be rolled back
  public TargetState register(Form form) {
    return register(form, form.name(), null);
  }

  /// The same for a custom resource. Its target may have had another name, by its own last request
  /// or as another resource of the same stack: what is known of its revisions comes along.
  ///
  /// @param formerName the name at its last request; that of the form when it has none
  /// @param owner the custom resource; null for a person
  /// @throws Refusal also while a rollback of it is open, and when another resource under that name
  ///   belongs to somebody else
  public TargetState register(Form form, String formerName, @Nullable Owner owner) {
    var resource = find(form);
    var live = actions.observe(resource, null);
    if (live instanceof LiveState.Unusable unusable) {
      throw new Refusal(
          Refusal.Code.NOT_SUPPORTED, "Target " + form.name() + ": " + unusable.why());
    }
    actions
        .objection(resource)
        .ifPresent(why -> {
          throw new Refusal(Refusal.Code.NOT_SUPPORTED, "Target " + form.name() + ": " + why);
        });
    var before = ledger.state(form.name()).orElse(null);
    var former = former(form, formerName, resource, before, owner);
    refuseTaken(form, resource, former);
    pipelines.refuseUnfit(form);
    var readings = readAlarms(form);
    var target =
        new Target(
            form.name(),
            resource,
            List.copyOf(readings.keySet()),
            form.policy(),
            form.pipeline(),
            owner == null && before != null ? before.target().owner() : owner);
    var now = clock.instant();
    if (before != null && before.target().resource().isSameThingAs(resource)) {
      return before.target().equals(target)
          ? before
          : bookkeeper.update(form.name(), newest -> Change.none(newest.takenOver(target)), now);
    }
    if (before != null) {
      refuseWhileRolledBack(before);
      refuseOwned(before, owner);
      ledger.remove(before);
    }
    return former != null && former.target().resource().isSameThingAs(resource)
        ? handovers.rename(former.name(), form.name(), newest -> newest.takenOver(target))
        : create(TargetState.registered(target), live, readings, now);
  }

  /// What is known under another name; null when nothing is. What is another resource by now stays
  /// registered until CloudFormation deletes it, and what another owner has by now stays with it.
  private @Nullable TargetState former(
      Form form,
      String formerName,
      Resource resource,
      @Nullable TargetState before,
      @Nullable Owner owner) {
    var former =
        formerName.equals(form.name())
            ? handovers.predecessor(resource, before == null ? owner : null)
            : ledger.state(formerName).filter(state -> state.target().isOwnedBy(owner));
    former.ifPresent(Handovers::refuseWhileRolledBack);
    return former.orElse(null);
  }

  /// A custom resource is deleted: a target that it took over from another one is given back to
  /// that one. What it registered itself is not touched.
  ///
  /// @throws Refusal when the target should get its former name back while a rollback of it is open
  public void endOf(Owner owner) {
    handovers.end(owner);
  }

  private TargetState create(
      TargetState fresh, LiveState live, Map<String, AlarmStatus> readings, Instant now) {
    var change =
        Sighting.take(fresh, pipeline.known(fresh, live), now)
            .then(state -> Change.none(state.withEarlier(ledger.rollbacks(state.name()))))
            .then(state -> Change.none(withAlarms(state, readings)))
            .then(state -> withBaseline(state, readings, now));
    var written = bookkeeper.write(null, change, Reply.NONE, true, now);
    bookkeeper.finish(written);
    return written.state();
  }

  private static TargetState withAlarms(TargetState state, Map<String, AlarmStatus> readings) {
    var noted = state;
    for (var reading : readings.entrySet()) {
      noted = noted.withAlarm(reading.getKey(), reading.getValue());
    }
    return noted;
  }

  private static Change withBaseline(
      TargetState state, Map<String, AlarmStatus> readings, Instant now) {
    var current = state.current();
    var quiet = readings.values().stream().allMatch(status -> status.state() == AlarmState.OK);
    if (current == null || current.settledAt() == null || !quiet) {
      return Change.none(state);
    }
    var good = new KnownGood(current.revision(), current.id(), now, "registration");
    return Change.none(state).and(state.withKnownGood(good), new Happening.BecameKnownGood(good));
  }

  private Resource find(Form form) {
    return actions
        .find(form.resource())
        .orElseThrow(() ->
            new Refusal(
                Refusal.Code.UNKNOWN_RESOURCE,
                "Target "
                    + form.name()
                    + ": there is no "
                    + form.resource().label()
                    + " in this account and region; write the names as AWS shows them."));
  }

  private void refuseTaken(Form form, Resource resource, @Nullable TargetState former) {
    ledger.targetsOfResource(resource.id()).stream()
        .filter(hint -> !hint.target().equals(form.name()))
        .filter(hint -> former == null || !hint.target().equals(former.name()))
        .findFirst()
        .ifPresent(other -> {
          throw new Refusal(
              Refusal.Code.TAKEN,
              "Target "
                  + form.name()
                  + ": "
                  + resource.label()
                  + " is registered as "
                  + other.target()
                  + " already; unregister that one first.");
        });
  }

  /// A rollback ends or is told as what it did not help; it never just stops.
  private static void refuseWhileRolledBack(TargetState before) {
    if (before.rollback() != null) {
      throw new Refusal(
          Refusal.Code.TAKEN,
          "Target "
              + before.name()
              + " is being rolled back, so its name cannot go to another resource; deploy again"
              + " when that is over.");
    }
  }

  /// A name is given away by its owner only: another team's target would be gone, and nobody told.
  private static void refuseOwned(TargetState before, @Nullable Owner by) {
    var owner = before.target().owner();
    if (owner != null && !owner.equals(by)) {
      throw new Refusal(
          Refusal.Code.TAKEN,
          "Target "
              + before.name()
              + ": stack "
              + owner.stackName()
              + " has registered "
              + before.target().resource().label()
              + " under that name; choose another one.");
    }
  }

  private Map<String, AlarmStatus> readAlarms(Form form) {
    var names = form.alarms().stream().map(AlarmChange::nameOf).distinct().toList();
    var found = alarms.byName(names);
    for (var alarm : form.alarms()) {
      var isFound =
          found.keySet().stream()
              .anyMatch(arn -> arn.equals(alarm) || AlarmChange.nameOf(arn).equals(alarm));
      if (!isFound) {
        throw new Refusal(
            Refusal.Code.UNKNOWN_ALARM,
            "Target "
                + form.name()
                + ": CloudWatch shows no metric or composite alarm "
                + alarm
                + " in this account and region; create it first, or correct the name.");
      }
    }
    return found;
  }
}
