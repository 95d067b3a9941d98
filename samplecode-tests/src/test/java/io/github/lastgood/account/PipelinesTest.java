package io.github.lastgood.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lastgood.account.codepipeline.SimulatedPipeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionOutdatedException;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.codepipeline.model.RollbackStageResponse;
import software.amazon.awssdk.services.codepipeline.model.StageNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.StageTransitionType;
import software.amazon.awssdk.services.codepipeline.model.UnableToRollbackStageException;

/// The simulated pipelines do and refuse what CodePipeline does and refuses.
class PipelinesTest {
  private final World world = World.create();
  private final CodePipelineClient client = world.account().clients().codePipeline();
  private final List<String> deployed = new ArrayList<>();
  private final SimulatedPipeline pipeline = create(PipelineType.V2);

  private SimulatedPipeline create(PipelineType type) {
    var created = world.account().codePipeline().create("shop", type, List.of("Source", "Prod"));
    created.ranBefore("d-1", () -> deploy("old"));
    return created;
  }

  private String deploy(String what) {
    deployed.add(what);
    return "d-" + what;
  }

  private List<PipelineExecutionSummary> executions() {
    return client.listPipelineExecutions(l -> l.pipelineName("shop")).pipelineExecutionSummaries();
  }

  private RollbackStageResponse rollBack(String stage, String execution) {
    return client.rollbackStage(
        r -> r.pipelineName("shop").stageName(stage).targetPipelineExecutionId(execution));
  }

  private String oldest() {
    return executions().getLast().pipelineExecutionId();
  }

  private void released() {
    pipeline.release(() -> deploy("new"));
    world.advance(Duration.ofMinutes(6));
  }

  @Test
  void aRollbackOfAStageRunsItsActionsAgain() {
    released();
    var run = rollBack("Prod", oldest()).pipelineExecutionId();

    assertThat(deployed).containsExactly("new", "old");
    assertThat(executions().getFirst().pipelineExecutionId()).isEqualTo(run);
    assertThat(executions().getFirst().executionType()).isEqualTo(ExecutionType.ROLLBACK);
  }

  @Test
  void aStageIsNotRolledBackWhileItRunsNorToARollback() {
    pipeline.release(() -> deploy("new"));
    assertThatThrownBy(() -> rollBack("Prod", oldest()))
        .isInstanceOf(UnableToRollbackStageException.class);
    world.advance(Duration.ofMinutes(6));
    var rollback = rollBack("Prod", oldest()).pipelineExecutionId();
    world.advance(Duration.ofMinutes(6));

    assertThatThrownBy(() -> rollBack("Prod", rollback))
        .isInstanceOf(UnableToRollbackStageException.class);
  }

  @Test
  void theFirstStageAndStagesOfV1AreNotRolledBack() {
    assertThatThrownBy(() -> rollBack("Source", oldest()))
        .isInstanceOf(UnableToRollbackStageException.class);
    create(PipelineType.V1);
    assertThatThrownBy(() -> rollBack("Prod", oldest()))
        .isInstanceOf(UnableToRollbackStageException.class);
  }

  @Test
  void anEditLosesEveryEarlierExecution() {
    pipeline.edit();

    assertThatThrownBy(() -> rollBack("Prod", oldest()))
        .isInstanceOf(PipelineExecutionOutdatedException.class);
  }

  @Test
  void whatIsUnknownIsRefused() {
    assertThatThrownBy(() -> rollBack("Prod", "nobody"))
        .isInstanceOf(PipelineExecutionNotFoundException.class);
    assertThatThrownBy(() -> rollBack("Live", oldest())).isInstanceOf(StageNotFoundException.class);
  }

  @Test
  void aReasonTakesNoColon() {
    assertThatThrownBy(() -> stop("orders-api:42"))
        .isInstanceOf(CodePipelineException.class)
        .hasMessageContaining("failed to satisfy constraint");
  }

  @Test
  void whatComesToAStoppedStageWaitsAndTheNewestGoesOn() {
    stop("by hand");
    pipeline.release(() -> deploy("first"));
    pipeline.release(() -> deploy("second"));
    assertThat(deployed).isEmpty();

    pipeline.open();
    assertThat(deployed).containsExactly("second");
  }

  private void stop(String reason) {
    client.disableStageTransition(d ->
        d.pipelineName("shop")
            .stageName("Prod")
            .transitionType(StageTransitionType.INBOUND)
            .reason(reason));
  }
}
