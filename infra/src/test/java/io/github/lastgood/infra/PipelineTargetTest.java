package io.github.lastgood.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An installation with a target whose stage is stopped, one whose stage is rolled back, and one
/// that no pipeline deploys.
final class PipelineTargetTest {
  static final String TARGETS =
      """
      targets:
        - name: orders-api
          ecs: {cluster: prod, service: orders-api}
          alarms: [orders-api-5xx]
          policy: {mode: auto}
          pipeline: {name: shop-pipeline, stage: Prod}
        - name: billing
          codeDeploy: {application: billing, deploymentGroup: prod}
          alarms: [billing-5xx]
          policy: {mode: auto}
          pipeline: {name: billing-pipeline, stage: Live, onRollback: rollbackStage}
        - name: web-fleet
          autoScalingGroup: {name: web}
          alarms: [web-5xx]
          policy: {mode: auto}
      """;

  private static final Installation SHOP = Installation.synthesize(TARGETS);
  private static final String ARN = "arn:aws:codepipeline:eu-west-1:111122223333:";

  @ParameterizedTest
  @ValueSource(strings = {"AlarmHandler", "DeploymentHandler", "OperatorHandler"})
  void theActingFunctionsMayDoWhatTheTargetSaysToItsStageOnly(String handler) {
    assertThat(grants(handler))
        .containsExactlyInAnyOrder(
            "GetPipeline " + ARN + "shop-pipeline",
            "GetPipelineState " + ARN + "shop-pipeline",
            "DisableStageTransition " + ARN + "shop-pipeline/Prod",
            "GetPipeline " + ARN + "billing-pipeline",
            "GetPipelineState " + ARN + "billing-pipeline",
            "ListActionExecutions " + ARN + "billing-pipeline",
            "ListPipelineExecutions " + ARN + "billing-pipeline",
            "DisableStageTransition " + ARN + "billing-pipeline/Live",
            "RollbackStage " + ARN + "billing-pipeline/Live");
  }

  @Test
  void theRegistrationOnlyLooksAtThePipelineAndTheHookNotEvenThat() {
    assertThat(grants("DeploymentHookHandler")).isEmpty();
    assertThat(grants("TargetRegistrationHandler"))
        .containsExactlyInAnyOrder(
            "GetPipeline " + ARN + "shop-pipeline", "GetPipeline " + ARN + "billing-pipeline");
  }

  @Test
  void itIsRegisteredWithWhatTheFileSays() {
    assertThat(
            SHOP.targets().all("Custom::LastgoodTarget").values().stream()
                .map(row -> String.valueOf(row.get("pipeline")))
                .toList())
        .containsExactlyInAnyOrder(
            "{\"name\":\"shop-pipeline\",\"stage\":\"Prod\",\"onRollback\":\"stopTransition\"}",
            "{\"name\":\"billing-pipeline\",\"stage\":\"Live\",\"onRollback\":\"rollbackStage\"}",
            "null");
  }

  private static List<String> grants(String handler) {
    return SHOP.grants(handler).stream()
        .filter(grant -> grant.service().equals("codepipeline"))
        .map(grant -> grant.action().replace("codepipeline:", "") + " " + grant.resource())
        .distinct()
        .toList();
  }
}
