package io.github.lastgood.notification;

import io.github.lastgood.decision.Decision;
import io.github.lastgood.decision.Happening;
import io.github.lastgood.decision.InWords;
import io.github.lastgood.decision.Plan;
import io.github.lastgood.decision.Reason;
import io.github.lastgood.decision.SharedCause;
import io.github.lastgood.ledger.Announcement;
import io.github.lastgood.target.Approval;
import io.github.lastgood.target.Method;
import io.github.lastgood.target.OnQuarantined;
import io.github.lastgood.target.RedTarget;
import io.github.lastgood.target.Resource;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.Shift;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Words what people and the bus hear. Plain text that reads well in e-mail and chat: what, from
/// and to, why, how, and the command that a person may need next.
public final class Notices {
  private Notices() {}

  /// A decision that people hear of by itself; empty for one that nobody needs to hear of. A
  /// rollback is announced when it was moved, see [Happening.RollbackMoved].
  public static Optional<Announcement> of(
      TargetState state, Decision decision, String eventId, Instant now) {
    return switch (decision) {
      case Decision.RollBack _ -> Optional.empty();
      case Decision.Ignore ignore ->
          ignore.told() ? Optional.of(ignored(state, ignore, eventId, now)) : Optional.empty();
      case Decision.Hold hold -> Optional.of(held(state, hold, eventId, now));
      case Decision.Escalate escalate -> Optional.of(escalated(state, escalate, eventId, now));
      case Decision.AwaitApproval await ->
          Optional.of(
              waiting(state, decision, await.plan(), "Rollback Awaiting Approval", eventId, now));
      case Decision.WouldRollBack would ->
          Optional.of(waiting(state, decision, would.plan(), "Rollback Would Start", eventId, now));
    };
  }

  /// Several targets are red for one reason: one notice for the lot.
  public static Announcement of(SharedCause cause, TargetState state, String eventId, Instant now) {
    var draft =
        Draft.of(state, "shared-cause." + eventId, now)
            .subject(cause.red().size() + " targets that did not deploy are red: one cause")
            .line("");
    cause.red().stream()
        .sorted(Comparator.comparing(RedTarget::since))
        .forEach(red -> draft.line("  " + InWords.time(red.since()) + "  " + red.target()));
    if (cause.red().stream().noneMatch(red -> red.target().equals(state.name()))) {
      draft.line("").row("Held", state.name() + ", which did deploy");
    }
    return draft
        .line("")
        .line(
            "Rollbacks are held while they are red: going back would not help. Look for what they")
        .line("share. No more is told of it for an hour; the targets' own answers:")
        .command("status", state.name(), "")
        .line("To roll a target back all the same:")
        .command("rollback", state.name(), ",\"force\":true")
        .build();
  }

  /// Something that happened; empty for what only the history keeps.
  public static Optional<Announcement> of(TargetState state, Happening happening, Instant now) {
    return switch (happening) {
      case Happening.Started _, Happening.Settled _ -> Optional.empty();
      case Happening.BecameKnownGood event ->
          Optional.of(
              Draft.of(state, "known-good." + event.good().deploymentId(), now)
                  .event("Revision Known Good")
                  .detail("revision", event.good().revision().id())
                  .detail("deploymentId", event.good().deploymentId())
                  .detail("by", event.good().by())
                  .build());
      case Happening.BecameQuarantined event ->
          Optional.of(
              Draft.of(state, "quarantined." + event.revision().label() + "." + now, now)
                  .event("Revision Quarantined")
                  .detail("revision", event.revision().id())
                  .detail("message", event.reason())
                  .build());
      case Happening.RedeployedWhileQuarantined event -> Optional.of(redeployed(state, event, now));
      case Happening.RollbackMoved event ->
          Optional.of(started(state, event.rollback(), now, event.taken()));
      case Happening.RolledBackByAws event ->
          Optional.of(started(state, event.rollback(), now, Duration.ZERO));
      case Happening.ApprovalExpired event -> Optional.of(expired(state, event.approval(), now));
      case Happening.ApprovalRejected event -> Optional.of(rejected(state, event, now));
      case Happening.ShiftMoved event -> Optional.of(shifted(state, event, now));
      case Happening.RollbackEnded event -> Optional.of(ended(state, event, now));
    };
  }

