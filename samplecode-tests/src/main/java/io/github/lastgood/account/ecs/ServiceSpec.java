package io.github.lastgood.account.ecs;

import java.time.Instant;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;

/// A service that exists when a story begins: it has been running its task definition since
/// `since`.
///
/// @param cluster the cluster's name
/// @param name the service's name
/// @param taskDefinition ARN or `family:revision`
/// @param desiredCount tasks
/// @param controller who deploys it; `ECS` is the rolling update
/// @param configuration circuit breaker, deployment alarms, bake time
/// @param since when its deployment completed
public record ServiceSpec(
    String cluster,
    String name,
    String taskDefinition,
    int desiredCount,
    DeploymentControllerType controller,
    DeploymentConfiguration configuration,
    Instant since) {}
