package io.github.lastgood.account.codepipeline;

import java.time.Instant;
import java.util.function.Supplier;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;

/// One run of a pipeline.
final class Execution {
  final String id;
  final ExecutionType type;
  final int pipelineVersion;
  final Instant startedAt;
  final Supplier<String> deploy;

  /// Of the stage that deploys; not started while it waits in front of it.
  StageExecutionStatus status = StageExecutionStatus.UNKNOWN_TO_SDK_VERSION;

  /// What the deploy action calls what it made; empty before.
  String externalId = "";

  Execution(
      String id,
      ExecutionType type,
      int pipelineVersion,
      Instant startedAt,
      Supplier<String> deploy) {
    this.id = id;
    this.type = type;
    this.pipelineVersion = pipelineVersion;
    this.startedAt = startedAt;
    this.deploy = deploy;
  }

  boolean succeeded() {
    return status == StageExecutionStatus.SUCCEEDED;
  }

  boolean isWaiting() {
    return status == StageExecutionStatus.UNKNOWN_TO_SDK_VERSION;
  }
}
