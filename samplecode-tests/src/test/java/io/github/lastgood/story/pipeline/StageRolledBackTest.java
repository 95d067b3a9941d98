package io.github.lastgood.story.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.call.AwsErrors;
import io.github.lastgood.account.call.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `onRollback: rollbackStage`: the target is moved directly; when it has recovered, the stage is
/// rolled back to the execution that is proven to have deployed the good revision.
class StageRolledBackTest {
  private static final String ROLLING_BACK = "Rolling back stage Prod of pipeline shop-pipeline";
  private static final String STOPPED_INSTEAD =
      "Stopped the inbound transition of stage Prod of pipeline shop-pipeline";

  private final PipelineStory story = PipelineStory.open("register-pipeline-rollback-stage.json");

  @AfterEach
  void nothingIsLeftUndone() {
    assertThat(story.stage.ledger().followUps()).isEmpty();
    story.close();
  }

  @Test
  void theStageIsRolledBackOnceWhenTheTargetHasRecovered() {
    story.release(Release.BAD);
    story.until("10:20");
    assertThat(story.changes()).containsExactly("UpdateService");
    assertThat(story.notice("Rolling back orders-api to orders-api:41"))
        .contains("stage Prod of pipeline shop-pipeline is rolled back when orders-api has");
    story.until("11:30");

    assertThat(story.rollbacks()).containsExactly("UPDATE_SERVICE RECOVERED");
    assertThat(story.changes()).containsExactly("UpdateService", "RollbackStage");
    assertThat(story.pipeline.runs())
        .containsExactly("STANDARD SUCCEEDED", "STANDARD SUCCEEDED", "ROLLBACK SUCCEEDED");
    assertThat(story.stopped()).isNull();
    assertThat(story.notice(ROLLING_BACK)).contains("deploys again what execution ");
    assertThat(story.pipelineEvents()).containsExactly("Pipeline Stage Rolled Back");
  }

  @Test
  void whatItDeploysBakesLikeAnyOtherDeployment() {
    story.release(Release.BAD);
    story.until("11:30");

    assertThat(story.running()).isNotEqualTo("orders-api:41");
    assertThat(story.operate("status.json").path("verdict").asText()).isEqualTo("known good");
  }

  @Test
  void anExecutionUnderAnOlderStructureIsRefusedAndTheTransitionStopped() {
    story.pipeline.edit();
    story.release(Release.BAD);
    story.until("10:40");

    assertThat(story.changes()).containsExactly("UpdateService", "DisableStageTransition");
    assertThat(story.notice(STOPPED_INSTEAD))
        .contains("the stage was not rolled back: CodePipeline refused: PipelineExecutionOutdated")
        .contains("aws codepipeline enable-stage-transition --pipeline-name shop-pipeline");
    assertThat(story.pipelineEvents()).containsExactly("Pipeline Transition Stopped");
  }

  @Test
  void aRevisionThatNoExecutionDeployedIsNeverGuessedAt() {
    story.world.deploy(Release.FIXED);
    story.until("10:25");
    story.release(Release.BAD);
    story.until("11:10");

    assertThat(story.running()).isEqualTo("orders-api:44");
    assertThat(story.changes()).containsExactly("UpdateService", "DisableStageTransition");
    assertThat(story.notice(STOPPED_INSTEAD)).contains("is proven to have deployed the good");
  }

  @Test
  void aTargetThatDoesNotRecoverHasItsTransitionStopped() {
    story.release(Release.BAD);
    story.until("10:16");
    story.world.beginOutage();
    story.until("11:20");

    assertThat(story.rollbacks()).containsExactly("UPDATE_SERVICE NOT_RECOVERED");
    assertThat(story.changes()).containsExactly("UpdateService", "DisableStageTransition");
    assertThat(story.notice(STOPPED_INSTEAD)).contains("orders-api did not recover.");
  }

  @Test
  void aStageThatIsAtWorkIsRolledBackLater() {
    story.release(Release.BAD);
    story.until("10:19");
    story.pipeline.release(() -> "a deployment of something else");
    story.until("10:23");
    assertThat(story.rollbacks()).containsExactly("UPDATE_SERVICE RECOVERED");
    assertThat(story.changes()).containsExactly("UpdateService");
    story.until("10:35");

    assertThat(story.changes()).containsExactly("UpdateService", "RollbackStage");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "codepipeline:GetPipelineState",
        "codepipeline:ListActionExecutions",
        "codepipeline:ListPipelineExecutions",
        "codepipeline:RollbackStage"
      })
  void aCrashAfterAnyCallRollsTheStageBackOnce(String call) {
    story.trouble(Fault.crashAfter(call));
    story.release(Release.BAD);
    story.until("11:10");

    assertThat(story.changes()).contains("UpdateService").doesNotContain("DisableStageTransition");
    assertThat(story.pipeline.runs())
        .containsExactly("STANDARD SUCCEEDED", "STANDARD SUCCEEDED", "ROLLBACK SUCCEEDED");
    assertThat(story.subjects()).contains(ROLLING_BACK);
  }

  @Test
  void aThrottledRollbackOfTheStageIsMadeByALaterTick() {
    story.trouble(Fault.before("codepipeline:RollbackStage", 2, AwsErrors::throttled));
    story.release(Release.BAD);
    story.until("11:10");

    assertThat(story.changes()).containsExactly("UpdateService", "RollbackStage");
    assertThat(story.stage.failures()).isEmpty();
  }
}