  /// A deployment was refused by a hook or a pipeline's gate.
  ///
  /// @param eventId of the question
  public static Announcement refused(
      TargetState state, Revision revision, String why, String eventId, Instant now) {
    return Draft.of(state, "refused." + eventId, now)
        .event("Deployment Refused")
        .detail("revision", revision.id())
        .detail("message", why)
        .subject("Refused to let " + revision.label() + " go on for " + state.name())
        .line("")
        .row("Target", state.name() + " (" + state.target().resource().label() + ")")
        .row("Why", why)
        .line("")
        .commands(state)
        .build();
  }

  /// The move was made.
  ///
  /// @param taken from the signal to the move; zero when the handler that made it is gone
  public static Announcement started(
      TargetState state, Rollback rollback, Instant now, Duration taken) {
    var to = rollback.to().label();
    var byAws = rollback.method() == Method.BY_AWS;
    var draft =
        Draft.of(state, rollback.id() + ".started", now)
            .event("Rollback Started")
            .subject(
                (byAws
                        ? state.target().resource().deployer() + " is rolling back "
                        : "Rolling back ")
                    + state.name()
                    + " to "
                    + to)
            .rollback(rollback)
            .line("")
            .row("Target", state.name() + " (" + state.target().resource().label() + ")")
            .row("From", rollback.from().label() + ", deployment " + rollback.deploymentId())
            .row("To", to + goodSince(state, rollback))
            .row("Why", rollback.why())
            .findings(rollback)
            .row("How", how(rollback))
            .row("By", rollback.by());
    mind(state).ifPresent(words -> draft.row("Mind", words));
    PipelineNotices.started(draft, state, rollback);
    if (taken.isPositive()) {
      draft.row("Took", Draft.seconds(taken) + " from the signal to the move");
    }
    draft
        .line("")
        .line(
            rollback.from().label()
                + " is quarantined: nobody goes back to it, and deploying it again is reported.")
        .line(
            "You will hear again when "
                + state.name()
                + " has recovered, or that it has not, within "
                + InWords.span(timeToTheEnd(state))
                + ".")
        .line("");
    return PipelineNotices.openAgain(draft, state, rollback).takeBack(state, rollback).build();
  }

  private static Duration timeToTheEnd(TargetState state) {
    var policy = state.target().policy();
    return policy.settleTimeout().plus(policy.recoveryTimeout());
  }

  /// The bus hears of every step, people of the end and of a halt.
  private static Announcement shifted(TargetState state, Happening.ShiftMoved event, Instant now) {
    var shift = event.shift();
    var name = state.name();
    var side = shift.toCandidate() ? "candidate" : "stable";
    var percent = shift.made() == 0 ? 0 : shift.steps().get(shift.made() - 1);
    var draft =
        Draft.of(state, name + ".shift." + now.toEpochMilli() + "." + shift.made(), now)
            .detail("side", side)
            .detail("percent", Integer.toString(percent))
            .detail("by", shift.by());
    if (shift.halted() != null) {
      return draft
          .event("Shift Halted")
          .detail("message", shift.halted())
          .subject("Shift of " + name + " halted at step " + shift.made())
          .line("")
          .row("Target", name + " (" + state.target().resource().label() + ")")
          .row("Why", shift.halted())
          .row("Steps", shift.made() + " of " + percents(shift) + " to the " + side + " are made")
          .line("")
          .line("Lastgood makes no further step by itself. To let it go on:")
          .command("shift", name, ",\"action\":\"resume\"")
          .build();
    }
    if (event.complete()) {
      return draft
          .event("Shift Completed")
          .subject("Shift of " + name + " completed: " + percent + " % to " + side)
          .line("")
          .row("Target", name + " (" + state.target().resource().label() + ")")
          .row("By", shift.by())
          .line("")
          .line(
              percent == 100
                  ? "It is known good when its alarms stay quiet for the bake time."
                  : "Both sides get traffic, so it does not bake yet.")
          .build();
    }
    return draft.event(shift.made() == 0 ? "Shift Started" : "Shift Stepped").build();
  }

  private static String percents(Shift shift) {
    return shift.steps().stream().map(String::valueOf).collect(Collectors.joining(", ", "", " %"));
  }

