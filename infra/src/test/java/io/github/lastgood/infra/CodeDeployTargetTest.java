package io.github.lastgood.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An installation whose one target is the CodeDeploy deployment group `billing/prod`.
final class CodeDeployTargetTest {
  private static final Installation BILLING =
      Installation.synthesize(
          """
          targets:
            - name: billing
              codeDeploy: {application: billing, deploymentGroup: prod}
              alarms: [billing-5xx]
              policy: {mode: auto}
          """);

  private static final String CODE_DEPLOY = "arn:aws:codedeploy:eu-west-1:111122223333:";
  private static final String GROUP = CODE_DEPLOY + "deploymentgroup:billing/prod";
  private static final String APPLICATION = CODE_DEPLOY + "application:billing";

  private static final List<String> LOOKING =
      List.of(
          "codedeploy:GetApplicationRevision " + APPLICATION,
          "codedeploy:GetDeployment " + GROUP,
          "codedeploy:GetDeploymentGroup " + GROUP,
          "codedeploy:GetDeploymentTarget *");

  private static final List<String> MOVING =
      List.of(
          "codedeploy:CreateDeployment " + GROUP,
          "codedeploy:GetDeploymentConfig " + CODE_DEPLOY + "deploymentconfig:*",
          "codedeploy:ListDeployments " + GROUP,
          "codedeploy:RegisterApplicationRevision " + APPLICATION,
          "codedeploy:StopDeployment *");

  @ParameterizedTest
  @ValueSource(strings = {"AlarmHandler", "DeploymentHandler", "OperatorHandler"})
  void theActingFunctionsMayDeployToThisGroupOnly(String handler) {
    assertThat(grants(handler, "codedeploy"))
        .containsAll(LOOKING)
        .containsAll(MOVING)
        .hasSize(LOOKING.size() + MOVING.size());
  }

  @Test
  void registrationOnlyLooks() {
    assertThat(grants("TargetRegistrationHandler", "codedeploy"))
        .containsExactlyInAnyOrderElementsOf(LOOKING);
  }

  @Test
  void nothingOfEcsIsGrantedForIt() {
    assertThat(grants("AlarmHandler", "ecs")).containsExactly("ecs:DescribeTaskDefinition *");
  }

  @Test
  void itIsRegisteredWithWhatTheFileSays() {
    assertThat(
            BILLING
                .targets()
                .all("Custom::LastgoodTarget")
                .values()
                .iterator()
                .next()
                .get("codeDeploy")
                .toString())
        .isEqualTo("{\"application\":\"billing\",\"deploymentGroup\":\"prod\"}");
  }

  private static List<String> grants(String handler, String service) {
    return BILLING.grants(handler).stream()
        .filter(grant -> grant.service().equals(service))
        .map(grant -> grant.action() + " " + grant.resource())
        .distinct()
        .toList();
  }
}
