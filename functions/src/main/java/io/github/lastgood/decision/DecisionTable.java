package io.github.lastgood.decision;

import io.github.lastgood.decision.Attribution.Verdict;
import io.github.lastgood.signal.Signal;
import io.github.lastgood.signal.Signal.AlarmChange;
import io.github.lastgood.signal.Signal.DeploymentChange;
import io.github.lastgood.signal.Signal.Order;
import io.github.lastgood.signal.Signal.Phase;
import io.github.lastgood.target.AccountState;
import io.github.lastgood.target.Approval;
import io.github.lastgood.target.Deployment;
import io.github.lastgood.target.Freeze;
import io.github.lastgood.target.LiveState;
import io.github.lastgood.target.Mode;
import io.github.lastgood.target.Resource.AlbTrafficSplit;
import io.github.lastgood.target.Resource.AutoScalingGroup;
import io.github.lastgood.target.Resource.CodeDeployGroup;
import io.github.lastgood.target.Resource.EcsService;
import io.github.lastgood.target.Resource.Route53TrafficSplit;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The decision: the first row that matches answers.
///
/// | # | when | answer |
/// |---|---|---|
/// | 1 | state is not ALARM | Ignore |
/// | 2 | alarm muted or suppressed | Ignore |
/// | 3 | mode off / target or account frozen | Ignore / Hold |
/// | 4 | this deployment's rollback exists already, or AWS makes it | Ignore |
/// | 5 | event old, and the alarm no longer in ALARM | Ignore |
/// | 6 | what runs is itself the result of a rollback | Escalate |
/// | 7 | no deployment inside the suspect window | Ignore, told |
/// | 8 | alarm was red before the deployment started | Ignore, told when the start is a guess |
/// | 9 | targets that did not deploy went red in the same minutes | Hold |
/// | 9 | the metric says that the deployment did not cause it | Hold |
/// | 10 | the target's rollbacks of the day, or the account's of the hour, are spent | Escalate |
/// | 11 | unusable; no known good; it no longer exists anywhere | Escalate |
/// | 12 | mode approve / observe | AwaitApproval / WouldRollBack |
/// | 12 | the metric does not say what caused it, and the policy is to ask | AwaitApproval |
/// | – | else | RollBack |
///
/// An order passes through the same table: `force` lifts rows 3 and 7 to 10, and row 12 does not
/// stop it, because the person who orders is the approval. Rows 5, 7 and 8 ask about alarms: an
/// order or AWS's own word that a deployment failed needs none. The metric is read where [Doubt]
/// says so: late in the suspect window.
public final class DecisionTable {

  /// An event older than this is checked against what the alarm says now.
  public static final Duration OLD_EVENT = Duration.ofMinutes(2);

  private static final List<Row> ROWS =
      List.of(
          DecisionTable::notRed,
          DecisionTable::silenced,
          DecisionTable::switchedOff,
          DecisionTable::rollbackExists,
          DecisionTable::alarmOver,
          DecisionTable::rollbackDidNotHelp,
          DecisionTable::noRecentDeployment,
          DecisionTable::redBefore,
          DecisionTable::sharedCause,
          DecisionTable::notCausedByIt,
          DecisionTable::budgetSpent,
          DecisionTable::accountBudgetSpent,
          DecisionTable::nothingToGoBackTo,
          DecisionTable::rejected,
          DecisionTable::needsAPerson,
          DecisionTable::causeUnknown);

  private DecisionTable() {}

  @FunctionalInterface
  private interface Row {
    Optional<Decision> answer(Facts facts, Instant now);
  }

  /// Answers a signal. Total: every combination of facts has an answer.
  public static Decision decide(Facts facts, Instant now) {
    return ROWS.stream()
        .flatMap(row -> row.answer(facts, now).stream())
        .findFirst()
        .orElseGet(() -> rollBack(facts));
  }

  /// Row 1.
  private static Optional<Decision> notRed(Facts facts, Instant now) {
    if (facts.signal().isComplaint()) {
      return Optional.empty();
    }
    return ignore(
        Reason.NOT_RED,
        switch (facts.signal()) {
          case AlarmChange alarm -> alarm.alarmName() + " is " + alarm.state() + ".";
          case DeploymentChange change ->
              "Deployment " + change.deploymentId() + " is " + change.phase() + ".";
          case Order _ -> "";
        });
  }

