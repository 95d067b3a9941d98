package io.github.lastgood.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.cdk.Template;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;

final class TargetsStackTest {

  @Test
  void aTargetIsRegisteredWithExactlyWhatTheFileSays() {
    Template template = Installation.TWO_TARGETS.targets();
    assertThat(row(template, "orders-api").get("Properties").toString())
        .isEqualTo(
            """
            {"ServiceToken":"%s","ServiceTimeout":"600","name":"orders-api",\
            "ecs":{"cluster":"prod","service":"orders-api","taskFamily":"orders",\
            "taskRoles":["arn:aws:iam::111122223333:role/task"],"repositories":["shop/orders"]},\
            "alarms":["orders-api-5xx","orders-api-p99"],\
            "policy":{"mode":"auto","bakeTime":"15m"}}\
            """
                .formatted(row(template, "orders-api").at("/Properties/ServiceToken").asText()));
    assertThat(row(template, "billing-api").at("/Properties/policy").toString())
        .isEqualTo("{\"mode\":\"off\"}");
  }

  @Test
  void theRegistrationFunctionIsWhatRegisters() {
    assertThat(
            row(Installation.TWO_TARGETS.targets(), "orders-api")
                .at("/Properties/ServiceToken")
                .asText())
        .contains("LastgoodRollback:", "TargetRegistrationHandler", "Arn");
  }

  @Test
  void aTargetIsRegisteredOnlyAfterThePermissionsOnIt() {
    Template template = Installation.TWO_TARGETS.targets();
    assertThat(Template.texts(row(template, "orders-api").get("DependsOn")))
        .containsExactlyInAnyOrderElementsOf(template.all("AWS::IAM::ManagedPolicy").keySet())
        .hasSize(3);
  }

  @Test
  void namesThatDifferByAHyphenAreTwoTargets() {
    Template template =
        Installation.synthesize("targets:" + target("ab") + target("a-b")).targets();
    assertThat(template.all("Custom::LastgoodTarget")).hasSize(2);
  }

  /// But it can be deployed: CloudFormation refuses a template without resources.
  @Test
  void anEmptyListGrantsAndRegistersNothing() {
    assertThat(Installation.NO_TARGETS.targets().json().path("Resources"))
        .singleElement()
        .hasToString("{\"Type\":\"AWS::CloudFormation::WaitConditionHandle\"}");
    assertThat(Installation.TWO_TARGETS.targets().all("AWS::CloudFormation::WaitConditionHandle"))
        .isEmpty();
  }

  /// Also beside a sample, which has a stack of its own, and as one installation of a pipeline.
  @Test
  void anEmptyListCanBeDeployedInAStageToo() {
    App app = LastgoodApp.create();
    var stage =
        new LastgoodStage(
            app,
            "Test",
            Environment.builder().account("111122223333").region("eu-west-1").build(),
            Map.of(
                "targets",
                Installation.file("targets: []").toString(),
                "functionsJar",
                Installation.standInForTheJar().toString()));
    assertThat(Template.of(stage.stacks().targets()).json().path("Resources")).hasSize(1);
    assertThat(
            Installation.with(SampleStacksTest.SAMPLES.getLast())
                .targets()
                .json()
                .path("Resources"))
        .hasSize(1);
  }

  @Test
  void takingTheLastTargetOutLeavesTheOtherStacksAsTheyAre() {
    assertThat(Installation.NO_TARGETS.rollback().json())
        .isEqualTo(Installation.TWO_TARGETS.rollback().json());
    assertThat(Installation.NO_TARGETS.ledger().json())
        .isEqualTo(Installation.TWO_TARGETS.ledger().json());
  }

  @Test
  void eightyTargetsFitIntoTheManagedPoliciesOfARole() {
    Template template =
        Installation.synthesize(
                "targets:"
                    + IntStream.range(0, 80)
                        .mapToObj(i -> target("some-longer-service-" + i))
                        .collect(Collectors.joining()))
            .targets();
    Map<String, JsonNode> policies = template.all("AWS::IAM::ManagedPolicy");
    assertThat(policies.values())
        .allSatisfy(policy ->
            assertThat(policy.get("PolicyDocument").toString().length()).isLessThan(6_144));
    assertThat(policies.keySet().stream().filter(each -> each.startsWith("LastgoodGrantsAct")))
        .hasSizeBetween(2, 10);
    assertThat(
            policies.values().stream()
                .map(policy -> policy.get("PolicyDocument").toString())
                .filter(document -> document.contains("service/prod/some-longer-service-79\"")))
        .hasSize(3);
  }

  @Test
  void targetsOfTheOtherKindsFitAsWell() {
    Template template =
        Installation.synthesize(
                "targets:"
                    + IntStream.range(0, 6).mapToObj(i -> others(i)).collect(Collectors.joining()))
            .targets();
    assertThat(template.all("Custom::LastgoodTarget")).hasSize(24);
    assertThat(template.all("AWS::IAM::ManagedPolicy").values())
        .hasSizeBetween(2, 20)
        .allSatisfy(policy ->
            assertThat(policy.get("PolicyDocument").toString().length()).isLessThan(6_144));
  }

  /// One of each, with all that can be stated.
  private static String others(int number) {
    return """

    - name: billing-%1$d
      codeDeploy: {application: billing-%1$d, deploymentGroup: production}
      alarms: [billing-5xx]
      policy: {mode: auto}
    - name: fleet-%1$d
      autoScalingGroup:
        name: fleet-%1$d
        launchTemplates: [lt-0a1b2c3d4e5f6071%1$d]
        instanceRoles: ["arn:aws:iam::111122223333:role/web-instance-%1$d"]
        imageParameters: [/shop/web-ami-%1$d]
      alarms: [web-5xx]
      policy: {mode: auto}
    - name: front-%1$d
      albTrafficSplit:
        ruleArn: arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener-rule/app/shop/50dc6c495c0c9188/f2f7dc8efc522ab2/9683b2d02a6cabe%1$d
        stable: arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/shop-blue/6d0ecf831eec9f09
        candidate: arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/shop-green/943f017f100becff
        candidateGroup: web-green-%1$d
      alarms: [front-5xx]
      policy: {mode: auto, candidateGroup: zero}
    - name: dns-%1$d
      route53TrafficSplit: {hostedZoneId: Z0SHOPEXAMPLE, name: shop-%1$d.example.com, type: A, stable: blue, candidate: green}
      alarms: [dns-5xx]
      policy: {mode: auto}
    """
        .formatted(number)
        .stripTrailing();
  }

  private static String target(String name) {
    return """

    - name: %1$s
      ecs: {cluster: prod, service: %1$s}
      alarms: [%1$s-5xx]
      policy: {mode: auto}
    """
        .formatted(name)
        .stripTrailing();
  }

  private static JsonNode row(Template template, String name) {
    return template.all("Custom::LastgoodTarget").entrySet().stream()
        .filter(each -> each.getValue().get("name").asText().equals(name))
        .map(each -> template.resource(each.getKey()))
        .findFirst()
        .orElseThrow();
  }
}
