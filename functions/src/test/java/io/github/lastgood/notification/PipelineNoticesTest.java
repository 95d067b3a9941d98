package io.github.lastgood.notification;

import static io.github.lastgood.target.Orders.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.decision.Happening;
import io.github.lastgood.target.Method;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.PipelineStage;
import io.github.lastgood.target.PipelineStage.OnRollback;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.Rollback.Status;
import io.github.lastgood.target.Target;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PipelineNoticesTest {
  private static final Rollback MOVED = Orders.rollback().moved(NOW, Orders.ROLLBACK_DEPLOYMENT_ID);

  private static PipelineStage stage(OnRollback onRollback) {
    return new PipelineStage("shop-pipeline", "Prod", onRollback);
  }

  private static TargetState state(OnRollback onRollback) {
    var target = Orders.state().target();
    return Orders.state()
        .withTarget(
            new Target(
                target.name(),
                target.resource(),
                target.alarms(),
                target.policy(),
                stage(onRollback),
                null));
  }

  private static String started(OnRollback onRollback, Rollback rollback) {
    return Notices.started(state(onRollback), rollback, NOW, Duration.ZERO).text();
  }

  private static String ended(OnRollback onRollback, Rollback rollback) {
    return Notices.of(state(onRollback), new Happening.RollbackEnded(rollback, "So it ended."), NOW)
        .orElseThrow()
        .text();
  }

  @Test
  void theNoticeOfAMoveNamesTheTransitionAndTheCommandThatOpensIt() {
    assertThat(started(OnRollback.STOP_TRANSITION, MOVED))
        .contains(
            "\nPipeline  the inbound transition of stage Prod of pipeline shop-pipeline is being"
                + " stopped\n")
        .contains("\n  " + stage(OnRollback.STOP_TRANSITION).openAgain() + "\n");
  }

  @Test
  void theNoticeOfAMoveSaysThatTheStageIsRolledBackLater() {
    assertThat(started(OnRollback.ROLLBACK_STAGE, MOVED))
        .contains("stage Prod of pipeline shop-pipeline is rolled back when orders-api has")
        .doesNotContain("enable-stage-transition");
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.class,
      names = {"RECOVERED", "NOT_RECOVERED", "FAILED"})
  void theNoticeOfTheEndSaysHowToOpenIt(Status status) {
    assertThat(ended(OnRollback.STOP_TRANSITION, MOVED.ended(status, NOW)))
        .contains("enable-stage-transition");
    assertThat(ended(OnRollback.ROLLBACK_STAGE, MOVED.ended(status, NOW)))
        .doesNotContain("enable-stage-transition");
  }

  @Test
  void whatWasNeverMovedStoppedNothing() {
    assertThat(ended(OnRollback.STOP_TRANSITION, Orders.rollback().ended(Status.FAILED, NOW)))
        .doesNotContain("enable-stage-transition");
  }

  @Test
  void aRollbackOfAwsStopsNothing() {
    var byAws =
        new Rollback(
            MOVED.id(),
            MOVED.deploymentId(),
            MOVED.from(),
            MOVED.to(),
            Method.BY_AWS,
            Status.SETTLING,
            MOVED.why(),
            "ECS",
            MOVED.alarms(),
            NOW,
            NOW,
            NOW,
            null,
            null,
            null,
            null,
            null);

    assertThat(started(OnRollback.STOP_TRANSITION, byAws)).doesNotContain("Prod");
  }

  @Test
  void theBusAloneHearsThatItIsStopped() {
    var told =
        PipelineNotices.stopped(
            state(OnRollback.STOP_TRANSITION),
            stage(OnRollback.STOP_TRANSITION),
            MOVED,
            "It was stopped by Lastgood.",
            null,
            NOW);

    assertThat(told.subject()).isNull();
    assertThat(told.detailType()).isEqualTo("Pipeline Transition Stopped");
    assertThat(told.detail())
        .containsEntry("pipeline", "shop-pipeline")
        .containsEntry("stage", "Prod")
        .containsEntry("rollbackId", MOVED.id())
        .containsEntry("message", "It was stopped by Lastgood.");
  }

  @Test
  void aFailureSaysThatTheRollbackItselfGoesOn() {
    var told =
        PipelineNotices.failed(
            state(OnRollback.ROLLBACK_STAGE),
            stage(OnRollback.ROLLBACK_STAGE),
            MOVED,
            "There is no such stage.",
            "No execution is proven.",
            NOW);

    assertThat(told.subject()).isEqualTo("Could NOT stop stage Prod of pipeline shop-pipeline");
    assertThat(told.text())
        .contains(
            "Why       the stage was not rolled back: No execution is proven. There is no such"
                + " stage.\n")
        .contains("may deploy orders-api:42 again.");
  }
}