  /// Row 2.
  private static Optional<Decision> silenced(Facts facts, Instant now) {
    if (!(facts.signal() instanceof AlarmChange alarm) || alarm.silence() == null) {
      return Optional.empty();
    }
    return switch (alarm.silence()) {
      case Signal.Silence.Muted muted ->
          ignore(
              Reason.ALARM_MUTED,
              alarm.alarmName()
                  + " is muted by "
                  + muted.by().substring(muted.by().lastIndexOf(':') + 1)
                  + (muted.until() == null ? "." : " until " + InWords.time(muted.until()) + "."));
      case Signal.Silence.Suppressed suppressed ->
          ignore(
              Reason.ALARM_SUPPRESSED,
              alarm.alarmName() + " is suppressed (" + suppressed.by() + ").");
    };
  }

  /// Row 3.
  private static Optional<Decision> switchedOff(Facts facts, Instant now) {
    if (isForced(facts)) {
      return Optional.empty();
    }
    if (facts.account().freeze() != null) {
      return frozen(Reason.ACCOUNT_FROZEN, "The whole account", facts.account().freeze());
    }
    if (facts.state().freeze() != null) {
      return frozen(Reason.TARGET_FROZEN, facts.state().name(), facts.state().freeze());
    }
    if (facts.state().target().policy().mode() == Mode.OFF) {
      return ignore(Reason.TARGET_OFF, facts.state().name() + " has mode off.");
    }
    return Optional.empty();
  }

  /// Row 4.
  private static Optional<Decision> rollbackExists(Facts facts, Instant now) {
    var open = facts.state().rollback();
    if (open != null) {
      return ignore(
          Reason.ROLLBACK_EXISTS,
          "Rollback " + open.id() + " to " + open.to().label() + " is " + open.status() + ".");
    }
    var current = facts.state().current();
    if (current != null
        && current.rollbacks() > 0
        && !current.isRollback()
        && !(facts.signal() instanceof Order)) {
      return ignore(
          Reason.ROLLBACK_EXISTS,
          "Deployment " + current.id() + " has had its rollback; only a person can order another.");
    }
    if (facts.signal() instanceof DeploymentChange change && !isCurrent(facts, change)) {
      return ignore(
          Reason.ROLLBACK_EXISTS,
          "Deployment " + change.deploymentId() + " is no longer the current one.");
    }
    if (facts.signal() instanceof DeploymentChange change
        && change.phase() == Phase.FAILED
        && facts.live() instanceof LiveState.Running running
        && running.rollsBackItself()) {
      return ignore(
          Reason.AWS_ROLLS_BACK,
          facts.state().target().resource().deployer()
              + " is set to roll deployment "
              + change.deploymentId()
              + " back by itself.");
    }
    return Optional.empty();
  }

  /// Row 5.
  private static Optional<Decision> alarmOver(Facts facts, Instant now) {
    if (!(facts.signal() instanceof AlarmChange alarm)) {
      return Optional.empty();
    }
    var readNow = facts.alarms().get(alarm.alarmArn());
    if (readNow == null || readNow.isRed() || now.isBefore(alarm.at().plus(OLD_EVENT))) {
      return Optional.empty();
    }
    return ignore(
        Reason.ALARM_OVER,
        alarm.alarmName()
            + " is "
            + readNow.state()
            + " by now; its event is "
            + InWords.span(Duration.between(alarm.at(), now))
            + " old.");
  }

  /// Row 6.
  private static Optional<Decision> rollbackDidNotHelp(Facts facts, Instant now) {
    var current = facts.state().current();
    if (current == null || !current.isRollback() || facts.signal() instanceof Order) {
      return Optional.empty();
    }
    return escalate(
        Reason.ROLLBACK_DID_NOT_HELP,
        current.revision().label()
            + " runs because of a rollback, and nothing was deployed since: going back did not"
            + " help.");
  }

  /// Row 7.
  private static Optional<Decision> noRecentDeployment(Facts facts, Instant now) {
    if (!(facts.signal() instanceof AlarmChange alarm)) {
      return Optional.empty();
    }
    var current = facts.state().current();
    var window = facts.state().target().policy().suspectWindow();
    if (current == null) {
      return Optional.of(
          new Decision.Ignore(
              Reason.NO_RECENT_DEPLOYMENT, "No deployment has been seen yet.", true));
    }
    var settled = current.settledAt();
    if (settled == null || !onset(facts, alarm).isAfter(settled.plus(window))) {
      return Optional.empty();
    }
    return Optional.of(
        new Decision.Ignore(
            Reason.NO_RECENT_DEPLOYMENT,
            "The last deployment ("
                + current.revision().label()
                + ") settled "
                + (settled.equals(Instant.EPOCH)
                    ? "long"
                    : InWords.span(Duration.between(settled, onset(facts, alarm))))
                + " before "
                + alarm.alarmName()
                + " went red; the suspect window is "
                + InWords.span(window)
                + ".",
            true));
  }

