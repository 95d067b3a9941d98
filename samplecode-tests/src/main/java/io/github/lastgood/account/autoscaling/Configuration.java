package io.github.lastgood.account.autoscaling;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.DesiredConfiguration;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;

/// What a group launches: one of the two is set.
///
/// @param launchTemplate of a group without a mixed instances policy
/// @param mixed the policy
record Configuration(
    @Nullable LaunchTemplateSpecification launchTemplate, @Nullable MixedInstancesPolicy mixed) {

  static Optional<Configuration> of(@Nullable DesiredConfiguration desired) {
    return Optional.ofNullable(desired)
        .map(given -> new Configuration(given.launchTemplate(), given.mixedInstancesPolicy()));
  }

  /// The launch template that counts, without the policy's overrides.
  LaunchTemplateSpecification template() {
    return launchTemplate != null
        ? launchTemplate
        : Objects.requireNonNull(mixed).launchTemplate().launchTemplateSpecification();
  }

  /// Whether the version is `$Latest` or `$Default`, which is also what leaving it out means.
  boolean isAlias() {
    String version = template().version();
    return version == null || version.startsWith("$");
  }
}
