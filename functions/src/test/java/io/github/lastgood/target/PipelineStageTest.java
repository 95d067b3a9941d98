package io.github.lastgood.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.target.PipelineStage.OnRollback;
import org.junit.jupiter.api.Test;

class PipelineStageTest {
  private static final PipelineStage PROD =
      new PipelineStage("shop-pipeline", "Prod", OnRollback.STOP_TRANSITION);

  @Test
  void itIsCalledByBothNames() {
    assertThat(PROD.label()).isEqualTo("stage Prod of pipeline shop-pipeline");
  }

  @Test
  void theCommandThatOpensItAgainCanBeCopied() {
    assertThat(PROD.openAgain())
        .isEqualTo(
            "aws codepipeline enable-stage-transition --pipeline-name shop-pipeline --stage-name"
                + " Prod --transition-type Inbound");
  }

  @Test
  void whatItDoesIsWrittenAsInTheTargetsFile() {
    assertThat(OnRollback.values())
        .extracting(OnRollback::written)
        .containsExactly("stopTransition", "rollbackStage");
  }
}
