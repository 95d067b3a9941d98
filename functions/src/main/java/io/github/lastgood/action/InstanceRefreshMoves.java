package io.github.lastgood.action;

import io.github.lastgood.target.Method;
import io.github.lastgood.target.Revision;
import io.github.lastgood.target.Rollback;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.CancelInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.DesiredConfiguration;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;
import software.amazon.awssdk.services.autoscaling.model.RefreshPreferences;
import software.amazon.awssdk.services.autoscaling.model.RollbackInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshRequest;

/// The next step of a rollback, told from what AWS shows; so doing it twice equals doing it once.
///
/// | newest refresh | step |
/// |---|---|
/// | brings the good version | done |
/// | rolling back, the good version is saved on the group | done |
/// | being cancelled | wait |
/// | the bad one in flight, the good version is saved | `RollbackInstanceRefresh`; refused: cancel |
/// | the bad one in flight, or rolling back to something else | `CancelInstanceRefresh`, wait |
/// | another one, in flight or since | refuse: something was deployed meanwhile |
/// | none in flight | `StartInstanceRefresh` to the good version |
///
/// `RollbackInstanceRefresh` goes to what is *saved on the group*. A tool that updates the group
/// first and refreshes it then (Terraform does) has saved the bad version there.
final class InstanceRefreshMoves {
  /// Refusals that are over in a minute. `ResourceContention` comes with HTTP status 500.
  private static final Set<String> LATER =
      Set.of("InstanceRefreshInProgress", "ResourceContention", "LimitExceeded");

  private static final int ALL_HEALTHY = 100;
  private static final int ONE_TENTH_MORE = 110;

  private final AutoScalingClient autoScaling;
  private final FleetView fleet;
  private final Rollback rollback;

  InstanceRefreshMoves(AutoScalingClient autoScaling, FleetView fleet, Rollback rollback) {
    this.autoScaling = autoScaling;
    this.fleet = fleet;
    this.rollback = rollback;
  }

  Moved next() {
    try {
      return fleet.isActive() ? duringRefresh() : afterRefresh();
    } catch (AutoScalingException e) {
      if (LATER.contains(AwsErrors.code(e))) {
        return new Moved.NotYet("EC2 Auto Scaling asks to wait: " + AwsErrors.words(e));
      }
      if (AwsErrors.isFinal(e)) {
        return new Moved.Refused("EC2 Auto Scaling refused to roll back: " + AwsErrors.words(e));
      }
      throw e;
    }
  }

  private Moved duringRefresh() {
    if (fleet.isForward() && brings()) {
      return new Moved.Accepted(refreshId());
    }
    if (!isBad()) {
      return deployedMeanwhile();
    }
    return switch (fleet.status()) {
      case "Cancelling" ->
          new Moved.NotYet("Instance refresh " + refreshId() + " is being cancelled.");
      case "RollbackInProgress" -> savedIsGood() ? ownRollback() : cancel();
      default -> goesBackNatively() ? rollBackRefresh() : cancel();
    };
  }

  private Moved afterRefresh() {
    if (isBad()) {
      return "RollbackSuccessful".equals(fleet.status()) && savedIsGood() ? ownRollback() : start();
    }
    if (isEarlier()) {
      return start();
    }
    return "Successful".equals(fleet.status()) && brings()
        ? new Moved.Accepted(refreshId())
        : deployedMeanwhile();
  }

  private boolean isBad() {
    return refreshId().equals(rollback.deploymentId());
  }

  /// What is taken back came without a refresh; the newest one was over before.
  private boolean isEarlier() {
    var newest = fleet.newest();
    return newest == null
        || (newest.endTime() != null && newest.endTime().isBefore(rollback.claimedAt()));
  }

  private boolean brings() {
    return fleet.wanted().flatMap(FleetView::numbered).filter(this::isGood).isPresent();
  }

  private boolean savedIsGood() {
    return fleet.savedNumber().filter(this::isGood).isPresent();
  }

  private boolean isGood(TemplateVersion version) {
    return rollback.brings(Revision.of(version.revisionId()));
  }

  private boolean goesBackNatively() {
    return rollback.method() == Method.ROLLBACK_INSTANCE_REFRESH
        && savedIsGood()
        && fleet.source().isPresent();
  }

