package io.github.lastgood;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

import io.github.lastgood.action.PipelineStages;
import io.github.lastgood.target.Mode;
import io.github.lastgood.target.PipelineStage;
import io.github.lastgood.target.PipelineStage.OnRollback;
import io.github.lastgood.target.Policy;
import io.github.lastgood.target.ResourceForm;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.PipelineNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

class PipelineCheckTest {
  private final CodePipelineClient client = mock(CodePipelineClient.class, CALLS_REAL_METHODS);
  private final PipelineCheck check = new PipelineCheck(new PipelineStages(() -> client));

  private static final ResourceForm ORDERS =
      new ResourceForm.EcsService("prod", "orders-api", null);

  private static Registration.Form form(String stage, OnRollback onRollback) {
    return new Registration.Form(
        "orders-api",
        ORDERS,
        List.of("orders-api-5xx"),
        Policy.of(Mode.AUTO),
        new PipelineStage("shop", stage, onRollback));
  }

  private void pipelineOf(PipelineType type) {
    doReturn(
            GetPipelineResponse.builder()
                .pipeline(p ->
                    p.pipelineType(type)
                        .stages(
                            List.of(
                                StageDeclaration.builder().name("Source").build(),
                                StageDeclaration.builder().name("Prod").build())))
                .build())
        .when(client)
        .getPipeline(any(GetPipelineRequest.class));
  }

  @Test
  void aTargetThatNamesNoneIsNotAskedAbout() {
    check.refuseUnfit(
        new Registration.Form(
            "orders-api", ORDERS, List.of("orders-api-5xx"), Policy.of(Mode.AUTO)));

    verifyNoInteractions(client);
  }

  @Test
  void aStageThatIsThereIsFit() {
    pipelineOf(PipelineType.V1);
    assertThatCode(() -> check.refuseUnfit(form("Prod", OnRollback.STOP_TRANSITION)))
        .doesNotThrowAnyException();

    pipelineOf(PipelineType.V2);
    assertThatCode(() -> check.refuseUnfit(form("Prod", OnRollback.ROLLBACK_STAGE)))
        .doesNotThrowAnyException();
  }

  @Test
  void whatIsNotThereIsNamed() {
    pipelineOf(PipelineType.V2);
    assertThatThrownBy(() -> check.refuseUnfit(form("Live", OnRollback.STOP_TRANSITION)))
        .hasMessage("Target orders-api: pipeline shop has no stage Live; it has Source, Prod.");

    doThrow(PipelineNotFoundException.builder().build())
        .when(client)
        .getPipeline(any(GetPipelineRequest.class));
    assertThatThrownBy(() -> check.refuseUnfit(form("Prod", OnRollback.STOP_TRANSITION)))
        .hasMessageStartingWith("Target orders-api: there is no pipeline shop in this account");
  }

  @Test
  void theFirstStageAndTheRollbackOfAV1StageAreRefused() {
    pipelineOf(PipelineType.V1);
    assertThatThrownBy(() -> check.refuseUnfit(form("Source", OnRollback.STOP_TRANSITION)))
        .hasMessageContaining("is the pipeline's first one");
    assertThatThrownBy(() -> check.refuseUnfit(form("Prod", OnRollback.ROLLBACK_STAGE)))
        .hasMessageContaining("V2 pipelines only, and shop is none");
  }
}
