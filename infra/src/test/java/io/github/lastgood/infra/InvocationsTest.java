package io.github.lastgood.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lastgood.cdk.Template;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;

final class InvocationsTest {
  private final Template template = Installation.EXAMPLE.rollback();
  private final Map<String, JsonNode> rules = template.all("AWS::Events::Rule");

  @Test
  void theTickComesEveryMinuteWithTheConstantInput() {
    JsonNode tick = rule("Tick");
    assertThat(tick.get("ScheduleExpression").asText()).isEqualTo("rate(1 minute)");
    assertThat(tick.at("/Targets/0/Input").asText()).isEqualTo("{\"lastgood\":\"watch\"}");
    assertThat(tick.at("/Targets/0/Arn").asText()).contains("AlarmHandler");
  }

  @Test
  void drillsAreOrderedDailyInTheWordsOfTheEventFile() throws Exception {
    JsonNode drills = rule("Drills");
    assertThat(drills.get("ScheduleExpression").asText()).isEqualTo("rate(1 day)");
    assertThat(drills.at("/Targets/0/Arn").asText()).contains("OperatorHandler");
    var json = new ObjectMapper();
    assertThat(json.readTree(drills.at("/Targets/0/Input").asText()))
        .isEqualTo(json.readTree(Path.of("../events/operator/drill-due.json").toFile()));
  }

  @Test
  void withoutDrillsThereIsNeitherTheirRuleNorTheirAlarm() {
    App app = LastgoodApp.create();
    app.getNode().setContext("drills", "off");
    app.getNode().setContext("functionsJar", Installation.standInForTheJar().toString());
    Template none = Installation.of(app, LastgoodApp.addTo(app, Settings.from(app))).rollback();
    assertThat(none.all("AWS::Events::Rule").keySet()).noneMatch(id -> id.contains("Drills"));
    assertThat(none.all("AWS::CloudWatch::Alarm").values())
        .noneMatch(alarm -> alarm.get("AlarmName").asText().equals("lastgood-drill-missed"));
  }

  @Test
  void alarmsGoToTheAlarmFunctionAndDeploymentsToTheirs() {
    assertThat(rule("Alarms").at("/Targets/0/Arn").asText()).contains("AlarmHandler");
    assertThat(rule("Deployments").at("/Targets/0/Arn").asText()).contains("DeploymentHandler");
    assertThat(rule("InstanceRefreshes").at("/Targets/0/Arn").asText())
        .contains("DeploymentHandler");
  }

  @Test
  void everyRuleGivesUpWithinTenMinutesAndKeepsWhatItCouldNotDeliver() {
    assertThat(rules).hasSize(6);
    assertThat(rules.values())
        .allSatisfy(rule -> {
          assertThat(rule.get("Targets")).hasSize(1);
          assertThat(rule.at("/Targets/0/DeadLetterConfig/Arn").asText())
              .contains("UndeliveredEvents");
          assertThat(rule.at("/Targets/0/RetryPolicy/MaximumEventAgeInSeconds").asInt())
              .isBetween(60, 600);
        });
  }

  @Test
  void anyAlarmOfThisAccountAndNobodyElseMayInvokeTheAlarmFunction() {
    assertThat(template.all("AWS::Lambda::Permission").values())
        .filteredOn(
            each -> each.get("Principal").asText().equals("lambda.alarms.cloudwatch.amazonaws.com"))
        .singleElement()
        .satisfies(permission -> {
          assertThat(permission.get("FunctionName").asText()).contains("AlarmHandler");
          assertThat(permission.get("SourceAccount").asText()).isEqualTo("111122223333");
          assertThat(permission.get("SourceArn").asText())
              .isEqualTo("arn:aws:cloudwatch:eu-west-1:111122223333:alarm:*");
        });
  }

  @Test
  void noInvocationIsAllowedWithoutSayingFromWhere() {
    assertThat(template.all("AWS::Lambda::Permission").values())
        .hasSize(7)
        .allMatch(permission -> permission.has("SourceArn"));
  }

  private JsonNode rule(String id) {
    return rules.entrySet().stream()
        .filter(each -> each.getKey().startsWith("Invocations" + id))
        .findFirst()
        .orElseThrow()
        .getValue();
  }
}
