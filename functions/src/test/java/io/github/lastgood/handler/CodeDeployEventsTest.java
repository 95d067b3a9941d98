package io.github.lastgood.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lastgood.Refusal;
import io.github.lastgood.signal.Signal.DeploymentChange;
import io.github.lastgood.signal.Signal.Phase;
import io.github.lastgood.target.Resource.CodeDeployGroup;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeDeployEventsTest {

  @ParameterizedTest
  @CsvSource({
    "bad-start,   IN_PROGRESS",
    "bad-ready,   IN_PROGRESS",
    "bad-success, COMPLETED",
    "bad-failure, FAILED",
    "bad-stop,    STOPPED",
  })
  void theStateTellsThePhaseOfTheRegisteredGroupsDeployment(String file, Phase phase) {
    var changes = DeploymentHandler.parse(Events.fields("codedeploy/" + file + ".json"));

    assertThat(changes).hasSize(1);
    assertThat(changes.getFirst())
        .returns(new CodeDeployGroup("billing", "prod", "ECS").id(), DeploymentChange::resourceId)
        .returns("d-W8RT2PNLB", DeploymentChange::deploymentId)
        .returns(phase, DeploymentChange::phase);
    assertThat(changes.getFirst().eventId()).hasSize(36);
  }

  @ParameterizedTest
  @CsvSource({
    "codedeploy-unknown-state,         BAD_VALUE",
    "codedeploy-without-deployment-id, MISSING_FIELD",
  })
  void whatSaysTooLittleIsRefused(String file, Refusal.Code code) {
    var event = Events.fields("malformed/" + file + ".json");

    assertThatThrownBy(() -> CodeDeployEvents.parse(event))
        .isInstanceOf(Refusal.class)
        .returns(code, refusal -> ((Refusal) refusal).code());
  }
}
