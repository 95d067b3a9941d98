package io.github.lastgood.target;

import java.time.Duration;

/// How a target is judged.
///
/// @param mode what Lastgood may do by itself
/// @param bakeTime how long after a deployment settled its alarms must stay quiet until the
///   revision is good
/// @param suspectWindow how long after a deployment settled an alarm may still be blamed on it
/// @param settleTimeout how long a rollback may take until the old revision runs alone
/// @param recoveryTimeout how long after that the alarms may take to return to OK
/// @param approvalTimeout how long a person may take to approve a rollback
/// @param onQuarantined what is done when a quarantined revision is deployed again; an item of an
///   earlier version says nothing, which means that people are told
/// @param maxRollbacksPerDay how many rollbacks Lastgood may make by itself in 24 hours
/// @param onUnknown what an alarm gets whose metric does not tell what caused it; an item of an
///   earlier version does not say it
public record Policy(
    Mode mode,
    Duration bakeTime,
    Duration suspectWindow,
    Duration settleTimeout,
    Duration recoveryTimeout,
    Duration approvalTimeout,
    OnQuarantined onQuarantined,
    int maxRollbacksPerDay,
    OnUnknown onUnknown) {

  public static final Duration DEFAULT_BAKE_TIME = Duration.ofMinutes(15);
  public static final Duration DEFAULT_SUSPECT_WINDOW = Duration.ofMinutes(60);
  public static final Duration DEFAULT_SETTLE_TIMEOUT = Duration.ofMinutes(30);
  public static final Duration DEFAULT_RECOVERY_TIMEOUT = Duration.ofMinutes(15);

  public static final Duration DEFAULT_APPROVAL_TIMEOUT = Duration.ofMinutes(30);

  public static final int DEFAULT_MAX_ROLLBACKS_PER_DAY = 3;

  /// What an item of an earlier version does not say is at its default.
  @SuppressWarnings({"ConstantValue", "NullAway"})
  public Policy {
    approvalTimeout = approvalTimeout == null ? DEFAULT_APPROVAL_TIMEOUT : approvalTimeout;
    onQuarantined = onQuarantined == null ? OnQuarantined.TELL : onQuarantined;
    onUnknown = onUnknown == null ? OnUnknown.ACT_WHILE_IT_BAKES : onUnknown;
  }

  /// The policy with this mode and every duration at its default.
  public static Policy of(Mode mode) {
    return new Policy(
        mode,
        DEFAULT_BAKE_TIME,
        DEFAULT_SUSPECT_WINDOW,
        DEFAULT_SETTLE_TIMEOUT,
        DEFAULT_RECOVERY_TIMEOUT,
        DEFAULT_APPROVAL_TIMEOUT,
        OnQuarantined.TELL,
        DEFAULT_MAX_ROLLBACKS_PER_DAY,
        OnUnknown.ACT_WHILE_IT_BAKES);
  }
}