  private Moved ownRollback() {
    return new Moved.Accepted(InstanceRefreshes.rollbackOf(refreshId()));
  }

  private Moved deployedMeanwhile() {
    var what = fleet.wanted().flatMap(FleetView::numbered).map(TemplateVersion::revisionId);
    return new Moved.Refused(
        what.orElse("Something else") + " was deployed meanwhile (" + refreshId() + ").");
  }

  /// `IrreversibleInstanceRefresh` and `ActiveInstanceRefreshNotFound` mean: not this way.
  private Moved rollBackRefresh() {
    try {
      autoScaling.rollbackInstanceRefresh(
          RollbackInstanceRefreshRequest.builder()
              .autoScalingGroupName(fleet.group().autoScalingGroupName())
              .build());
      return ownRollback();
    } catch (AutoScalingException e) {
      if (AwsErrors.isFinal(e) && !LATER.contains(AwsErrors.code(e))) {
        return cancel();
      }
      throw e;
    }
  }

  private Moved cancel() {
    try {
      autoScaling.cancelInstanceRefresh(
          CancelInstanceRefreshRequest.builder()
              .autoScalingGroupName(fleet.group().autoScalingGroupName())
              .build());
    } catch (AutoScalingException e) {
      if (!AwsErrors.code(e).equals("ActiveInstanceRefreshNotFound")) {
        throw e;
      }
    }
    return new Moved.NotYet(
        "Instance refresh " + refreshId() + " is being cancelled; then the good version is next.");
  }

  private Moved start() {
    var desired = desired();
    if (desired.isEmpty()) {
      return new Moved.Refused(rollback.deploys() + " is no launch template version.");
    }
    var reply =
        autoScaling.startInstanceRefresh(
            StartInstanceRefreshRequest.builder()
                .autoScalingGroupName(fleet.group().autoScalingGroupName())
                .desiredConfiguration(desired.get())
                .preferences(preferences())
                .build());
    return new Moved.Accepted(reply.instanceRefreshId());
  }

  /// The numbered good version; of a mixed instances policy everything else stays as it is.
  private Optional<DesiredConfiguration> desired() {
    var mixed = fleet.group().mixedInstancesPolicy();
    return TemplateVersion.parse(rollback.deploys())
        .map(InstanceRefreshMoves::specification)
        .map(template ->
            mixed == null
                ? DesiredConfiguration.builder().launchTemplate(template).build()
                : DesiredConfiguration.builder()
                    .mixedInstancesPolicy(with(mixed, template))
                    .build());
  }

  private static LaunchTemplateSpecification specification(TemplateVersion good) {
    return LaunchTemplateSpecification.builder()
        .launchTemplateId(good.templateId())
        .version(good.version())
        .build();
  }

  private static MixedInstancesPolicy with(
      MixedInstancesPolicy mixed, LaunchTemplateSpecification template) {
    return mixed.toBuilder()
        .launchTemplate(
            mixed.launchTemplate().toBuilder().launchTemplateSpecification(template).build())
        .build();
  }

  /// Instances that are good already stay. The alarm that is red would fail the refresh, and going
  /// back from going back helps nobody: neither is asked for. New instances come before old ones
  /// go, so that healthy capacity never sinks. What the team chose for its own refresh about
  /// warm-up, protected and standby instances holds here too.
  private RefreshPreferences preferences() {
    var newest = fleet.newest();
    var teams = newest == null ? null : newest.preferences();
    var preferences =
        RefreshPreferences.builder()
            .skipMatching(true)
            .minHealthyPercentage(ALL_HEALTHY)
            .maxHealthyPercentage(ONE_TENTH_MORE);
    if (teams != null) {
      preferences
          .instanceWarmup(teams.instanceWarmup())
          .scaleInProtectedInstances(teams.scaleInProtectedInstancesAsString())
          .standbyInstances(teams.standbyInstancesAsString());
      if (teams.maxHealthyPercentage() != null && teams.maxHealthyPercentage() > ONE_TENTH_MORE) {
        preferences.maxHealthyPercentage(teams.maxHealthyPercentage());
      }
    }
    return preferences.build();
  }

  private String refreshId() {
    var newest = fleet.newest();
    return newest == null ? "" : newest.instanceRefreshId();
  }
}