  private static Announcement ended(TargetState state, Happening.RollbackEnded event, Instant now) {
    var rollback = event.rollback();
    var name = state.name();
    var to = rollback.to().label();
    var draft =
        Draft.of(state, rollback.id() + ".ended", now)
            .rollback(rollback)
            .detail("message", event.why())
            .event(
                switch (rollback.status()) {
                  case RECOVERED -> "Rollback Recovered";
                  case NOT_RECOVERED -> "Rollback Not Recovered";
                  case FAILED, PENDING, SETTLING, RECOVERING -> "Rollback Failed";
                })
            .subject(
                switch (rollback.status()) {
                  case RECOVERED -> name + " recovered on " + to;
                  case NOT_RECOVERED -> name + " did NOT recover after the rollback to " + to;
                  case FAILED, PENDING, SETTLING, RECOVERING ->
                      "The rollback of " + name + " to " + to + " FAILED";
                })
            .line("")
            .row("Target", name + " (" + state.target().resource().label() + ")")
            .row("Rollback", rollback.from().label() + " -> " + to + ", " + rollback.id())
            .row("Result", event.why())
            .row("Began", rollback.why())
            .findings(rollback)
            .row("Took", Draft.took(rollback))
            .line("");
    if (rollback.status() != Rollback.Status.RECOVERED) {
      draft.line("A person must look now.").line("");
    }
    PipelineNotices.openAgain(draft, state, rollback);
    return rollback.status() == Rollback.Status.RECOVERED
        ? draft.takeBack(state, rollback).build()
        : draft.commands(state).build();
  }

  private static Announcement redeployed(
      TargetState state, Happening.RedeployedWhileQuarantined event, Instant now) {
    var label = event.deployment().revision().label();
    return Draft.of(state, "redeployed." + event.deployment().id(), now)
        .event("Revision Redeployed While Quarantined")
        .detail("revision", event.deployment().revision().id())
        .detail("deploymentId", event.deployment().id())
        .subject(label + " is quarantined and is being deployed again")
        .line("")
        .row("Target", state.name() + " (" + state.target().resource().label() + ")")
        .row("Revision", label + ", deployment " + event.deployment().id())
        .row("Bad since", event.reason())
        .line("")
        .line(
            state.target().policy().onQuarantined() == OnQuarantined.ROLL_BACK
                ? "It is rolled back, as the policy says."
                : "Lastgood lets it go on and watches its alarms. It will not become known good.")
        .line("Look for a pipeline that retries, or a stack that deploys it again.")
        .build();
  }

  private static Announcement ignored(
      TargetState state, Decision.Ignore ignore, String eventId, Instant now) {
    return answer(state, ignore, eventId, now)
        .subject(
            state.name()
                + " is red, but "
                + (ignore.reason() == Reason.RED_BEFORE_DEPLOYMENT
                    ? "was red before its traffic was moved"
                    : "nothing was deployed recently"))
        .line("")
        .row("Target", state.name() + " (" + state.target().resource().label() + ")")
        .row("Answer", "nothing was rolled back")
        .row("Why", ignore.message())
        .line("")
        .commands(state)
        .build();
  }

  private static Announcement held(
      TargetState state, Decision.Hold hold, String eventId, Instant now) {
    return answer(state, hold, eventId, now)
        .event("Rollback Held")
        .subject(state.name() + " is red; the rollback is held")
        .line("")
        .row("Target", state.name() + " (" + state.target().resource().label() + ")")
        .row("Answer", "held, nothing was rolled back")
        .row("Why", hold.message())
        .line("")
        .line("While the alarm is red the watch decides again every minute, and goes on as soon as")
        .line("nothing holds it any more.")
        .line("")
        .commands(state)
        .build();
  }

  private static Announcement escalated(
      TargetState state, Decision.Escalate escalate, String eventId, Instant now) {
    var notHelped = escalate.reason() == Reason.ROLLBACK_DID_NOT_HELP;
    return answer(state, escalate, eventId, now)
        .event(notHelped ? "Rollback Not Recovered" : "Rollback Held")
        .subject(state.name() + " needs a person: " + Draft.plain(escalate.reason()))
        .line("")
        .row("Target", state.name() + " (" + state.target().resource().label() + ")")
        .row("Answer", "nothing was rolled back")
        .row("Why", escalate.message())
        .line("")
        .commands(state)
        .build();
  }

  private static Announcement waiting(
      TargetState state,
      Decision decision,
      Plan plan,
      String detailType,
      String eventId,
      Instant now) {
    var asks = decision instanceof Decision.AwaitApproval;
    var until = now.plus(state.target().policy().approvalTimeout());
    var draft =
        answer(state, decision, eventId, now)
            .event(detailType)
            .detail("rollbackId", plan.rollbackId())
            .detail("from", plan.from().id())
            .detail("to", plan.to().id())
            .detail("method", plan.method().name())
            .subject(
                state.name()
                    + (asks ? " waits for your word to go back to " : " would have gone back to ")
                    + plan.to().label())
            .line("")
            .row("Target", state.name() + " (" + state.target().resource().label() + ")")
            .row("From", plan.from().label())
            .row("To", plan.to().label())
            .row("Why", decision.message())
            .line("");
    if (decision instanceof Decision.AwaitApproval) {
      draft
          .line("To roll back now, until " + InWords.time(until) + ":")
          .command("approve", state.name(), "")
          .line("To leave this deployment alone:")
          .command("reject", state.name(), "");
    } else {
      draft.line("To roll back now:").command("rollback", state.name(), "");
    }
    return draft.line("").commands(state).build();
  }

