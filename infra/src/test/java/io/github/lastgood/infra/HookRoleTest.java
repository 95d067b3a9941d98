package io.github.lastgood.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

final class HookRoleTest {
  private final JsonNode role =
      Installation.EXAMPLE.rollback().all("AWS::IAM::Role").values().stream()
          .filter(
              each -> each.path("RoleName").asText().equals("lastgood-hook-invocation-eu-west-1"))
          .findFirst()
          .orElseThrow();

  @Test
  void ecsAloneMayTakeItOn() {
    var statements = role.at("/AssumeRolePolicyDocument/Statement");
    assertThat(statements).hasSize(1);
    assertThat(statements.at("/0/Principal/Service").asText()).isEqualTo("ecs.amazonaws.com");
  }

  @Test
  void itMayInvokeTheHookAndNothingElse() {
    var statements = role.at("/Policies/0/PolicyDocument/Statement");
    assertThat(role.path("Policies")).hasSize(1);
    assertThat(statements).hasSize(1);
    assertThat(statements.at("/0/Action").asText()).isEqualTo("lambda:InvokeFunction");
    assertThat(statements.at("/0/Resource").asText()).contains("DeploymentHookHandler");
    assertThat(statements.at("/0/Resource").asText()).doesNotContain("*");
  }
}
