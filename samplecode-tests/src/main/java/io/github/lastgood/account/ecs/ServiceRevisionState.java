package io.github.lastgood.account.ecs;

import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.ContainerImage;

/// A service revision: what one deployment was told to run. It never changes.
///
/// @param number of the deployment `ecs-svc/<number>` and the last segment of `arn`
/// @param arn the service revision's ARN
/// @param taskDefinitionArn what runs
/// @param images resolved to digests when the revision was made; no digest when that failed
/// @param createdAt when the revision was made
record ServiceRevisionState(
    String number,
    String arn,
    String taskDefinitionArn,
    List<ContainerImage> images,
    Instant createdAt) {

  String deploymentId() {
    return "ecs-svc/" + number;
  }
}
