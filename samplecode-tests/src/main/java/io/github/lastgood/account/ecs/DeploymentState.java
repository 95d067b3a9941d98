package io.github.lastgood.account.ecs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;

/// One entry of a service's `deployments`: the tasks of one service revision.
final class DeploymentState {
  final ServiceRevisionState revision;
  final Instant createdAt;
  Instant updatedAt;
  DeploymentRolloutState rolloutState = DeploymentRolloutState.IN_PROGRESS;
  String reason = "";
  int running;
  int pending;
  int failed;

  /// Its part of the production traffic, in percent. A rolling update shares it by tasks.
  double production = 100;

  @Nullable Instant firstRunningAt;

  DeploymentState(ServiceRevisionState revision, Instant now) {
    this.revision = revision;
    this.createdAt = now;
    this.updatedAt = now;
  }

  void turn(DeploymentRolloutState state, String why, Instant now) {
    rolloutState = state;
    reason = why;
    updatedAt = now;
  }

  /// All `count` tasks run from `now` on; a fresh start when none ran before.
  void run(int count, Instant now) {
    if (running == 0) {
      firstRunningAt = now;
    }
    running = count;
    pending = 0;
    updatedAt = now;
  }

  void stopTasks(Instant now) {
    running = 0;
    pending = 0;
    firstRunningAt = null;
    updatedAt = now;
  }
}