  private static Announcement expired(TargetState state, Approval approval, Instant now) {
    return unanswered(state, approval, "expired", now)
        .detail("reason", Reason.APPROVAL_EXPIRED.name())
        .subject("Nobody approved the rollback of " + state.name())
        .line("")
        .row("Target", state.name() + " (" + state.target().resource().label() + ")")
        .row("Answer", "nothing was rolled back; the question expired")
        .row("To", approval.to().label())
        .line("")
        .line("The alarm is still red. A person must look now.")
        .line("")
        .commands(state)
        .build();
  }

  private static Announcement rejected(
      TargetState state, Happening.ApprovalRejected event, Instant now) {
    return unanswered(state, event.approval(), "rejected", now)
        .detail("reason", Reason.APPROVAL_REJECTED.name())
        .subject(event.approval().by() + " said no to the rollback of " + state.name())
        .line("")
        .row("Target", state.name() + " (" + state.target().resource().label() + ")")
        .row("Answer", "nothing is rolled back; nobody is asked about this deployment again")
        .row("Why", event.why())
        .line("")
        .commands(state)
        .build();
  }

  private static Draft unanswered(TargetState state, Approval approval, String how, Instant now) {
    return Draft.of(state, how + "." + state.name() + "." + approval.deploymentId(), now)
        .event("Rollback Held")
        .detail("to", approval.to().id());
  }

  private static Draft answer(TargetState state, Decision decision, String eventId, Instant now) {
    return Draft.of(state, "answer." + state.name() + "." + eventId, now)
        .detail("decision", decision.verb())
        .detail("reason", decision.reason().name())
        .detail("message", decision.message());
  }

  private static String goodSince(TargetState state, Rollback rollback) {
    return state.knownGood().stream()
        .filter(good -> good.revision().isSameAs(rollback.to()))
        .findFirst()
        .map(good -> ", known good since " + InWords.time(good.since()) + " (" + good.by() + ")")
        .orElse(", not known good");
  }

  /// What a person must know about this kind of move; empty when there is nothing.
  private static Optional<String> mind(TargetState state) {
    return switch (state.target().resource()) {
      case Resource.EcsService _, Resource.CodeDeployGroup _, Resource.AutoScalingGroup _ ->
          Optional.empty();
      case Resource.AlbTrafficSplit _ ->
          Optional.of("the next CloudFormation or Terraform run sets its own weights again");
      case Resource.Route53TrafficSplit split ->
          Optional.of(
              "resolvers may keep the old answer for "
                  + split.ttlSeconds()
                  + " s (TTL) after Route 53 is in sync");
    };
  }

  private static String how(Rollback rollback) {
    var id = rollback.newDeploymentId();
    return switch (rollback.method()) {
      case STOP_SERVICE_DEPLOYMENT ->
          "StopServiceDeployment, because it was still in flight" + made("back to deployment", id);
      case UPDATE_SERVICE -> "UpdateService" + made("deployment", id);
      case REGISTER_COPY ->
          "UpdateService to a copy, " + rollback.deploys() + made("deployment", id);
      case STOP_DEPLOYMENT ->
          "StopDeployment with CodeDeploy's own rollback, because it was still in flight"
              + made("deployment", id);
      case CREATE_DEPLOYMENT -> "CreateDeployment" + made("deployment", id);
      case ROLLBACK_INSTANCE_REFRESH ->
          "RollbackInstanceRefresh, because the refresh was still in flight";
      case START_INSTANCE_REFRESH ->
          "StartInstanceRefresh"
              + made("refresh", id)
              + "; the group's launch template is pinned to this version when it succeeds";
      case COPY_TEMPLATE_VERSION ->
          "StartInstanceRefresh to a copy of the version, "
              + rollback.deploys()
              + made("refresh", id);
      case SHIFT_TRAFFIC -> "the weights are set back in one call" + made("change", id);
      case BY_AWS -> rollback.by() + " does it by itself" + made("deployment", id);
    };
  }

  private static String made(String what, @Nullable String id) {
    return id == null ? "" : ", " + what + " " + id;
  }
}
