package io.github.lastgood.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lastgood.Refusal;
import io.github.lastgood.target.PipelineStage;
import io.github.lastgood.target.PipelineStage.OnRollback;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineFormTest {

  private static @Nullable PipelineStage read(String file) {
    return read((ObjectNode) Events.json(file).path("target"));
  }

  private static @Nullable PipelineStage read(ObjectNode target) {
    return TargetForm.read(Fields.of(target, "target")).pipeline();
  }

  @Test
  void aTargetNeedNotNameOne() {
    assertThat(read("operator/register.json")).isNull();
  }

  @Test
  void theTransitionIsStoppedUnlessItSaysOtherwise() {
    assertThat(read("operator/register-pipeline.json"))
        .isEqualTo(new PipelineStage("shop-pipeline", "Prod", OnRollback.STOP_TRANSITION));
    assertThat(read("operator/register-pipeline-rollback-stage.json"))
        .isEqualTo(new PipelineStage("shop-pipeline", "Prod", OnRollback.ROLLBACK_STAGE));
  }

  @Test
  void aCodeDeployGroupMayHaveItsStageRolledBack() {
    var target = (ObjectNode) Events.json("operator/register-code-deploy.json").path("target");
    target
        .putObject("pipeline")
        .put("name", "billing")
        .put("stage", "Live")
        .put("onRollback", "rollbackStage");

    assertThat(read(target))
        .isEqualTo(new PipelineStage("billing", "Live", OnRollback.ROLLBACK_STAGE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stage  | ''      | The target.pipeline lacks stage; see events/ for one that works.",
        "name   | shop:1  | The target.pipeline's name must be 1 to 100 letters, digits and . @ _"
            + " -, as CodePipeline shows it.",
        "stage  | 'a;b'   | The target.pipeline's stage must be 1 to 100 letters, digits and . @ _"
            + " -, as CodePipeline shows it.",
        "onRollback | stop | The target.pipeline's onRollback must be stopTransition or"
            + " rollbackStage.",
        "action | Deploy  | The target.pipeline has an unknown field action; it may have name,"
            + " onRollback, stage."
      })
  void whatIsWrongIsSaidInOneSentence(String field, String value, String sentence) {
    var target = (ObjectNode) Events.json("operator/register-pipeline.json").path("target");
    ((ObjectNode) target.path("pipeline")).put(field, value);

    assertThatThrownBy(() -> read(target)).isInstanceOf(Refusal.class).hasMessage(sentence);
  }

  @ParameterizedTest
  @CsvSource({
    "operator/register-auto-scaling-group.json",
    "operator/register-alb-split.json",
    "operator/register-route53-split.json"
  })
  void whatNoExecutionIsProvenToHaveDeployedCannotHaveItsStageRolledBack(String file) {
    var target = (ObjectNode) Events.json(file).path("target");
    var pipeline = target.putObject("pipeline").put("name", "shop").put("stage", "Prod");
    assertThat(read(target)).isNotNull();
    pipeline.put("onRollback", "rollbackStage");

    assertThatThrownBy(() -> read(target))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("can be rollbackStage beside ecs and codeDeploy only");
  }
}
