package io.github.lastgood.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.cdk.Template;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FunctionsTest {
  private final Template template = Installation.EXAMPLE.rollback();
  private final Map<String, JsonNode> functions = template.all("AWS::Lambda::Function");

  @Test
  void thereAreSixAndNothingElseRunsCode() {
    assertThat(functions.values().stream().map(each -> each.get("FunctionName").asText()))
        .containsExactlyInAnyOrder(
            "lastgood-alarm",
            "lastgood-deployment",
            "lastgood-hook",
            "lastgood-operator",
            "lastgood-pipeline",
            "lastgood-registration");
    assertThat(Installation.EXAMPLE.targets().all("AWS::Lambda::Function")).isEmpty();
    assertThat(Installation.EXAMPLE.ledger().all("AWS::Lambda::Function")).isEmpty();
    assertThat(Installation.EXAMPLE.sample().all("AWS::Lambda::Function")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AlarmHandler",
        "DeploymentHandler",
        "DeploymentHookHandler",
        "OperatorHandler",
        "PipelineHandler",
        "TargetRegistrationHandler"
      })
  void everyHandlerStringNamesAMethodOfTheFunctions(String simpleName) throws Exception {
    String handler = "io.github.lastgood.handler." + simpleName;
    assertThat(functions.values().stream().map(each -> each.get("Handler").asText()))
        .contains(handler + "::handleRequest");
    Class<?> named = Class.forName(handler, false, getClass().getClassLoader());
    assertThat(Arrays.stream(named.getMethods()).map(each -> each.getName()))
        .contains("handleRequest");
  }

  @Test
  void theyRunOnJava25OnArm() {
    assertThat(functions.values())
        .allSatisfy(function -> {
          assertThat(function.get("Runtime").asText()).isEqualTo("java25");
          assertThat(function.get("Architectures").toString()).isEqualTo("[\"arm64\"]");
          assertThat(function.get("MemorySize").asInt()).isGreaterThanOrEqualTo(1024);
          assertThat(function.has("ReservedConcurrentExecutions")).isFalse();
        });
  }

  @ParameterizedTest
  @CsvSource({
    "lastgood-alarm, 30",
    "lastgood-deployment, 30",
    "lastgood-hook, 30",
    "lastgood-operator, 30",
    "lastgood-pipeline, 30",
    "lastgood-registration, 180"
  })
  void eachHasItsTimeout(String name, int seconds) {
    assertThat(function(name).get("Timeout").asInt()).isEqualTo(seconds);
  }

  @Test
  void theirEnvironmentIsTheContract() {
    assertThat(functions.values())
        .allSatisfy(function -> {
          JsonNode variables = function.at("/Environment/Variables");
          assertThat(variables.fieldNames())
              .toIterable()
              .containsExactlyInAnyOrder(
                  "LEDGER_TABLE",
                  "NOTIFICATION_TOPIC_ARN",
                  "EVENT_BUS_NAME",
                  "POWERTOOLS_SERVICE_NAME",
                  "POWERTOOLS_METRICS_NAMESPACE");
          assertThat(variables.get("LEDGER_TABLE").asText()).contains("LastgoodLedger:");
          assertThat(variables.get("EVENT_BUS_NAME").asText()).isEqualTo("default");
          assertThat(variables.get("POWERTOOLS_METRICS_NAMESPACE").asText()).isEqualTo("Lastgood");
        });
  }

  @Test
  void eachHasALogGroupThatForgets() {
    assertThat(template.all("AWS::Logs::LogGroup")).hasSize(functions.size());
    assertThat(template.all("AWS::Logs::LogGroup").values())
        .allMatch(group -> group.get("RetentionInDays").asInt() == 90);
    assertThat(functions.values()).allMatch(function -> function.has("LoggingConfig"));
  }

  @Test
  void anOrderThatFailedTwiceOrGrewOldIsKeptAsideAndNotObeyed() {
    Map<String, JsonNode> configs = template.all("AWS::Lambda::EventInvokeConfig");
    assertThat(configs).hasSize(functions.size());
    assertThat(configs.values())
        .allSatisfy(config -> {
          assertThat(config.get("MaximumEventAgeInSeconds").asInt()).isEqualTo(600);
          assertThat(config.get("MaximumRetryAttempts").asInt()).isEqualTo(2);
          assertThat(config.at("/DestinationConfig/OnFailure/Destination").asText())
              .contains("FailedInvocations");
        });
  }

  private JsonNode function(String name) {
    return functions.values().stream()
        .filter(each -> each.get("FunctionName").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
