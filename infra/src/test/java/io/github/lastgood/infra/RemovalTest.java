package io.github.lastgood.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.cdk.Grant;
import io.github.lastgood.cdk.Template;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `cdk destroy` leaves nothing behind but the ledger, and says so.
final class RemovalTest {
  private final Installation installation = Installation.EXAMPLE;

  @Test
  void onlyTheLedgerAndItsKeyStay() {
    assertThat(
            Stream.of(
                    installation.ledger(),
                    installation.rollback(),
                    installation.targets(),
                    installation.sample())
                .flatMap(RemovalTest::resources)
                .filter(each -> !each.path("DeletionPolicy").asText("Delete").equals("Delete"))
                .map(each -> each.get("Type").asText()))
        .containsExactlyInAnyOrder("AWS::DynamoDB::Table", "AWS::KMS::Key");
  }

  @Test
  void theOtherSamplesLeaveNothing() {
    for (Sample sample : SampleStacksTest.SAMPLES) {
      assertThat(resources(Installation.with(sample).sample()))
          .as("%s", sample)
          .allMatch(each -> each.path("DeletionPolicy").asText("Delete").equals("Delete"));
    }
  }

  @Test
  void theOutputsSayWhatStaysAndHowToDeleteIt() {
    JsonNode outputs = installation.ledger().json().get("Outputs");
    assertThat(outputs.at("/LedgerTableName/Description").asText())
        .contains(
            "It stays when the stack is deleted",
            "aws dynamodb update-table --no-deletion-protection-enabled",
            "aws dynamodb delete-table");
    assertThat(outputs.at("/LedgerKeyId/Description").asText())
        .contains("stays as well", "aws kms schedule-key-deletion");
  }

  @Test
  void everyFunctionLogsToAGroupThatForgetsAndGoesWithTheStack() {
    Template rollback = installation.rollback();
    Map<String, JsonNode> groups = rollback.all("AWS::Logs::LogGroup");
    List<String> used =
        rollback.all("AWS::Lambda::Function").values().stream()
            .map(function -> function.at("/LoggingConfig/LogGroup").asText())
            .toList();
    assertThat(used)
        .hasSize(6)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            groups.keySet().stream().map(id -> "${" + id + "}").toList());
    assertThat(groups.entrySet())
        .allSatisfy((Entry<String, JsonNode> group) -> {
          assertThat(group.getValue().get("RetentionInDays").asInt()).isEqualTo(90);
          assertThat(rollback.resource(group.getKey()).get("DeletionPolicy").asText())
              .isEqualTo("Delete");
        });
  }

  /// Lambda creates a log group for a function that has none and may; then it stays, for ever.
  @Test
  void noFunctionMayMakeALogGroupThatNobodyRemoves() {
    assertThat(
            Stream.of(
                    "AlarmHandler",
                    "DeploymentHandler",
                    "DeploymentHookHandler",
                    "OperatorHandler",
                    "PipelineHandler",
                    "TargetRegistrationHandler")
                .flatMap(handler -> installation.grants(handler).stream())
                .map(Grant::action))
        .contains("logs:PutLogEvents")
        .doesNotContain("logs:CreateLogGroup", "logs:*", "*");
    assertThat(installation.rollback().all("AWS::IAM::Role").values())
        .allMatch(role -> !role.has("ManagedPolicyArns"));
  }

  /// Such a provider is a function whose log group no template knows.
  @Test
  void noProviderOfACustomResourceComesAlong() {
    for (Template template :
        List.of(installation.ledger(), installation.rollback(), installation.sample())) {
      assertThat(resources(template).map(each -> each.get("Type").asText()))
          .noneMatch(type -> type.startsWith("Custom::"))
          .doesNotContain("AWS::CloudFormation::CustomResource");
    }
    assertThat(installation.targets().all("AWS::Lambda::Function")).isEmpty();
  }

  private static Stream<JsonNode> resources(Template template) {
    return template.json().get("Resources").valueStream();
  }
}
