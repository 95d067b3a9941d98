package io.github.lastgood.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.cdk.Template;
import io.github.lastgood.cdk.rollback.CentralBus;
import io.github.lastgood.cdk.targets.BadConfiguration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.event.ruler.Ruler;

/// `-c forwardTo`: what Lastgood says goes to a central bus as well.
final class ForwardingTest {
  private static final String CENTRAL =
      "arn:aws:events:eu-central-1:444455556666:event-bus/lastgood-hub";

  /// With a central bus in another account and region.
  static final Installation FORWARDING = installation(Map.of("forwardTo", CENTRAL));

  private final Template template = FORWARDING.rollback();
  private final JsonNode rule = rule(template);

  private static Template with(Map<String, String> context) {
    return installation(context).rollback();
  }

  private static Installation installation(Map<String, String> context) {
    App app = LastgoodApp.create();
    app.getNode().setContext("functionsJar", Installation.standInForTheJar().toString());
    context.forEach(app.getNode()::setContext);
    return Installation.of(app, LastgoodApp.addTo(app, Settings.from(app)));
  }

  private static JsonNode rule(Template template) {
    return template.all("AWS::Events::Rule").values().stream()
        .filter(each -> each.path("Name").asText().equals("lastgood-forward"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatWasSaidHereIsHandedOnAndNothingElse() throws Exception {
    assertThat(isForwarded("lastgood", "111122223333", "eu-west-1")).isTrue();
    assertThat(isForwarded("lastgood", "999988887777", "eu-west-1")).isFalse();
    assertThat(isForwarded("lastgood", "111122223333", "us-east-1")).isFalse();
    assertThat(isForwarded("aws.cloudwatch", "111122223333", "eu-west-1")).isFalse();
  }

  private boolean isForwarded(String source, String account, String region) throws Exception {
    String event =
        """
        {"source": "%s", "account": "%s", "region": "%s", "detail-type": "Rollback Started",
         "detail": {}}
        """
            .formatted(source, account, region);
    return Ruler.matchesRule(event, rule.get("EventPattern").toString());
  }

  @Test
  void itGoesToTheCentralBusByARoleThatMayDoNothingElse() {
    JsonNode target = rule.at("/Targets/0");
    assertThat(target.get("Arn").asText()).isEqualTo(CENTRAL);
    String role = target.get("RoleArn").asText().replaceAll("\\$\\{(\\w+)\\.Arn}", "$1");
    JsonNode properties = template.resource(role).get("Properties");
    assertThat(properties.at("/AssumeRolePolicyDocument/Statement")).hasSize(1);
    assertThat(properties.at("/AssumeRolePolicyDocument/Statement/0/Principal/Service").asText())
        .isEqualTo("events.amazonaws.com");
    assertThat(properties.get("Policies")).hasSize(1);
    assertThat(properties.at("/Policies/0/PolicyDocument/Statement").toString())
        .isEqualTo(
            """
            [{"Action":"events:PutEvents","Effect":"Allow","Resource":"%s"}]\
            """
                .formatted(CENTRAL));
    assertThat(template.all("AWS::IAM::Policy").values())
        .noneMatch(policy -> policy.get("Roles").toString().contains(role));
  }

  @Test
  void whatTheCentralBusDoesNotTakeIsKept() {
    assertThat(rule.at("/Targets/0/DeadLetterConfig/Arn").asText()).contains("UndeliveredEvents");
    assertThat(template.all("AWS::SQS::QueuePolicy").values())
        .anySatisfy(policy -> {
          assertThat(policy.get("Queues").toString()).contains("UndeliveredEvents");
          assertThat(policy.at("/PolicyDocument/Statement").toString())
              .contains("\"arn:aws:events:eu-west-1:111122223333:rule/lastgood-forward\"");
        });
  }

  /// The same template serves the central account.
  @Test
  void whereTheCentralBusIsItsOwnThereIsNoRule() {
    assertThat(isLeftOut(template)).isFalse();
    assertThat(
            isLeftOut(
                with(
                    Map.of(
                        "forwardTo", "arn:aws:events:eu-west-1:111122223333:event-bus/default"))))
        .isTrue();
    assertThat(
            isLeftOut(
                with(
                    Map.of(
                        "forwardTo", "arn:aws:events:eu-west-1:111122223333:event-bus/ops",
                        "eventBus", "ops"))))
        .isTrue();
  }

  /// What CloudFormation makes of the condition in account 111122223333, eu-west-1.
  private static boolean isLeftOut(Template template) {
    JsonNode conditions = template.json().get("Conditions");
    String name = conditions.fieldNames().next();
    assertThat(conditions).hasSize(1);
    assertThat(
            template
                .json()
                .get("Resources")
                .valueStream()
                .filter(resource -> resource.path("Condition").asText().equals(name))
                .map(resource -> resource.get("Type").asText()))
        .containsExactlyInAnyOrder("AWS::Events::Rule", "AWS::IAM::Role");
    JsonNode equal = conditions.get(name).at("/Fn::Not/0/Fn::Equals");
    assertThat(equal).hasSize(2);
    return equal.get(0).equals(equal.get(1));
  }

  @Test
  void theRuleStandsOnTheBusThatLastgoodSpeaksOn() {
    Template ops = with(Map.of("forwardTo", CENTRAL, "eventBus", "ops"));
    assertThat(rule(ops).get("EventBusName").asText()).isEqualTo("ops");
    assertThat(ops.json().toString())
        .contains("arn:aws:events:eu-west-1:111122223333:rule/ops/lastgood-forward");
  }

  @Test
  void nothingIsForwardedUnlessAskedFor() {
    assertThat(with(Map.of()).all("AWS::Events::Rule").values())
        .noneMatch(each -> each.path("Name").asText().equals("lastgood-forward"));
    assertThat(with(Map.of()).json().has("Conditions")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lastgood-hub",
        "arn:aws:events:eu-west-1:1234:event-bus/lastgood-hub",
        "arn:aws:events:eu-west-1:111122223333:rule/lastgood-hub",
        "arn:aws:sns:eu-west-1:111122223333:lastgood-hub",
        "arn:aws:events:eu-west-1:111122223333:event-bus/*"
      })
  void whatIsNoBusIsRefusedInOneSentence(String written) {
    assertThatThrownBy(() -> new CentralBus(written))
        .isInstanceOf(BadConfiguration.class)
        .hasMessage(
            "forwardTo '"
                + written
                + "' is no ARN of an event bus; write it like"
                + " arn:aws:events:eu-west-1:111122223333:event-bus/lastgood.");
  }
}
