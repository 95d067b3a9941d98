package io.github.lastgood.story.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import io.github.lastgood.account.call.AwsErrors;
import io.github.lastgood.account.call.Call;
import io.github.lastgood.account.call.CallHook;
import io.github.lastgood.account.call.Fault;
import io.github.lastgood.account.call.ProcessCrash;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `onRollback: stopTransition`: after the move nothing new comes into the stage that deploys.
class TransitionStoppedTest {
  private static final String STARTED = "Rolling back orders-api to orders-api:41";
  private static final String RECOVERED = "orders-api recovered on orders-api:41";
  private static final String FAILED = "Could NOT stop stage Prod of pipeline shop-pipeline";
  private static final String OPEN_AGAIN =
      "  aws codepipeline enable-stage-transition --pipeline-name shop-pipeline --stage-name Prod"
          + " --transition-type Inbound\n";

  private final PipelineStory story = PipelineStory.open("register-pipeline.json");

  @AfterEach
  void nothingIsLeftUndone() {
    assertThat(story.stage.ledger().followUps()).isEmpty();
    assertThat(story.rollbacks()).containsExactly("UPDATE_SERVICE RECOVERED");
    story.close();
  }

  @Test
  void theTransitionIsStoppedOnceAndRightAfterTheMove() {
    story.release(Release.BAD);
    story.until("10:16");

    assertThat(story.changes()).containsExactly("UpdateService", "DisableStageTransition");
    assertThat(story.stopped())
        .startsWith("Lastgood rolled orders-api back from orders-api 42 in rollback orders-api.");
    story.until("10:40");
    assertThat(story.changes()).containsExactly("UpdateService", "DisableStageTransition");
    assertThat(story.pipelineEvents()).containsExactly("Pipeline Transition Stopped");
  }

  @Test
  void peopleReadWhichTransitionItIsAndHowToOpenItAgain() {
    story.release(Release.BAD);
    story.until("10:40");

    assertThat(story.subjects()).containsExactly(STARTED, RECOVERED);
    assertThat(story.notice(STARTED))
        .contains("Pipeline  the inbound transition of stage Prod of pipeline shop-pipeline is")
        .contains(OPEN_AGAIN);
    assertThat(story.notice(RECOVERED)).contains(OPEN_AGAIN);
  }

  @Test
  void theNextReleaseWaitsUntilAPersonOpensIt() {
    story.release(Release.BAD);
    story.until("10:30");
    story.release(Release.FIXED);
    story.until("10:40");
    assertThat(story.running()).isEqualTo("orders-api:41");

    story.pipeline.open();
    story.until("11:10");
    assertThat(story.running()).isEqualTo("orders-api:44");
    assertThat(story.stopped()).isNull();
  }

  @Test
  void statusSaysHowToOpenItAgain() {
    story.release(Release.BAD);
    story.until("10:40");
    var status = story.operate("status.json").path("pipeline");

    assertThat(status.path("name").asText()).isEqualTo("shop-pipeline");
    assertThat(status.path("stage").asText()).isEqualTo("Prod");
    assertThat(status.path("onRollback").asText()).isEqualTo("stopTransition");
    assertThat(OPEN_AGAIN).contains(status.path("toOpenAgain").asText());
  }

  @Test
  void aTransitionThatSomebodyStoppedBeforeKeepsItsReason() {
    story.release(Release.BAD);
    story.pipeline.stop("release week");
    story.until("10:40");

    assertThat(story.stopped()).isEqualTo("release week");
    assertThat(story.changes()).containsExactly("UpdateService");
    assertThat(story.pipelineEvents()).containsExactly("Pipeline Transition Stopped");
  }

