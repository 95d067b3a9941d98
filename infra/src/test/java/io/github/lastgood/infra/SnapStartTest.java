package io.github.lastgood.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.cdk.Template;
import io.github.lastgood.cdk.targets.BadConfiguration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;

/// `-c snapStart=on`: the alarm function starts from a snapshot. `$LATEST` has none, so whatever
/// invokes the function has to name the alias.
final class SnapStartTest {
  /// Switched on.
  static final Installation SNAP_START = installation("on");

  private static final String ALARM = "AlarmHandler";

  private final Template on = SNAP_START.rollback();
  private final Template off = Installation.EXAMPLE.rollback();
  private final String function = id("AWS::Lambda::Function");
  private final String alias = id("AWS::Lambda::Alias");

  private static Installation installation(String snapStart) {
    App app = LastgoodApp.create();
    app.getNode().setContext("snapStart", snapStart);
    app.getNode().setContext("functionsJar", Installation.standInForTheJar().toString());
    return Installation.of(app, LastgoodApp.addTo(app, Settings.from(app)));
  }

  /// Logical id of what the alarm function has of that type.
  private String id(String type) {
    return on.all(type).keySet().stream()
        .filter(each -> each.startsWith(ALARM))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void onlyTheAlarmFunctionHasASnapshot() {
    assertThat(on.all("AWS::Lambda::Function").values())
        .filteredOn(each -> each.has("SnapStart"))
        .singleElement()
        .satisfies(each -> {
          assertThat(each.get("FunctionName").asText()).isEqualTo("lastgood-alarm");
          assertThat(each.at("/SnapStart/ApplyOn").asText()).isEqualTo("PublishedVersions");
        });
  }

  @Test
  void theAliasLiveNamesThePublishedVersion() {
    assertThat(on.only("AWS::Lambda::Version").get("FunctionName").asText())
        .isEqualTo("${" + function + "}");
    JsonNode live = on.only("AWS::Lambda::Alias");
    assertThat(live.get("Name").asText()).isEqualTo("live");
    assertThat(live.get("FunctionName").asText()).isEqualTo("${" + function + "}");
    assertThat(live.get("FunctionVersion").asText())
        .isEqualTo("${" + on.all("AWS::Lambda::Version").keySet().iterator().next() + ".Version}");
  }

  @Test
  void everyRuleInvokesTheAlias() {
    assertThat(targets().filter(arn -> arn.contains(ALARM)))
        .hasSize(2)
        .allMatch(arn -> arn.equals("${" + alias + "}"));
  }

  private Stream<String> targets() {
    return on.all("AWS::Events::Rule").values().stream()
        .map(rule -> rule.at("/Targets/0/Arn").asText());
  }

  /// The two rules, and the alarms that have the function as their action.
  @Test
  void everyPermissionIsOnTheAlias() {
    assertThat(
            on.all("AWS::Lambda::Permission").values().stream()
                .map(permission -> permission.get("FunctionName").asText())
                .filter(name -> name.contains(ALARM)))
        .hasSize(3)
        .allMatch(name -> name.equals("${" + alias + "}"));
  }

  @Test
  void whatFailsThroughTheAliasIsTriedAgainAndKeptAsBefore() {
    JsonNode config = eventInvokeConfig(on);
    assertThat(config.get("FunctionName").asText()).isEqualTo("${" + function + "}");
    // The eighth part of the alias's ARN is its name.
    assertThat(config.get("Qualifier").asText()).isEqualTo("${" + alias + "}[7]");
    JsonNode before = eventInvokeConfig(off);
    for (String setting :
        List.of("MaximumEventAgeInSeconds", "MaximumRetryAttempts", "DestinationConfig")) {
      assertThat(config.get(setting)).as(setting).isEqualTo(before.get(setting));
    }
  }

  private static JsonNode eventInvokeConfig(Template template) {
    return template.all("AWS::Lambda::EventInvokeConfig").entrySet().stream()
        .filter(each -> each.getKey().startsWith(ALARM))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  @Test
  void theOutputThatOthersInvokeItByIsTheAlias() {
    assertThat(on.json().at("/Outputs/AlarmFunctionArn/Value").asText())
        .isEqualTo("${" + alias + "}");
  }

  /// Not even to an export: who has that ARN invokes `$LATEST`.
  @Test
  void noTemplateHandsOutTheUnqualifiedArn() {
    assertThat(on.json().toString()).doesNotContain("${" + function + ".Arn}");
    assertThat(SNAP_START.targets().json().toString()).doesNotContain(function);
    assertThat(off.json().toString()).contains("${" + function + ".Arn}");
  }

  /// Lambda counts by the function's name whatever the version is.
  @Test
  void itsAlarmsAndTheDashboardStayAsTheyAre() {
    for (String type : List.of("AWS::CloudWatch::Alarm", "AWS::CloudWatch::Dashboard")) {
      assertThat(on.all(type)).as(type).isNotEmpty().isEqualTo(off.all(type));
    }
  }

  @Test
  void unlessAskedForThereIsNeitherVersionNorAlias() {
    for (Template each : List.of(off, installation("off").rollback())) {
      assertThat(each.all("AWS::Lambda::Version")).isEmpty();
      assertThat(each.all("AWS::Lambda::Alias")).isEmpty();
      assertThat(each.all("AWS::Lambda::Function").values())
          .noneMatch(function -> function.has("SnapStart"));
      assertThat(eventInvokeConfig(each).get("Qualifier").asText()).isEqualTo("$LATEST");
    }
  }

  @Test
  void anyOtherValueIsRefused() {
    assertThatThrownBy(() -> installation("yes"))
        .isInstanceOf(BadConfiguration.class)
        .hasMessage("-c snapStart must be on or off.");
  }

  /// The other functions, their rights, the rules for deployments.
  @Test
  void nothingElseChanges() {
    assertThat(changed("AWS::Lambda::Function")).containsExactly(function);
    for (String type : List.of("AWS::IAM::Role", "AWS::IAM::Policy", "AWS::SQS::Queue")) {
      assertThat(changed(type)).as(type).isEmpty();
    }
  }

  private List<String> changed(String type) {
    Map<String, JsonNode> before = off.all(type);
    return on.all(type).entrySet().stream()
        .filter(each -> !each.getValue().equals(before.get(each.getKey())))
        .map(Map.Entry::getKey)
        .toList();
  }
}
