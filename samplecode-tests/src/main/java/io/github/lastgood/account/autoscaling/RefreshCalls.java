package io.github.lastgood.account.autoscaling;

import io.github.lastgood.account.setting.Ids;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.DesiredConfiguration;
import software.amazon.awssdk.services.autoscaling.model.RefreshPreferences;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;

/// Starts, cancels and rolls back refreshes, and refuses what Auto Scaling refuses.
///
/// Not documented and chosen here: a refresh that is baking can be rolled back and cancelled; one
/// that is being cancelled or rolled back counts as none for RollbackInstanceRefresh, and one that
/// is being cancelled as none for CancelInstanceRefresh.
final class RefreshCalls {
  private final Instances instances;
  private final RefreshSteps steps;
  private final Ids ids;
  private final InstantSource clock;

  RefreshCalls(Instances instances, RefreshSteps steps, Ids ids, InstantSource clock) {
    this.instances = instances;
    this.steps = steps;
    this.ids = ids;
    this.clock = clock;
  }

  RefreshState start(GroupState group, StartInstanceRefreshRequest request) {
    if (group.active().isPresent()) {
      throw AutoScalingRefusals.refreshInProgress();
    }
    check(request.preferences(), request.desiredConfiguration());
    check(Configuration.of(request.desiredConfiguration()).orElse(group.saved));
    RefreshState refresh =
        new RefreshState(
            ids.refreshId(),
            clock.instant(),
            request.desiredConfiguration(),
            request.preferences());
    group.refreshes.addFirst(refresh);
    steps.start(group, refresh);
    return refresh;
  }

  private static void check(RefreshPreferences preferences, DesiredConfiguration desired) {
    if (preferences == null) {
      return;
    }
    if (preferences.autoRollback() != null && preferences.autoRollback() && desired == null) {
      throw AutoScalingRefusals.autoRollbackNeedsConfiguration();
    }
    Integer min = preferences.minHealthyPercentage();
    Integer max = preferences.maxHealthyPercentage();
    if (max != null && (min == null || max < 100 || max > 200 || max - min > 100)) {
      throw AutoScalingRefusals.validation(
          "MaxHealthyPercentage must be between 100 and 200, set together with"
              + " MinHealthyPercentage and at most 100 above it.");
    }
  }

  private void check(Configuration wanted) {
    LaunchTemplateVersion version =
        instances.version(wanted).orElseThrow(AutoScalingRefusals::templateNotFound);
    if (!instances.canLaunch(version)) {
      throw AutoScalingRefusals.imageNotFound(version.launchTemplateData().imageId());
    }
  }

  RefreshState cancel(GroupState group) {
    RefreshState active =
        group
            .active()
            .filter(refresh -> refresh.isForward() || refresh.rollbackStartedAt != null)
            .orElseThrow(AutoScalingRefusals::noActiveRefresh);
    steps.cancel(group, active);
    return active;
  }

  RefreshState rollBack(GroupState group) {
    RefreshState active =
        group
            .active()
            .filter(RefreshState::isForward)
            .orElseThrow(AutoScalingRefusals::noActiveRefresh);
    irreversible(group, active)
        .ifPresent(why -> {
          throw AutoScalingRefusals.irreversible(why);
        });
    steps.rollBack(group, active, "Rollback requested by the user.");
    return active;
  }

  private Optional<String> irreversible(GroupState group, RefreshState refresh) {
    if (refresh.desired.isEmpty()) {
      return Optional.of("The instance refresh has no desired configuration.");
    }
    if (group.saved.isAlias()) {
      return Optional.of("The group's launch template version is $Latest or $Default.");
    }
    return instances
        .version(group.saved)
        .map(version -> version.launchTemplateData().imageId())
        .filter(image -> image.startsWith("resolve:ssm:"))
        .map(_ -> "The group's launch template names its AMI by an SSM parameter.");
  }
}
