package io.github.lastgood.decision;

import io.github.lastgood.signal.Signal;
import io.github.lastgood.signal.Signal.Order;
import io.github.lastgood.target.Barrier;
import io.github.lastgood.target.Candidate;
import io.github.lastgood.target.Candidate.AsCopy;
import io.github.lastgood.target.Candidate.Gone;
import io.github.lastgood.target.Candidate.Ready;
import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.KnownGood;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Method;
import io.github.lastgood.target.Resource.AlbTrafficSplit;
import io.github.lastgood.target.Resource.AutoScalingGroup;
import io.github.lastgood.target.Resource.CodeDeployGroup;
import io.github.lastgood.target.Resource.EcsService;
import io.github.lastgood.target.Resource.Route53TrafficSplit;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.TargetState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Which revisions can be rolled back to: never one that is quarantined or behind a barrier, nor
/// the one that runs.
public final class Candidates {
  private Candidates() {}

  /// The revisions to check with AWS, best first: the one that the order names, else the known-good
  /// ones, newest first.
  public static List<Revision> toCheck(TargetState state, Signal signal) {
    var ordered = ordered(state, signal);
    var wanted =
        ordered.isPresent()
            ? ordered.stream()
            : state.knownGood().stream().map(KnownGood::revision);
    return wanted
        .filter(revision -> !state.isQuarantined(revision))
        .filter(revision -> !isRunning(state, revision))
        .filter(revision -> state.barrierBefore(revision).isEmpty())
        .toList();
  }

  /// A revision as it can go out. Under the id of what runs it can go out only as a copy: told to
  /// deploy what runs already, ECS deploys nothing, and an instance refresh leaves every instance.
  public static Candidate asItCanGoOut(TargetState state, Candidate checked) {
    var current = state.current();
    var revision = checked.revision();
    return switch (state.target().resource()) {
      case EcsService _, AutoScalingGroup _ ->
          checked.availability() instanceof Ready
                  && current != null
                  && current.revision().id().equals(revision.id())
                  && !isRunning(state, revision)
              ? new Candidate(revision, new AsCopy(revision.label() + " runs with another image."))
              : checked;
      case CodeDeployGroup _, AlbTrafficSplit _, Route53TrafficSplit _ -> checked;
    };
  }

  /// The revision that an order names; one that was known good comes with its images.
  private static Optional<Revision> ordered(TargetState state, Signal signal) {
    if (!(signal instanceof Order order) || order.to() == null) {
      return Optional.empty();
    }
    var to = order.to();
    return Optional.of(
        state.knownGood().stream()
            .map(KnownGood::revision)
            .filter(revision -> revision.id().equals(to))
            .findFirst()
            .orElseGet(() -> Revision.of(to)));
  }

  /// Row 11: why there is nothing to go back to; empty when there is something.
  static Optional<Decision> refusal(Facts facts) {
    var state = facts.state();
    var ordered = ordered(state, facts.signal());
    if (ordered.isPresent()) {
      return orderedRefusal(facts, ordered.get());
    }
    if (state.current() == null || state.lastKnownGood().isEmpty()) {
      return escalate(
          Reason.NO_KNOWN_GOOD,
          "No revision of " + state.name() + " has been proven good, so there is none to go to.");
    }
    if (toCheck(state, facts.signal()).isEmpty()) {
      var barrier =
          state.knownGood().stream()
              .map(KnownGood::revision)
              .filter(revision -> !isRunning(state, revision))
              .flatMap(revision -> state.barrierBefore(revision).stream())
              .findFirst();
      if (barrier.isPresent()) {
        return escalate(
            Reason.BEHIND_BARRIER, "What is known good was good before " + words(barrier.get()));
      }
      return escalate(
          Reason.ONLY_GOOD_IS_RUNNING,
          "The only known-good revision, "
              + state.lastKnownGood().get().revision().label()
              + ", is the one that runs.");
    }
    return usable(facts).isPresent()
        ? Optional.empty()
        : escalate(Reason.KNOWN_GOOD_GONE, "No known-good revision is left: " + gone(facts));
  }