  /// Row 8.
  private static Optional<Decision> redBefore(Facts facts, Instant now) {
    var current = facts.state().current();
    if (!(facts.signal() instanceof AlarmChange alarm)
        || current == null
        || !onset(facts, alarm).isBefore(current.startedAt())) {
      return Optional.empty();
    }
    return Optional.of(
        new Decision.Ignore(
            Reason.RED_BEFORE_DEPLOYMENT,
            alarm.alarmName()
                + " has been red since "
                + InWords.time(onset(facts, alarm))
                + ", before the deployment of "
                + current.revision().label()
                + " began at "
                + InWords.time(current.startedAt())
                + ".",
            !isStartKnown(facts)));
  }

  /// Of a traffic split only the first look at it is known. When the watch was late the alarm may
  /// be its doing all the same, so people hear that nothing was done.
  private static boolean isStartKnown(Facts facts) {
    return switch (facts.state().target().resource()) {
      case EcsService _, CodeDeployGroup _, AutoScalingGroup _ -> true;
      case AlbTrafficSplit _, Route53TrafficSplit _ -> false;
    };
  }

  /// Row 9.
  private static Optional<Decision> sharedCause(Facts facts, Instant now) {
    return isForced(facts)
        ? Optional.empty()
        : SharedCause.of(facts, now)
            .map(cause ->
                new Decision.Hold(
                    Reason.SHARED_CAUSE,
                    cause.names()
                        + " did not deploy and went red within "
                        + InWords.span(SharedCause.WINDOW)
                        + " of it: the cause is shared."));
  }

  /// Row 9, by the metric.
  private static Optional<Decision> notCausedByIt(Facts facts, Instant now) {
    return says(facts, Verdict.UNRELATED)
        .map(attribution ->
            new Decision.Hold(
                Reason.NOT_CAUSED_BY_DEPLOYMENT, because(facts) + " " + attribution.sentence()));
  }

  /// The attribution when it was asked for and says that.
  private static Optional<Attribution> says(Facts facts, Verdict verdict) {
    return Optional.ofNullable(facts.attribution()).filter(said -> said.verdict() == verdict);
  }

  /// Row 10, the account's part.
  private static Optional<Decision> accountBudgetSpent(Facts facts, Instant now) {
    return isForced(facts) || facts.account().freeSlot(facts.state().name(), now).isPresent()
        ? Optional.empty()
        : escalate(
            Reason.ACCOUNT_BUDGET_SPENT,
            "The account had "
                + AccountState.MOST_ROLLBACKS
                + " rollbacks within "
                + InWords.span(AccountState.BUDGET_PERIOD)
                + "; more are not made by themselves.");
  }

  /// Row 10.
  private static Optional<Decision> budgetSpent(Facts facts, Instant now) {
    var most = facts.state().target().policy().maxRollbacksPerDay();
    var made = facts.state().rollbacksSince(now.minus(TargetState.BUDGET_PERIOD)).size();
    return isForced(facts) || made < most
        ? Optional.empty()
        : escalate(
            Reason.BUDGET_SPENT,
            facts.state().name()
                + " was rolled back "
                + made
                + " times within 24 hours; "
                + most
                + " are allowed.");
  }

  /// Row 11.
  private static Optional<Decision> nothingToGoBackTo(Facts facts, Instant now) {
    if (facts.live() instanceof LiveState.Unusable unusable) {
      return escalate(Reason.TARGET_UNUSABLE, unusable.why());
    }
    return Candidates.refusal(facts);
  }

  /// Row 12.
  private static Optional<Decision> needsAPerson(Facts facts, Instant now) {
    if (facts.signal() instanceof Order) {
      return Optional.empty();
    }
    var plan = Candidates.plan(facts);
    return switch (facts.state().target().policy().mode()) {
      case AUTO, OFF -> Optional.empty();
      case APPROVE -> Optional.of(askedFor(facts, Reason.MODE_APPROVE, "Mode is approve.", now));
      case OBSERVE ->
          Optional.of(
              new Decision.WouldRollBack(
                  plan, Reason.MODE_OBSERVE, because(facts) + " Mode is observe."));
    };
  }

