package io.github.lastgood.notification;

import io.github.lastgood.ledger.Announcement;
import io.github.lastgood.target.Method;
import io.github.lastgood.target.PipelineStage;
import io.github.lastgood.target.PipelineStage.OnRollback;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.TargetState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Words what people and the bus hear of the pipeline that deploys a target.
public final class PipelineNotices {
  private PipelineNotices() {}

  /// The stage's inbound transition is stopped. People heard so already when the move was made, so
  /// only the bus hears of it, unless it was done instead of something else.
  ///
  /// @param how one sentence
  /// @param instead why the stage was not rolled back; null when that was not asked for
  public static Announcement stopped(
      TargetState state,
      PipelineStage stage,
      Rollback rollback,
      String how,
      @Nullable String instead,
      Instant now) {
    var draft =
        draft(state, stage, rollback, ".transition", now)
            .event("Pipeline Transition Stopped")
            .detail("message", instead == null ? how : instead + " " + how);
    if (instead == null) {
      return draft.build();
    }
    var noticed =
        rows(
                draft.subject("Stopped the inbound transition of " + stage.label()),
                state,
                stage,
                rollback)
            .row("Why", "the stage was not rolled back: " + instead)
            .row("How", how)
            .line("");
    return openAgain(noticed, stage).build();
  }

  /// The stage is rolled back.
  ///
  /// @param how one sentence, naming the execution
  public static Announcement rolledBack(
      TargetState state, PipelineStage stage, Rollback rollback, String how, Instant now) {
    return rows(
            draft(state, stage, rollback, ".stage", now)
                .event("Pipeline Stage Rolled Back")
                .detail("message", how)
                .subject("Rolling back " + stage.label()),
            state,
            stage,
            rollback)
        .row("How", how)
        .line("")
        .line(
            "It brings the pipeline's own record in line. What it deploys is made anew of the old")
        .line("artifacts; it bakes and is watched like any other deployment.")
        .build();
  }

  /// Nothing could be done at the stage. The rollback itself is not touched by that.
  public static Announcement failed(
      TargetState state,
      PipelineStage stage,
      Rollback rollback,
      String why,
      @Nullable String instead,
      Instant now) {
    return rows(
            draft(state, stage, rollback, ".pipeline-failed", now)
                .event("Pipeline Not Stopped")
                .detail("message", instead == null ? why : instead + " " + why)
                .subject("Could NOT stop " + stage.label()),
            state,
            stage,
            rollback)
        .row("Why", instead == null ? why : "the stage was not rolled back: " + instead + " " + why)
        .line("")
        .line(
            "The rollback of " + state.name() + " itself goes on. Stop the pipeline by hand, or it")
        .line("may deploy " + rollback.from().label() + " again.")
        .build();
  }

  private static Draft draft(
      TargetState state, PipelineStage stage, Rollback rollback, String suffix, Instant now) {
    return Draft.of(state, rollback.id() + suffix, now)
        .detail("rollbackId", rollback.id())
        .detail("pipeline", stage.pipeline())
        .detail("stage", stage.stage());
  }

  private static Draft rows(
      Draft draft, TargetState state, PipelineStage stage, Rollback rollback) {
    return draft
        .line("")
        .row("Target", state.name() + " (" + state.target().resource().label() + ")")
        .row("Pipeline", stage.label())
        .row("Rollback", rollback.from().label() + " -> " + rollback.to().label());
  }

  /// What a rollback that was just moved does at the pipeline. It is done after this was written,
  /// so it is told as what is being done; when that fails, people hear of it.
  static Draft started(Draft draft, TargetState state, Rollback rollback) {
    var stage = state.target().pipeline();
    if (stage == null || rollback.method() == Method.BY_AWS) {
      return draft;
    }
    return draft.row(
        "Pipeline",
        switch (stage.onRollback()) {
          case STOP_TRANSITION ->
              "the inbound transition of " + stage.label() + " is being stopped";
          case ROLLBACK_STAGE ->
              stage.label() + " is rolled back when " + state.name() + " has recovered";
        });
  }

  /// How the pipeline deploys again, where a rollback stops its transition after the move.
  static Draft openAgain(Draft draft, TargetState state, Rollback rollback) {
    var stage = state.target().pipeline();
    return stage == null
            || stage.onRollback() != OnRollback.STOP_TRANSITION
            || rollback.method() == Method.BY_AWS
            || rollback.movedAt() == null
        ? draft
        : openAgain(draft, stage).line("");
  }

  private static Draft openAgain(Draft draft, PipelineStage stage) {
    return draft
        .line("Nothing new comes into " + stage.label() + " while its inbound transition is")
        .line("stopped. To let the pipeline deploy again, when what it brings is good:")
        .line("  " + stage.openAgain());
  }
}
