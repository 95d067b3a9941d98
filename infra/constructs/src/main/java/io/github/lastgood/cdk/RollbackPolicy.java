package io.github.lastgood.cdk;

import io.github.lastgood.cdk.targets.BadConfiguration;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awscdk.Duration;

/// When a target is rolled back, and who decides. What is not said has the default that the
/// comments of the shipped `targets.yaml` name.
public final class RollbackPolicy {
  private final Map<String, String> written;

  private RollbackPolicy(Map<String, String> written) {
    this.written = new LinkedHashMap<>(written);
  }

  /// As `targets.yaml` writes it.
  Map<String, String> written() {
    return new LinkedHashMap<>(written);
  }

  /// What Lastgood does when an alarm blames a deployment.
  public enum Mode {
    /// Rolls back.
    AUTO("auto"),
    /// Asks a person.
    APPROVE("approve"),
    /// Says what it would have done.
    OBSERVE("observe"),
    /// Nothing.
    OFF("off");

    private final String text;

    Mode(String text) {
      this.text = text;
    }
  }

  /// What Lastgood does when a quarantined revision is deployed again.
  public enum OnQuarantined {
    /// Says so.
    TELL("tell"),
    /// Rolls back at once.
    ROLL_BACK("rollBack");

    private final String text;

    OnQuarantined(String text) {
      this.text = text;
    }
  }

  /// What an alarm gets whose metric does not say what caused it.
  public enum OnUnknown {
    /// A rollback.
    ACT("act"),
    /// A question to a person.
    ASK("ask");

    private final String text;

    OnUnknown(String text) {
      this.text = text;
    }
  }

  /// Writes a policy.
  public static final class Builder {
    private final Map<String, String> written = new LinkedHashMap<>();

    private Builder(Mode mode) {
      written.put("mode", mode.text);
    }

    /// Begins one. The mode has no default: nobody should be surprised by a rollback, nor by none.
    public static Builder create(Mode mode) {
      return new Builder(mode);
    }

    /// How long the alarms must stay quiet after a deployment until it is known good.
    public Builder bakeTime(Duration time) {
      return duration("bakeTime", time);
    }

    /// How long after a deployment an alarm may be blamed on it.
    public Builder suspectWindow(Duration time) {
      return duration("suspectWindow", time);
    }

    /// How long a rollback may take to run alone.
    public Builder settleTimeout(Duration time) {
      return duration("settleTimeout", time);
    }

    /// How long the alarms may then take to be OK.
    public Builder recoveryTimeout(Duration time) {
      return duration("recoveryTimeout", time);
    }

    /// How long a person may take to say yes.
    public Builder approvalTimeout(Duration time) {
      return duration("approvalTimeout", time);
    }

    /// More rollbacks than this are a person's business.
    public Builder maxRollbacksPerDay(int count) {
      written.put("maxRollbacksPerDay", count("maxRollbacksPerDay", count));
      return this;
    }

    /// What a quarantined revision gets that is deployed again.
    public Builder onQuarantined(OnQuarantined answer) {
      written.put("onQuarantined", answer.text);
      return this;
    }

    /// What an alarm gets whose metric does not say what caused it.
    public Builder onUnknown(OnUnknown answer) {
      written.put("onUnknown", answer.text);
      return this;
    }

    /// The policy.
    public RollbackPolicy build() {
      return new RollbackPolicy(written);
    }

    private Builder duration(String key, Duration time) {
      written.put(key, text(key, time));
      return this;
    }

    private static String text(String key, Duration time) {
      if (time.isUnresolved()) {
        throw new BadConfiguration(
            "policy: %s is not known before the deployment; write a duration.".formatted(key));
      }
      long seconds = time.toSeconds().longValue();
      if (seconds < 1) {
        throw new BadConfiguration(
            "policy: %s is not a duration; write one of at least a second.".formatted(key));
      }
      if (seconds % 3600 == 0) {
        return seconds / 3600 + "h";
      }
      return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    static String count(String key, int count) {
      if (count < 1) {
        throw new BadConfiguration(
            "policy: %s is %d; write a number from 1.".formatted(key, count));
      }
      return String.valueOf(count);
    }
  }
}