  @Test
  void aThrottledCallIsMadeByTheWatchAndDoesNotHoldTheRollbackUp() {
    story.trouble(Fault.before("codepipeline:DisableStageTransition", 2, AwsErrors::throttled));
    story.release(Release.BAD);
    story.until("10:40");

    assertThat(story.stage.failures()).isEmpty();
    assertThat(story.pipelineCalls())
        .filteredOn(call -> call.startsWith("DisableStageTransition"))
        .containsExactly(
            "DisableStageTransition ThrottlingException",
            "DisableStageTransition ThrottlingException",
            "DisableStageTransition");
    assertThat(story.subjects()).containsExactly(STARTED, RECOVERED);
  }

  @Test
  void codePipelineThatCannotBeReachedForAnHourIsTold() {
    story.trouble(Fault.before("codepipeline:GetPipelineState", 1000, AwsErrors::serverError));
    story.release(Release.BAD);
    story.until("11:30");

    assertThat(story.subjects()).containsExactly(STARTED, RECOVERED, FAILED);
    assertThat(story.notice(FAILED)).contains("CodePipeline did not answer for an hour.");
    assertThat(story.pipelineEvents()).containsExactly("Pipeline Not Stopped");
  }

  @ParameterizedTest
  @ValueSource(strings = {"codepipeline:GetPipelineState", "codepipeline:DisableStageTransition"})
  void aCrashOnTheWayIsFinishedByTheWatch(String call) {
    story.trouble(Fault.crashAfter(call));
    story.release(Release.BAD);
    story.until("10:40");

    assertThat(story.pipelineCalls())
        .filteredOn(made -> made.startsWith("DisableStageTransition"))
        .hasSize(1);
    assertThat(story.stopped()).isNotNull();
    assertThat(story.pipelineEvents()).containsExactly("Pipeline Transition Stopped");
    assertThat(story.subjects()).contains(STARTED, RECOVERED);
  }

  /// The handler dies after the ledger holds the move, before it comes to the pipeline.
  @Test
  void aCrashAfterTheMoveWasRecordedIsFinishedByTheWatch() {
    story.trouble(
        new CallHook() {
          private boolean moved;
          private boolean dead;

          @Override
          public void after(Call call) {
            moved |= call.name().equals("ecs:UpdateService");
            if (moved && !dead && call.name().equals("dynamodb:TransactWriteItems")) {
              dead = true;
              throw new ProcessCrash(call);
            }
          }
        });
    story.release(Release.BAD);
    story.until("10:40");

    assertThat(story.changes()).containsExactly("UpdateService", "DisableStageTransition");
  }

  @Test
  void aStageThatIsGoneIsToldAndTheRollbackGoesOn() {
    story.release(Release.BAD);
    story.pipeline.renameLastStage("Production");
    story.until("10:40");

    assertThat(story.subjects()).containsExactlyInAnyOrder(STARTED, FAILED, RECOVERED);
    assertThat(story.notice(FAILED))
        .contains("There is no stage Prod of pipeline shop-pipeline any more.")
        .contains("The rollback of orders-api itself goes on.");
  }

  @Test
  void aMissingPermissionIsTold() {
    story.trouble(
        Fault.before("codepipeline:DisableStageTransition", 1000, AwsErrors::accessDenied));
    story.release(Release.BAD);
    story.until("10:40");

    assertThat(story.notice(FAILED)).contains("CodePipeline refused: AccessDeniedException");
    assertThat(story.stopped()).isNull();
  }

  @Test
  void anOrderedRollbackStopsItAsWell() {
    story.release(Release.FIXED);
    story.until("10:06");
    story.operate("rollback.json");

    assertThat(story.changes()).containsExactly("UpdateService", "DisableStageTransition");
    story.until("10:40");
  }

  @Test
  void aTargetThatNamesNoPipelineAnyMoreLeavesItAlone() {
    story.trouble(Fault.before("codepipeline:GetPipelineState", 1, AwsErrors::throttled));
    story.release(Release.BAD);
    story.until("10:15:40");
    story.operate("register.json");
    story.until("10:40");

    assertThat(story.stage.state(World.SERVICE).target().pipeline()).isNull();
    assertThat(story.changes()).containsExactly("UpdateService");
  }
}