  private static Optional<Decision> orderedRefusal(Facts facts, Revision to) {
    var state = facts.state();
    if (state.isQuarantined(to)) {
      return escalate(
          Reason.ORDERED_IS_QUARANTINED,
          to.label() + " is quarantined; pardon it first if it is good after all.");
    }
    if (state.current() == null || isRunning(state, to)) {
      return escalate(Reason.ORDERED_IS_RUNNING, to.label() + " is what runs already.");
    }
    var barrier = state.barrierBefore(to);
    if (barrier.isPresent()) {
      return escalate(
          Reason.ORDERED_IS_BARRED,
          to.label() + " was not proven good since " + words(barrier.get()));
    }
    return usable(facts).isPresent()
        ? Optional.empty()
        : escalate(Reason.ORDERED_IS_GONE, to.label() + " cannot be deployed: " + gone(facts));
  }

  private static String words(Barrier barrier) {
    return barrier.revision().label()
        + ", a barrier set by "
        + barrier.by()
        + " ("
        + barrier.why()
        + "), began to run.";
  }

  /// The rollback that the facts allow. Only called when row 11 found something to go back to.
  static Plan plan(Facts facts) {
    var state = facts.state();
    var current = state.current();
    if (current == null) {
      throw new IllegalStateException("Row 11 lets no plan through without a deployment");
    }
    var to = usable(facts).orElseThrow();
    return new Plan(
        Rollback.idOf(state.name(), current),
        current.id(),
        current.revision(),
        to.revision(),
        method(facts, current, to));
  }

  private static Method method(Facts facts, Deployment current, Candidate to) {
    if (to.isGone()) {
      throw new IllegalStateException("A revision that is gone is never planned");
    }
    var isCopy = to.availability() instanceof AsCopy;
    var stops = !isCopy && stopsToIt(facts, current, to.revision());
    return switch (facts.state().target().resource()) {
      case EcsService _ when isCopy -> Method.REGISTER_COPY;
      case EcsService _ -> stops ? Method.STOP_SERVICE_DEPLOYMENT : Method.UPDATE_SERVICE;
      case CodeDeployGroup _ -> stops ? Method.STOP_DEPLOYMENT : Method.CREATE_DEPLOYMENT;
      case AutoScalingGroup _ when isCopy -> Method.COPY_TEMPLATE_VERSION;
      case AutoScalingGroup _ ->
          stops ? Method.ROLLBACK_INSTANCE_REFRESH : Method.START_INSTANCE_REFRESH;
      case AlbTrafficSplit _, Route53TrafficSplit _ -> Method.SHIFT_TRAFFIC;
    };
  }

  /// True while the deployment is in flight and AWS would go back to exactly that revision. One
  /// that AWS gave up is stopping already: ECS accepts another stop of it and does nothing.
  private static boolean stopsToIt(Facts facts, Deployment current, Revision to) {
    return facts.live() instanceof LiveState.Running running
        && running.isInFlight()
        && !running.failed()
        && current.controlId() != null
        && facts.state().knownGood().stream()
            .anyMatch(good -> isSource(current, good) && good.revision().isSameAs(to));
  }

  private static boolean isSource(Deployment current, KnownGood good) {
    return good.deploymentId().equals(current.sourceId())
        || good.revision().id().equals(current.sourceId());
  }

  /// The best one that can be deployed; what may not be gone back to is not, whoever checked it.
  private static Optional<Candidate> usable(Facts facts) {
    var allowed = toCheck(facts.state(), facts.signal());
    return facts.candidates().stream()
        .filter(candidate -> !candidate.isGone())
        .filter(candidate -> allowed.contains(candidate.revision()))
        .findFirst();
  }

  private static String gone(Facts facts) {
    return facts.candidates().stream()
        .map(Candidate::availability)
        .map(availability -> availability instanceof Gone gone ? gone.why() : "")
        .collect(Collectors.joining(" "));
  }

  private static boolean isRunning(TargetState state, Revision revision) {
    var current = state.current();
    return current != null && current.revision().isSameAs(revision);
  }

  private static Optional<Decision> escalate(Reason reason, String message) {
    return Optional.of(new Decision.Escalate(reason, message));
  }
}
