package io.github.lastgood.account.autoscaling;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.DesiredConfiguration;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;
import software.amazon.awssdk.services.autoscaling.model.RefreshPreferences;

/// One instance refresh.
final class RefreshState {
  final String id;
  final Instant startedAt;
  final Optional<DesiredConfiguration> desired;
  final RefreshPreferences preferences;
  InstanceRefreshStatus status = InstanceRefreshStatus.PENDING;
  @Nullable String reason;
  @Nullable Instant endedAt;
  @Nullable Instant rollbackStartedAt;
  @Nullable String rollbackReason;
  int toReplace;
  int replaced;

  RefreshState(
      String id,
      Instant startedAt,
      @Nullable DesiredConfiguration desired,
      @Nullable RefreshPreferences preferences) {
    this.id = id;
    this.startedAt = startedAt;
    this.desired = Optional.ofNullable(desired);
    this.preferences =
        Optional.ofNullable(preferences).orElseGet(() -> RefreshPreferences.builder().build());
  }

  /// While it is active no other refresh can be started.
  boolean isActive() {
    return switch (status) {
      case PENDING, IN_PROGRESS, BAKING, CANCELLING, ROLLBACK_IN_PROGRESS -> true;
      case SUCCESSFUL, FAILED, CANCELLED, ROLLBACK_FAILED, ROLLBACK_SUCCESSFUL -> false;
      case UNKNOWN_TO_SDK_VERSION -> throw new IllegalStateException("never set");
    };
  }

  /// Whether it brings its configuration still: neither cancelled nor rolling back.
  boolean isForward() {
    return switch (status) {
      case PENDING, IN_PROGRESS, BAKING -> true;
      case CANCELLING,
          ROLLBACK_IN_PROGRESS,
          SUCCESSFUL,
          FAILED,
          CANCELLED,
          ROLLBACK_FAILED,
          ROLLBACK_SUCCESSFUL ->
          false;
      case UNKNOWN_TO_SDK_VERSION -> throw new IllegalStateException("never set");
    };
  }

  void end(InstanceRefreshStatus how, @Nullable String why, Instant at) {
    status = how;
    reason = why;
    endedAt = at;
  }

  boolean skipsMatching() {
    return isTrue(preferences.skipMatching());
  }

  boolean rollsBackItself() {
    return isTrue(preferences.autoRollback());
  }

  Duration bakeTime() {
    return preferences.bakeTime() == null
        ? Duration.ZERO
        : Duration.ofSeconds(preferences.bakeTime());
  }

  List<String> alarms() {
    return preferences.alarmSpecification() == null
        ? List.of()
        : preferences.alarmSpecification().alarms();
  }

  int percentage() {
    return toReplace == 0 ? 0 : replaced * 100 / toReplace;
  }

  private static boolean isTrue(@Nullable Boolean flag) {
    return flag != null && flag;
  }
}
