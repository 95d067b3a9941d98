package io.github.lastgood.account.autoscaling;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;

/// An Auto Scaling group to create. Either a launch template or a mixed instances policy.
///
/// @param name the group's name
/// @param id the UUID in its ARN
/// @param launchTemplate with the version as the team wrote it: a number, `$Latest` or `$Default`
/// @param mixed null for a group with a launch template of its own
/// @param size desired and minimum number of instances; the maximum is twice that
/// @param since when it was created
public record GroupSpec(
    String name,
    String id,
    @Nullable LaunchTemplateSpecification launchTemplate,
    @Nullable MixedInstancesPolicy mixed,
    int size,
    Instant since) {}
