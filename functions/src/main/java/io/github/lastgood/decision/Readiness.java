package io.github.lastgood.decision;

import io.github.lastgood.target.AlarmState;
import io.github.lastgood.target.AlarmStatus;
import io.github.lastgood.target.Candidate;
import io.github.lastgood.target.Candidate.AsCopy;
import io.github.lastgood.target.Candidate.Gone;
import io.github.lastgood.target.Expiry;
import io.github.lastgood.target.KnownGood;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Resource;
import io.github.lastgood.target.Resource.AlbTrafficSplit;
import io.github.lastgood.target.Resource.AutoScalingGroup;
import io.github.lastgood.target.Resource.CodeDeployGroup;
import io.github.lastgood.target.Resource.EcsService;
import io.github.lastgood.target.Resource.Route53TrafficSplit;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Whether a rollback of a target would work right now, if the next deployment turned out bad.
///
/// A freeze, mode `off` or mode `observe` do not make a target unready: they are what its owner
/// wants, and `status` shows them.
///
/// @param problems why it would not, one sentence each; empty when it would
/// @param remarks what could not be told, or is weaker than it looks, one sentence each
public record Readiness(List<String> problems, List<String> remarks) {

  /// An alarm without data for longer than this is stuck. CloudWatch itself needs some minutes to
  /// take a new alarm out of INSUFFICIENT_DATA.
  public static final Duration NO_DATA = Duration.ofHours(1);

  public Readiness {
    problems = List.copyOf(problems);
    remarks = List.copyOf(remarks);
  }

  /// What the verdict rests on.
  ///
  /// @param state what the ledger knows
  /// @param live what AWS says about the target now
  /// @param candidates what of [#toCheck] was checked, best first
  /// @param alarms what `DescribeAlarms` says now, by ARN; one that does not exist is missing
  /// @param images what is about to happen to the images of the first candidate that is not gone
  /// @param roles what a copy of that candidate would run as; empty when it needs no copy
  public record Facts(
      TargetState state,
      LiveState live,
      List<Candidate> candidates,
      Map<String, AlarmStatus> alarms,
      List<Expiry> images,
      List<String> roles) {
    public Facts {
      candidates = List.copyOf(candidates);
      alarms = Map.copyOf(alarms);
      images = List.copyOf(images);
      roles = List.copyOf(roles);
    }
  }

  public boolean isReady() {
    return problems.isEmpty();
  }

  /// The revisions that the next bad deployment could be rolled back to, best first. Other than in
  /// a decision, the one that runs counts: it is what the next deployment replaces.
  public static List<Revision> toCheck(TargetState state) {
    return state.knownGood().stream()
        .map(KnownGood::revision)
        .filter(revision -> !state.isQuarantined(revision))
        .filter(revision -> state.barrierBefore(revision).isEmpty())
        .toList();
  }

  /// The verdict.
  public static Readiness of(Facts facts, Instant now) {
    var problems = new ArrayList<String>();
    var remarks = new ArrayList<String>();
    if (facts.live() instanceof LiveState.Unusable unusable) {
      problems.add(unusable.why());
    }
    goal(facts, problems, remarks);
    budget(facts.state(), now).ifPresent(problems::add);
    facts.state().target().alarms().stream()
        .flatMap(arn -> alarm(facts, arn, now).stream())
        .forEach(problems::add);
    for (var expiry : facts.images()) {
      switch (expiry) {
        case Expiry.Soon soon -> problems.add(soon.words());
        case Expiry.Unknown unknown -> remarks.add(unknown.words());
      }
    }
    return new Readiness(problems, remarks);
  }

  private static void goal(Facts facts, List<String> problems, List<String> remarks) {
    var state = facts.state();
    if (state.lastKnownGood().isEmpty()) {
      problems.add("No revision of " + state.name() + " has been proven good.");
      return;
    }
    if (toCheck(state).isEmpty()) {
      problems.add("All that is known good lies behind a barrier.");
      return;
    }
    var gone =
        facts.candidates().stream()
            .flatMap(candidate ->
                candidate.availability() instanceof Gone why
                    ? Stream.of(candidate.revision().label() + " is gone: " + why.why())
                    : Stream.empty())
            .toList();
    var usable = facts.candidates().stream().filter(candidate -> !candidate.isGone()).findFirst();
    if (usable.isEmpty()) {
      problems.add("No known-good revision is left. " + String.join(" ", gone));
      return;
    }
    remarks.addAll(gone);
    if (usable.get().availability() instanceof AsCopy copy) {
      var label = usable.get().revision().label();
      remarks.add(label + " can only go out as a copy: " + copy.why());
      forbidden(state.target().resource(), facts.roles())
          .map(why -> "A copy of " + label + " cannot be registered: " + why)
          .ifPresent(problems::add);
    }
  }

  /// Why IAM would not let the copy of a task definition be registered with these roles: both are
  /// granted by what the owner stated. Empty when it would.
  private static Optional<String> forbidden(Resource resource, List<String> roles) {
    if (!(resource instanceof EcsService service)) {
      return Optional.empty();
    }
    if (service.taskRoles() == null) {
      return Optional.of(
          "the target's ecs.taskRoles is not stated; write taskRoles: "
              + roles
              + " there, and its taskFamily.");
    }
    var lacking = service.taskRoles().lacking(roles);
    return lacking.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the target's ecs.taskRoles does not name what it runs as; add "
                + String.join(" and ", lacking)
                + " there.");
  }

  private static Optional<String> budget(TargetState state, Instant now) {
    var most = state.target().policy().maxRollbacksPerDay();
    var made = state.rollbacksSince(now.minus(TargetState.BUDGET_PERIOD)).size();
    return made < most
        ? Optional.empty()
        : Optional.of(
            state.name()
                + " was rolled back "
                + made
                + " times within 24 hours; "
                + most
                + " are allowed.");
  }

  /// Whether the alarm would be heard. Its actions do not matter: EventBridge gets every change of
  /// every alarm of the account and region, with `ActionsEnabled` or without, and the watch reads
  /// it each minute.
  private static Optional<String> alarm(Facts facts, String arn, Instant now) {
    var name = arn.substring(arn.lastIndexOf(':') + 1);
    var status = facts.alarms().get(arn);
    if (status == null) {
      return Optional.of("The alarm " + name + " does not exist in this account and region.");
    }
    return status.state() == AlarmState.INSUFFICIENT_DATA
            && !now.isBefore(status.since().plus(NO_DATA))
        ? Optional.of(
            "The alarm " + name + " has had no data since " + InWords.time(status.since()) + ".")
        : Optional.empty();
  }

  /// What no look can prove for this kind: AWS would have to be asked to do it.
  public static List<String> notChecked(TargetState state) {
    return switch (state.target().resource()) {
      case EcsService _ ->
          List.of(
              "ecs:UpdateService and ecs:StopServiceDeployment have no dry run",
              "whether IAM lets the roles in taskRoles be passed, should a copy have to be"
                  + " registered",
              "spare capacity in the cluster");
      case CodeDeployGroup _ ->
          List.of(
              "codedeploy:CreateDeployment and codedeploy:StopDeployment have no dry run",
              "whether CodeDeploy's own role may still do its part");
      case AutoScalingGroup _ ->
          List.of(
              "autoscaling:StartInstanceRefresh has no dry run",
              "whether the instance profile's role may be passed",
              "spare capacity in EC2");
      case AlbTrafficSplit _ -> List.of("elasticloadbalancing:ModifyRule has no dry run");
      case Route53TrafficSplit _ -> List.of("route53:ChangeResourceRecordSets has no dry run");
    };
  }
}
