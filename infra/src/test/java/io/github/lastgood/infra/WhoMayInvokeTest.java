package io.github.lastgood.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.cdk.Template;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who may invoke a function without a right of his own in IAM: those that its resource policy
/// names. This is the first table of `docs/threat-model.md`.
final class WhoMayInvokeTest {
  private final Template template = Installation.EXAMPLE.rollback();

  @ParameterizedTest
  @CsvSource(
      nullValues = "nobody",
      value = {
        "AlarmHandler, 'InvocationsAlarms,InvocationsTick,alarm:*'",
        "DeploymentHandler,"
            + " 'InvocationsDeployments,InvocationsInstanceRefreshes,InvocationsTrafficSplits'",
        "OperatorHandler, InvocationsDrills",
        "TargetRegistrationHandler, nobody",
        "DeploymentHookHandler, nobody",
        "PipelineHandler, nobody"
      })
  void onlyTheseMay(String function, @Nullable String sources) {
    assertThat(
            template.all("AWS::Lambda::Permission").values().stream()
                .filter(each -> each.get("FunctionName").asText().contains(function + "Function"))
                .map(WhoMayInvokeTest::source)
                .sorted()
                .toList())
        .isEqualTo(sources == null ? List.of() : List.of(sources.split(",")));
  }

  /// A rule of this stack by its id, or the end of an ARN.
  private static String source(JsonNode permission) {
    String arn = permission.get("SourceArn").asText();
    String principal = permission.get("Principal").asText();
    if (arn.startsWith("${")) {
      assertThat(principal).isEqualTo("events.amazonaws.com");
      return arn.replaceAll("\\$\\{(\\w+?)[0-9A-F]{8}\\.Arn}", "$1");
    }
    assertThat(principal).isEqualTo("lambda.alarms.cloudwatch.amazonaws.com");
    assertThat(permission.get("SourceAccount").asText()).isEqualTo("111122223333");
    return arn.replaceAll("arn:aws:cloudwatch:eu-west-1:111122223333:", "");
  }

  @Test
  void onlyEcsMayInvokeTheHookByItsRoleAndNothingElseHasThatRight() {
    assertThat(template.json().findParents("Effect"))
        .filteredOn(statement -> statement.path("Action").toString().contains("InvokeFunction"))
        .singleElement()
        .satisfies(statement ->
            assertThat(statement.get("Resource").asText()).contains("DeploymentHookHandler"));
  }

  /// Nothing in them reaches into a network of the account.
  @Test
  void theFunctionsAreInNoNetworkOfTheAccount() {
    assertThat(template.all("AWS::Lambda::Function").values())
        .isNotEmpty()
        .noneMatch(function -> function.has("VpcConfig"));
  }
}
