package io.github.lastgood.decision;

/// Why a decision came out as it did: the stable code of answers, receipts, metrics and events.
public enum Reason {
  /// A fresh deployment made an alarm red.
  ALARM_AFTER_DEPLOYMENT(0),
  /// A revision that is quarantined was deployed again, and the policy is to roll it back.
  QUARANTINED_REDEPLOYED(0),
  /// AWS gave the deployment up.
  DEPLOYMENT_FAILED(0),
  /// Nothing comes of the deployment, and AWS does not say that it failed.
  DEPLOYMENT_STALLED(0),
  /// A person ordered it.
  ORDERED(0),
  /// The alarm is not in ALARM, or the deployment did not fail.
  NOT_RED(1),
  ALARM_MUTED(2),
  ALARM_SUPPRESSED(2),
  TARGET_OFF(3),
  TARGET_FROZEN(3),
  ACCOUNT_FROZEN(3),
  /// This deployment is being rolled back, or was.
  ROLLBACK_EXISTS(4),
  /// AWS rolls this deployment back by itself.
  AWS_ROLLS_BACK(4),
  /// The event is old, and the alarm is no longer in ALARM.
  ALARM_OVER(5),
  /// What runs is the result of a rollback, and it hurts as well.
  ROLLBACK_DID_NOT_HELP(6),
  NO_RECENT_DEPLOYMENT(7),
  RED_BEFORE_DEPLOYMENT(8),
  /// Targets that did not deploy are red as well.
  SHARED_CAUSE(9),
  /// The alarm's metric says that the deployment did not cause it.
  NOT_CAUSED_BY_DEPLOYMENT(9),
  /// The target has had its rollbacks of the day.
  BUDGET_SPENT(10),
  /// The account has had its rollbacks of the hour.
  ACCOUNT_BUDGET_SPENT(10),
  /// AWS does not know the target, or something else runs its deployments.
  TARGET_UNUSABLE(11),
  NO_KNOWN_GOOD(11),
  /// The only known-good revision is the one that runs.
  ONLY_GOOD_IS_RUNNING(11),
  /// Every known-good revision was checked, and none can be deployed any more.
  KNOWN_GOOD_GONE(11),
  /// What is known good may not run after a barrier.
  BEHIND_BARRIER(11),
  /// The revision that the order names may not run after a barrier.
  ORDERED_IS_BARRED(11),
  /// The revision that the order names is quarantined.
  ORDERED_IS_QUARANTINED(11),
  /// The revision that the order names is the one that runs.
  ORDERED_IS_RUNNING(11),
  /// The revision that the order names cannot be deployed.
  ORDERED_IS_GONE(11),
  /// The alarm's metric does not say whether the deployment caused it.
  CAUSE_UNKNOWN(12),
  MODE_APPROVE(12),
  /// A person said no.
  APPROVAL_REJECTED(12),
  /// Nobody said yes in time.
  APPROVAL_EXPIRED(12),
  MODE_OBSERVE(12);

  private final int row;

  Reason(int row) {
    this.row = row;
  }

  /// The row of the decision table that gives this reason; 0 for the rollback itself.
  public int row() {
    return row;
  }
}
