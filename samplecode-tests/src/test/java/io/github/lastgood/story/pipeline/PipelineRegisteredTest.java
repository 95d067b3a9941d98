package io.github.lastgood.story.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.account.Release;
import io.github.lastgood.stage.Stage;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;

/// What a target may name as its pipeline is checked when it is registered.
class PipelineRegisteredTest {
  private static JsonNode registered(PipelineType type, String file, String from, String to) {
    try (var story = PipelineStory.unregistered(type)) {
      return story.stage.operate(Stage.event("operator/" + file).replace(from, to));
    }
  }

  private static void assertRefused(JsonNode answer, String code, String sentence) {
    assertThat(answer.path("error").asText()).isEqualTo(code);
    assertThat(answer.path("message").asText()).isEqualTo("Target orders-api: " + sentence);
  }

  @Test
  void anUnknownPipelineIsRefused() {
    assertRefused(
        registered(PipelineType.V2, "register-pipeline.json", "shop-pipeline", "shop"),
        "UNKNOWN_RESOURCE",
        "there is no pipeline shop in this account and region; write the name as CodePipeline"
            + " shows it.");
  }

  @Test
  void anUnknownStageIsRefusedAndTheKnownOnesAreNamed() {
    assertRefused(
        registered(PipelineType.V2, "register-pipeline.json", "Prod", "Production"),
        "UNKNOWN_RESOURCE",
        "pipeline shop-pipeline has no stage Production; it has Source, Build, Prod.");
  }

  @Test
  void theFirstStageIsRefused() {
    assertRefused(
        registered(PipelineType.V2, "register-pipeline.json", "Prod", "Source"),
        "NOT_SUPPORTED",
        "stage Source of pipeline shop-pipeline is the pipeline's first one, so nothing comes into"
            + " it that could be stopped; name the stage that deploys the target.");
  }

  @Test
  void aStageOfAV1PipelineCanBeStoppedButNotRolledBack() {
    assertThat(registered(PipelineType.V1, "register-pipeline.json", "", "").has("error"))
        .isFalse();
    assertRefused(
        registered(PipelineType.V1, "register-pipeline-rollback-stage.json", "", ""),
        "NOT_SUPPORTED",
        "CodePipeline rolls back the stages of V2 pipelines only, and shop-pipeline is none; change"
            + " its type, or write onRollback: stopTransition.");
  }

  @Test
  void aTargetWithoutAPipelineMakesNoCallToCodePipeline() {
    try (var story = PipelineStory.unregistered(PipelineType.V2)) {
      story.operate("register.json");
      story.stage.hear(UnaryOperator.identity());
      story.stage.tickEveryMinute();
      story.release(Release.BAD);
      story.until("10:40");

      assertThat(story.rollbacks()).containsExactly("UPDATE_SERVICE RECOVERED");
      assertThat(story.pipelineCalls()).isEmpty();
      assertThat(story.notice("Rolling back orders-api to orders-api:41"))
          .doesNotContain("Pipeline");
    }
  }
}
