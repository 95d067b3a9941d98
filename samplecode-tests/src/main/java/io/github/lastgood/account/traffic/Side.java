package io.github.lastgood.account.traffic;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One side of a traffic split: what runs behind it, and what share of the traffic it gets.
public final class Side {
  private @Nullable Hurts behaviour;
  private double percent;
  private @Nullable Instant hurtsSince;

  /// A version that hurts its users.
  ///
  /// @param fromPercent from which share of the traffic on it shows in the metrics; at least 1
  /// @param delay how long after it gets that share
  public record Hurts(int fromPercent, Duration delay) {}

  /// What runs there hurts from now on; null lets it be healthy.
  public void behave(@Nullable Hurts version, Instant now) {
    behaviour = version;
    hurtsSince = null;
    share(percent, now);
  }

  /// It gets that share of the traffic from now on.
  public void share(double ofTraffic, Instant now) {
    percent = ofTraffic;
    var shows = behaviour != null && percent >= behaviour.fromPercent();
    if (!shows) {
      hurtsSince = null;
    } else if (hurtsSince == null) {
      hurtsSince = now;
    }
  }

  /// Its share of the traffic in percent.
  public double percent() {
    return percent;
  }

  /// Whether its users are hurt now.
  public boolean isRed(Instant now) {
    return behaviour != null
        && hurtsSince != null
        && !now.isBefore(hurtsSince.plus(behaviour.delay()));
  }
}