  /// A person who was asked about this deployment is not asked again.
  private static Decision askedFor(Facts facts, Reason reason, String why, Instant now) {
    var asked = facts.state().asked();
    return asked.isEmpty() || (asked.get().isWaiting() && now.isBefore(asked.get().until()))
        ? new Decision.AwaitApproval(Candidates.plan(facts), reason, because(facts) + " " + why)
        : new Decision.Ignore(
            Reason.APPROVAL_EXPIRED,
            "Nobody said yes until " + InWords.time(asked.get().until()) + ".",
            false);
  }

  /// Row 12: a person said no to a rollback of this deployment, whatever is known by now.
  private static Optional<Decision> rejected(Facts facts, Instant now) {
    return facts.signal() instanceof Order
        ? Optional.empty()
        : facts
            .state()
            .asked()
            .filter(asked -> asked.status() == Approval.Status.REJECTED)
            .map(asked ->
                new Decision.Ignore(
                    Reason.APPROVAL_REJECTED,
                    asked.by() + " said no to the rollback to " + asked.to().label() + ".",
                    false));
  }

  /// Row 12, by the metric.
  private static Optional<Decision> causeUnknown(Facts facts, Instant now) {
    return says(facts, Verdict.UNKNOWN)
        .filter(_ -> Doubt.mustAsk(facts.state()))
        .map(attribution -> askedFor(facts, Reason.CAUSE_UNKNOWN, attribution.sentence(), now));
  }

  private static Decision rollBack(Facts facts) {
    var reason =
        switch (facts.signal()) {
          case AlarmChange _ -> Reason.ALARM_AFTER_DEPLOYMENT;
          case DeploymentChange change ->
              switch (change.phase()) {
                case STALLED -> Reason.DEPLOYMENT_STALLED;
                case QUARANTINED -> Reason.QUARANTINED_REDEPLOYED;
                case IN_PROGRESS, COMPLETED, STOPPED, FAILED -> Reason.DEPLOYMENT_FAILED;
              };
          case Order _ -> Reason.ORDERED;
        };
    var why =
        says(facts, Verdict.CAUSED)
            .map(attribution -> because(facts) + " " + attribution.sentence())
            .orElse(because(facts));
    return new Decision.RollBack(Candidates.plan(facts), reason, why);
  }

  private static String because(Facts facts) {
    return switch (facts.signal()) {
      case AlarmChange alarm ->
          alarm.alarmName()
              + " went red at "
              + InWords.time(onset(facts, alarm))
              + deployed(facts.state().current(), onset(facts, alarm));
      case DeploymentChange change ->
          "Deployment "
              + change.deploymentId()
              + became(change.phase())
              + (change.cause().isBlank() ? "." : ": " + change.cause());
      case Order order ->
          order.by()
              + " ordered it"
              + (order.force() ? " with force" : "")
              + (order.reason().isBlank() ? "." : ": " + order.reason());
    };
  }

  private static String became(Phase phase) {
    return switch (phase) {
      case STALLED -> " stalled";
      case QUARANTINED -> " brings a quarantined revision again";
      case IN_PROGRESS, COMPLETED, STOPPED, FAILED -> " failed";
    };
  }

  private static String deployed(@Nullable Deployment current, Instant onset) {
    if (current == null) {
      return ".";
    }
    return ", "
        + InWords.span(Duration.between(current.startedAt(), onset))
        + " after the deployment of "
        + current.revision().label()
        + " began.";
  }

  private static Instant onset(Facts facts, AlarmChange alarm) {
    return Onset.of(facts.state(), alarm);
  }

  private static boolean isForced(Facts facts) {
    return facts.signal() instanceof Order order && order.force();
  }

  private static boolean isCurrent(Facts facts, DeploymentChange change) {
    var current = facts.state().current();
    return current != null && current.id().equals(change.deploymentId());
  }

  private static Optional<Decision> frozen(Reason reason, String what, Freeze freeze) {
    return Optional.of(
        new Decision.Hold(
            reason,
            what
                + " is frozen by "
                + freeze.by()
                + " since "
                + InWords.time(freeze.since())
                + ": "
                + freeze.reason()));
  }

  private static Optional<Decision> ignore(Reason reason, String message) {
    return Optional.of(new Decision.Ignore(reason, message, false));
  }

  private static Optional<Decision> escalate(Reason reason, String message) {
    return Optional.of(new Decision.Escalate(reason, message));
  }
}
