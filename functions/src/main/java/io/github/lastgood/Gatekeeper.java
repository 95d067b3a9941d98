package io.github.lastgood;

import io.github.lastgood.action.Actions;
import io.github.lastgood.action.Alarms;
import io.github.lastgood.decision.Change;
import io.github.lastgood.decision.Gate;
import io.github.lastgood.decision.Gate.Asked;
import io.github.lastgood.decision.Gate.Verdict;
import io.github.lastgood.ledger.Ledger;
import io.github.lastgood.ledger.LedgerConflict;
import io.github.lastgood.ledger.Receipt;
import io.github.lastgood.notification.Notices;
import io.github.lastgood.target.AlarmStatus;
import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.Deployment.Origin;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.TargetState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers those who ask before they go on: lifecycle hooks and pipelines. A refusal leaves a
/// receipt and is told; what passes is only logged.
public final class Gatekeeper {
  private static final Logger log = LoggerFactory.getLogger(Gatekeeper.class);

  private final Ledger ledger;
  private final Actions actions;
  private final Alarms alarms;
  private final Bookkeeper bookkeeper;
  private final InstantSource clock;

  Gatekeeper(
      Ledger ledger, Actions actions, Alarms alarms, Bookkeeper bookkeeper, InstantSource clock) {
    this.ledger = ledger;
    this.actions = actions;
    this.alarms = alarms;
    this.bookkeeper = bookkeeper;
    this.clock = clock;
  }

  /// Who asks.
  ///
  /// @param eventId the same for every delivery of one question
  /// @param words who it is, for the receipt
  public record Asker(String eventId, String words) {}

  /// Answers for a deployment that runs.
  ///
  /// @param deploymentId AWS's id of it
  /// @param controlId what AWS is told to stop it by; null when not known
  /// @param shifting whether traffic is about to be shifted
  public Verdict ask(
      TargetState state,
      String deploymentId,
      @Nullable String controlId,
      boolean shifting,
      Asker asker) {
    var current = state.current();
    var asked =
        current != null && current.id().equals(deploymentId)
            ? Gate.about(current, shifting)
            : new Asked(
                lookUp(state, deploymentId, controlId).revision(), deploymentId, null, shifting);
    return answer(state, asked, asker);
  }

  /// Answers for a revision that is about to go out.
  public Verdict ask(TargetState state, Revision revision, Asker asker) {
    return answer(state, new Asked(revision, null, null, false), asker);
  }

  private Verdict answer(TargetState state, Asked asked, Asker asker) {
    var now = clock.instant();
    var frozen = ledger.account().freeze() != null;
    var verdict = Gate.of(state, frozen, asked, asked.shifting() ? red(state) : Map.of(), now);
    log.info(
        "{} for {}: {} {}",
        verdict.passes() ? "Passes" : "Refused",
        asker.words(),
        verdict.reason(),
        verdict.message());
    if (!verdict.passes()) {
      note(state, asked, verdict, asker, now);
    }
    return verdict;
  }

  /// A deployment whose start the ledger has not heard of yet.
  private Deployment lookUp(TargetState state, String id, @Nullable String controlId) {
    var unknown =
        new Deployment(
            id, Revision.of(id), Origin.TEAM, Instant.EPOCH, null, null, controlId, null, 0);
    return actions.resolve(state.target().resource(), unknown);
  }

  /// The ledger knows the alarms from their events; those it never heard of are read.
  private Map<String, AlarmStatus> red(TargetState state) {
    var known = new TreeMap<>(state.alarms());
    var unheard = state.target().alarms().stream().filter(arn -> !known.containsKey(arn)).toList();
    if (!unheard.isEmpty()) {
      known.putAll(alarms.read(unheard));
    }
    return known;
  }

  /// The answer stands whether or not it can be written down.
  private void note(TargetState state, Asked asked, Verdict verdict, Asker asker, Instant now) {
    var receipt =
        new Receipt(
            asker.eventId(),
            now,
            now,
            asker.words(),
            "REFUSE",
            verdict.reason().name(),
            verdict.message(),
            null,
            asked.revision().id(),
            null,
            null,
            Map.of("mode", state.target().policy().mode().name()),
            null);
    try {
      var told = Notices.refused(state, asked.revision(), verdict.message(), asker.eventId(), now);
      var written =
          bookkeeper.write(
              state, Change.none(state), new Reply(receipt, List.of(told), null), false, now);
      bookkeeper.finish(written);
    } catch (LedgerConflict e) {
      log.info("Somebody else wrote {} first; the refusal is in this log alone", state.name());
    }
  }
}
