package io.github.lastgood;

import io.github.lastgood.action.Actions;
import io.github.lastgood.action.DefinitionDifference;
import io.github.lastgood.action.Metrics;
import io.github.lastgood.action.Parallel;
import io.github.lastgood.decision.Attribution;
import io.github.lastgood.decision.Doubt;
import io.github.lastgood.decision.Episode;
import io.github.lastgood.decision.Onset;
import io.github.lastgood.decision.Series;
import io.github.lastgood.decision.SharedCause;
import io.github.lastgood.ledger.Definition;
import io.github.lastgood.ledger.Ledger;
import io.github.lastgood.signal.Signal;
import io.github.lastgood.signal.Signal.AlarmChange;
import io.github.lastgood.target.AccountState;
import io.github.lastgood.target.AlarmStatus;
import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.Findings;
import io.github.lastgood.target.Image;
import io.github.lastgood.target.RedTarget;
import io.github.lastgood.target.Resource;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.TargetState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/// Looks for why a target hurts: by the alarm's metric, by who else is red, and by what differs
/// between two revisions. What cannot be read is left out; nothing is thrown for it.
///
/// What does not build on another answer is asked at the same time. So two round trips lie between
/// a move and its record: the alarm is read, and then its metric.
final class Investigator {
  private static final Logger log = LoggerFactory.getLogger(Investigator.class);
  private static final int MOST_CHANGES = 20;
  private static final AccountState NOBODY = new AccountState(null);

  private final Ledger ledger;
  private final Actions actions;
  private final Metrics metrics;
  private final Parallel parallel;

  Investigator(Ledger ledger, Actions actions, Metrics metrics, Parallel parallel) {
    this.ledger = ledger;
    this.actions = actions;
    this.metrics = metrics;
    this.parallel = parallel;
  }

  /// Whether the deployment caused the alarm, where the decision asks for it; null where not.
  @Nullable Attribution beforeDeciding(
      TargetState state, Signal signal, AccountState account, Instant now) {
    var current = state.current();
    if (!Doubt.asks(state, signal) || !(signal instanceof AlarmChange alarm) || current == null) {
      return null;
    }
    var onset = Onset.of(state, alarm);
    return attribution(
        state,
        current,
        onset,
        metric(state, current, alarm.alarmArn(), now),
        names(account, state, onset, now),
        now);
  }

  /// What can be found out about a deployment that is taken back, or would be.
  ///
  /// @param deploymentId of the deployment that is taken back
  /// @param alarms the ARNs of those that complain, the first one first
  Findings about(
      TargetState state,
      String deploymentId,
      Revision from,
      Revision to,
      List<String> alarms,
      Instant now) {
    var current = state.current();
    var red = alarms.stream().filter(arn -> onset(state, arn).isPresent()).findFirst();
    if (red.isEmpty() || current == null || !current.id().equals(deploymentId)) {
      return new Findings(
          null, "", List.of(), null, null, null, List.of(), changes(state, from, to));
    }
    var changes = parallel.ask(() -> changes(state, from, to));
    var account = parallel.ask(() -> tried("who else is red", ledger::account).orElse(NOBODY));
    var metric = metric(state, current, red.get(), now);
    var onset = onset(state, red.get()).orElseThrow();
    var others = names(account.answer(), state, onset, now);
    var found = attribution(state, current, onset, metric, others, now);
    var levels = found.levels();
    return new Findings(
        found.verdict().name(),
        found.sentence(),
        found.reasons(),
        onset,
        levels == null ? null : levels.before(),
        levels == null ? null : levels.after(),
        others,
        changes.answer());
  }

  private static Optional<Instant> onset(TargetState state, String alarmArn) {
    return state.alarm(alarmArn).filter(AlarmStatus::isRed).map(AlarmStatus::since);
  }

  private static Attribution attribution(
      TargetState state,
      Deployment current,
      Instant onset,
      @Nullable Series metric,
      List<String> others,
      Instant now) {
    return Attribution.of(
        new Episode(
            current.startedAt(),
            current.settledAt(),
            onset,
            now,
            state.target().policy().suspectWindow(),
            metric,
            others));
  }

  private @Nullable Series metric(
      TargetState state, Deployment current, String alarmArn, Instant now) {
    return metrics.read(red(state, alarmArn), current.startedAt(), now).orElse(null);
  }

  /// The alarm, and then the others that are red: a composite alarm has no metric of its own.
  private static List<String> red(TargetState state, String alarmArn) {
    var others =
        state.target().alarms().stream()
            .filter(arn -> !arn.equals(alarmArn) && onset(state, arn).isPresent());
    return Stream.concat(Stream.of(alarmArn), others).toList();
  }

  private static List<String> names(
      AccountState account, TargetState state, Instant onset, Instant now) {
    return SharedCause.others(account, state.name(), onset, now).stream()
        .map(RedTarget::target)
        .toList();
  }

  /// Images, and for an ECS service the names of what else differs between the definitions.
  private List<String> changes(TargetState state, Revision from, Revision to) {
    var members =
        state.target().resource() instanceof Resource.EcsService
            ? tried("what differs", () -> members(state, from, to)).orElse(List.of())
            : List.<String>of();
    return Stream.concat(images(from, to), members.stream()).limit(MOST_CHANGES).toList();
  }

  private List<String> members(TargetState state, Revision from, Revision to) {
    var stored = parallel.ask(() -> ledger.definition(state.name(), to.id()));
    var bad = actions.definitionOf(state.target().resource(), from);
    var good = stored.answer().map(Definition::json);
    return good.flatMap(before -> bad.map(after -> DefinitionDifference.of(before, after)))
        .orElse(List.of());
  }

  private static Stream<String> images(Revision from, Revision to) {
    return from.images().stream()
        .flatMap(bad ->
            to.images().stream()
                .filter(good -> good.container().equals(bad.container()) && !good.equals(bad))
                .map(good -> "image of " + bad.container() + ": " + image(good, bad)));
  }

  private static String image(Image good, Image bad) {
    return good.reference().equals(bad.reference())
        ? last(bad.reference()) + " means another digest"
        : last(good.reference()) + " -> " + last(bad.reference());
  }

  private static String last(String reference) {
    return reference.substring(reference.lastIndexOf('/') + 1);
  }

  private static <T> Optional<T> tried(String what, Supplier<T> question) {
    try {
      return Optional.of(question.get());
    } catch (SdkException e) {
      log.warn("Could not find out {}: {}", what, e.getClass().getSimpleName());
      return Optional.empty();
    }
  }
}
