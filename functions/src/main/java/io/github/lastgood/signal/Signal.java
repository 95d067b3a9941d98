package io.github.lastgood.signal;

import io.github.lastgood.target.AlarmState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that Lastgood was told, in its own words, whatever channel it came by.
public sealed interface Signal {

  /// The same for every delivery of one event: a second delivery is recognised by it.
  String eventId();

  /// When the event happened (not when it arrived).
  Instant at();

  /// True when it may ask for a rollback; otherwise it is only noted.
  boolean isComplaint();

  /// An alarm changed, or the watch found it changed.
  ///
  /// @param alarmArn the alarm
  /// @param state its new state
  /// @param since when it went into that state
  /// @param previous its state before; null when the event does not say
  /// @param silence why its actions are kept quiet; null when they are not
  /// @param contributor true when one series of a multi-series alarm speaks, not the whole alarm
  /// @param channel how it came
  /// @param cause AWS's words; may be empty
  record AlarmChange(
      String eventId,
      Instant at,
      String alarmArn,
      AlarmState state,
      Instant since,
      @Nullable AlarmState previous,
      @Nullable Silence silence,
      boolean contributor,
      Channel channel,
      String cause)
      implements Signal {

    public String alarmName() {
      return nameOf(alarmArn);
    }

    /// The alarm's name in its ARN.
    public static String nameOf(String alarmArn) {
      int at = alarmArn.indexOf(":alarm:");
      return at < 0 ? alarmArn : alarmArn.substring(at + ":alarm:".length());
    }

    @Override
    public boolean isComplaint() {
      return state == AlarmState.ALARM;
    }
  }

  /// Why an alarm's actions are kept quiet. EventBridge sends its events all the same.
  sealed interface Silence {
    /// By a mute rule.
    ///
    /// @param by the rule's ARN
    /// @param until when its window ends; null when the event does not say
    record Muted(String by, @Nullable Instant until) implements Silence {}

    /// By a composite alarm's suppressor.
    ///
    /// @param by AWS's word for it: `Alarm`, `WaitPeriod` or `ExtensionPeriod`
    record Suppressed(String by) implements Silence {}
  }

  /// How an alarm's change came to Lastgood.
  enum Channel {
    EVENTBRIDGE,
    LAMBDA_ACTION,
    SNS,
    WATCH
  }

  /// A deployment of the target moved on.
  ///
  /// @param resourceId the id of the resource it belongs to, such as the ARN of the service
  /// @param deploymentId AWS's id of it
  /// @param phase how far it is
  /// @param cause AWS's words; may be empty
  record DeploymentChange(
      String eventId, Instant at, String resourceId, String deploymentId, Phase phase, String cause)
      implements Signal {
    @Override
    public boolean isComplaint() {
      return switch (phase) {
        case IN_PROGRESS, COMPLETED, STOPPED -> false;
        case FAILED, STALLED, QUARANTINED -> true;
      };
    }
  }

  /// How far a deployment is, and one word of our own.
  enum Phase {
    IN_PROGRESS,
    COMPLETED,
    /// AWS gave it up.
    FAILED,
    /// Ended before its time; the event does not say whether by a person, an alarm or a rollback.
    STOPPED,
    /// Nothing comes of it: the watch found it, AWS has no event for it.
    STALLED,
    /// It brings a revision that is quarantined, and the policy is not to let it.
    QUARANTINED
  }

  /// A person orders a rollback.
  ///
  /// @param by who
  /// @param reason why; may be empty
  /// @param to the revision to go to; null for the last known good
  /// @param force lifts rows 3 and 7 to 10 of the decision
  record Order(
      String eventId, Instant at, String by, String reason, @Nullable String to, boolean force)
      implements Signal {
    @Override
    public boolean isComplaint() {
      return true;
    }
  }
}
