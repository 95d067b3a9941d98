package io.github.lastgood;

import io.github.lastgood.action.Actions;
import io.github.lastgood.decision.Change;
import io.github.lastgood.decision.Happening;
import io.github.lastgood.ledger.Announcement;
import io.github.lastgood.ledger.Commit;
import io.github.lastgood.ledger.Definition;
import io.github.lastgood.ledger.FollowUp;
import io.github.lastgood.ledger.Ledger;
import io.github.lastgood.ledger.LedgerConflict;
import io.github.lastgood.notification.Announcer;
import io.github.lastgood.notification.Notices;
import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.TargetState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes a change and all that belongs to it (receipt, history, stored definition, announcements,
/// follow-ups) as one commit; once it is written, tells people and follows up.
final class Bookkeeper {
  private static final int TRIES = 5;

  private final Ledger ledger;
  private final Actions actions;
  private final Announcer announcer;
  private final FollowUps followUps;
  private final Measures measures;

  Bookkeeper(
      Ledger ledger, Actions actions, Announcer announcer, FollowUps followUps, Measures measures) {
    this.ledger = ledger;
    this.actions = actions;
    this.announcer = announcer;
    this.followUps = followUps;
    this.measures = measures;
  }

  /// What was written, what is still to be told of it, and what to be done at a pipeline.
  record Written(TargetState state, List<Announcement> untold, List<FollowUp> due) {}

  /// Writes it without telling or following up: the caller has something more urgent to do first.
  ///
  /// @param reply what the answer adds to it
  /// @param storeDefinition false on the way to a move, where every call counts; the watch stores
  ///   what is missing when the revision becomes known good
  Written write(
      @Nullable TargetState before,
      Change change,
      Reply reply,
      boolean storeDefinition,
      Instant now) {
    var told = new ArrayList<Announcement>();
    change.happenings().forEach(h -> Notices.of(change.state(), h, now).ifPresent(told::add));
    told.addAll(reply.told());
    var due = FollowUps.of(change, now);
    var commit =
        Commit.of(before, change.state())
            .withHistory(deployments(change), ended(change))
            .with(storeDefinition ? definition(change, now) : null)
            .with(told)
            .with(reply.claim())
            .withFollowUps(due);
    var receipt = reply.receipt();
    var complete = receipt == null ? commit : commit.with(receipt);
    var written = complete.isEmpty() ? change.state() : ledger.commit(complete);
    var over = ended(change);
    if (over != null) {
      measures.ended(written.name(), over);
    }
    return new Written(written, told, due);
  }

  /// Writes it and tells people.
  TargetState record(TargetState before, Change change, Instant now) {
    var written = write(before, change, Reply.NONE, true, now);
    finish(written);
    return written.state();
  }

  /// Changes a target's newest state, again and again until nobody else wrote meanwhile, and tells
  /// people.
  TargetState update(String target, Function<TargetState, Change> change, Instant now) {
    return update(target, change, Reply.NONE, now);
  }

  /// The same, with what is kept beside the change.
  TargetState update(
      String target, Function<TargetState, Change> change, Reply reply, Instant now) {
    for (int attempt = 1; ; attempt++) {
      var state =
          ledger
              .state(target)
              .orElseThrow(() -> new IllegalStateException("Target " + target + " is gone"));
      try {
        var next = change.apply(state);
        var written = write(state, next, reply, true, now);
        finish(written);
        return written.state();
      } catch (LedgerConflict e) {
        if (attempt == TRIES) {
          throw e;
        }
      }
    }
  }

  /// Tells people what was written, and does what is due at a pipeline.
  void finish(Written written) {
    announcer.tell(written.untold());
    followUps.follow(written.due());
  }

  void tell(List<Announcement> announcements) {
    announcer.tell(announcements);
  }

  /// Each deployment once, as it was last seen.
  private static List<Deployment> deployments(Change change) {
    var byId = new LinkedHashMap<String, Deployment>();
    for (var happening : change.happenings()) {
      switch (happening) {
        case Happening.Started started -> byId.put(started.deployment().id(), started.deployment());
        case Happening.Settled settled -> byId.put(settled.deployment().id(), settled.deployment());
        case Happening.BecameKnownGood _,
            Happening.BecameQuarantined _,
            Happening.RedeployedWhileQuarantined _,
            Happening.RolledBackByAws _,
            Happening.RollbackMoved _,
            Happening.ShiftMoved _,
            Happening.ApprovalExpired _,
            Happening.ApprovalRejected _,
            Happening.RollbackEnded _ -> {}
      }
    }
    return List.copyOf(byId.values());
  }

  private static @Nullable Rollback ended(Change change) {
    return change.happenings().stream()
        .filter(Happening.RollbackEnded.class::isInstance)
        .map(happening -> ((Happening.RollbackEnded) happening).rollback())
        .findFirst()
        .orElse(null);
  }

  /// A revision's definition is stored when its deployment completed, because CloudFormation
  /// deregisters old ones, and again when it becomes known good, in case that event was lost.
  private @Nullable Definition definition(Change change, Instant now) {
    for (var happening : change.happenings()) {
      var revision =
          switch (happening) {
            case Happening.Settled settled -> settled.deployment().revision();
            case Happening.BecameKnownGood good -> good.good().revision();
            case Happening.Started _,
                Happening.BecameQuarantined _,
                Happening.RedeployedWhileQuarantined _,
                Happening.RolledBackByAws _,
                Happening.RollbackMoved _,
                Happening.ShiftMoved _,
                Happening.ApprovalExpired _,
                Happening.ApprovalRejected _,
                Happening.RollbackEnded _ ->
                null;
          };
      if (revision != null) {
        return read(change.state(), revision, now);
      }
    }
    return null;
  }

  private @Nullable Definition read(TargetState state, Revision revision, Instant now) {
    return actions
        .definitionOf(state.target().resource(), revision)
        .map(json -> new Definition(revision, now, json))
        .orElse(null);
  }
}
