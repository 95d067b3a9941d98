package io.github.lastgood.handler;

import io.github.lastgood.Measures;
import io.github.lastgood.decision.Decision;
import io.github.lastgood.target.Rollback;
import java.time.Duration;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsBuilder;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/// Metrics as log lines in CloudWatch's embedded metric format, namespace `Lastgood`.
final class PowertoolsMeasures implements Measures {
  private static final String NAMESPACE = "Lastgood";
  private static final Metrics METRICS =
      MetricsBuilder.builder().withNamespace(NAMESPACE).withService("lastgood").build();

  @Override
  public void decided(String target, Decision decision) {
    emit(
        "Decisions",
        1,
        MetricUnit.COUNT,
        DimensionSet.of("Decision", decision.verb(), "Reason", decision.reason().name()));
    if (decision instanceof Decision.Escalate) {
      emit("Escalations", 1, MetricUnit.COUNT, DimensionSet.of("Target", target));
    }
  }

  @Override
  public void moved(String target, Duration taken) {
    emit(
        "TimeToMove",
        (double) taken.toMillis(),
        MetricUnit.MILLISECONDS,
        DimensionSet.of("Target", target));
  }

  @Override
  public void ended(String target, Rollback rollback) {
    emit(
        "RollbacksEnded",
        1,
        MetricUnit.COUNT,
        DimensionSet.of("Target", target, "Status", rollback.status().name()));
    var end = rollback.endedAt();
    switch (rollback.status()) {
      case RECOVERED ->
          emit(
              "TimeToRecovery",
              end == null ? 0 : (double) Duration.between(rollback.claimedAt(), end).toSeconds(),
              MetricUnit.SECONDS,
              DimensionSet.of("Target", target));
      case NOT_RECOVERED, FAILED ->
          emit("Escalations", 1, MetricUnit.COUNT, DimensionSet.of("Target", target));
      case PENDING, SETTLING, RECOVERING -> {}
    }
  }

  @Override
  public void openRollbacks(int count) {
    emit("OpenRollbacks", count, MetricUnit.COUNT, DimensionSet.of("Service", "lastgood"));
  }

  @Override
  public void targetsUnseen(int count) {
    emit("TargetsUnseen", count, MetricUnit.COUNT, DimensionSet.of("Service", "lastgood"));
  }

  @Override
  public void ready(String target, boolean isReady) {
    emit("RollbackReady", isReady ? 1 : 0, MetricUnit.COUNT, DimensionSet.of("Target", target));
  }

  @Override
  public void drilled(String target, Duration taken) {
    emit(
        "DrillTime",
        (double) taken.toMillis(),
        MetricUnit.MILLISECONDS,
        DimensionSet.of("Target", target));
  }

  @Override
  public void drillMissed(boolean isMissed) {
    emit("DrillMissed", isMissed ? 1 : 0, MetricUnit.COUNT, DimensionSet.of("Service", "lastgood"));
  }

  @Override
  public void refused() {
    emit("Refused", 1, MetricUnit.COUNT, DimensionSet.of("Service", "lastgood"));
  }

  private static void emit(String name, double value, MetricUnit unit, DimensionSet dimensions) {
    METRICS.flushSingleMetric(name, value, unit, NAMESPACE, dimensions);
  }
}
