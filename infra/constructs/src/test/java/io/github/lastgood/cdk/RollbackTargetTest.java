package io.github.lastgood.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.cdk.targets.Kind;
import io.github.lastgood.cdk.targets.PipelineStage;
import io.github.lastgood.cdk.targets.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;

/// A foreign app with a target of each kind, all of them in one stack.
final class RollbackTargetTest {
  private static final EveryKindStack EVERY_KIND = EveryKindStack.make();
  private static final Template TEMPLATE = Template.of(EVERY_KIND);

  @Test
  void aServiceIsRegisteredWithWhatItsTaskDefinitionSays() {
    JsonNode ecs = row("orders-api").get("ecs");
    String service = "${" + id("AWS::ECS::Service", "Orders") + ".Name}";
    assertThat(ecs.get("cluster").asText()).isEqualTo("${" + only("AWS::ECS::Cluster") + "}");
    assertThat(ecs.get("service").asText()).isEqualTo(service);
    assertThat(ecs.get("taskFamily").asText())
        .isEqualTo(TEMPLATE.only("AWS::ECS::TaskDefinition").get("Family").asText());
    JsonNode task = TEMPLATE.only("AWS::ECS::TaskDefinition");
    assertThat(Template.texts(ecs.get("taskRoles")))
        .containsExactly(task.get("TaskRoleArn").asText(), task.get("ExecutionRoleArn").asText());
    assertThat(ecs.get("repositories")).hasSize(1);
    assertThat(ecs.get("repositories").get(0).asText())
        .endsWith(":repository/${" + only("AWS::ECR::Repository") + "}");
  }

  @Test
  void aGroupIsRegisteredWithItsTemplateRoleAndParameter() {
    assertThat(row("web-fleet").get("autoScalingGroup").toString())
        .isEqualTo(
            """
            {"name":"${%s}","launchTemplates":["${%s}"],\
            "instanceRoles":["${%s.Arn}"],"imageParameters":["/shop/web-ami"]}\
            """
                .formatted(
                    only("AWS::AutoScaling::AutoScalingGroup"),
                    only("AWS::EC2::LaunchTemplate"),
                    id("AWS::IAM::Role", "WebRole")));
  }

  @ParameterizedTest
  @CsvSource({
    "shop-front, AWS::ElasticLoadBalancingV2::ListenerRule",
    "shop-default, AWS::ElasticLoadBalancingV2::Listener"
  })
  void aSplitIsRegisteredByItsRuleOrListener(String target, String type) {
    JsonNode split = row(target).get("albTrafficSplit");
    assertThat(split.get("ruleArn").asText()).isEqualTo("${" + only(type) + "}");
    assertThat(split.get("stable").asText())
        .isEqualTo("${" + id("AWS::ElasticLoadBalancingV2::TargetGroup", "Blue") + "}");
    assertThat(split.get("candidate").asText())
        .isEqualTo("${" + id("AWS::ElasticLoadBalancingV2::TargetGroup", "Green") + "}");
  }

  @Test
  void aSplitThatScalesInSaysSoInItsPolicy() {
    assertThat(row("shop-front").at("/albTrafficSplit/candidateGroup").asText())
        .isEqualTo("${" + only("AWS::AutoScaling::AutoScalingGroup") + "}");
    assertThat(row("shop-front").get("policy").toString())
        .isEqualTo("{\"mode\":\"auto\",\"candidateGroup\":\"zero\",\"minHealthyTargets\":\"2\"}");
    assertThat(row("shop-default").get("policy").toString()).isEqualTo("{\"mode\":\"auto\"}");
  }

  @Test
  void recordsAreRegisteredAsIamComparesTheirName() {
    assertThat(row("shop-dns").get("route53TrafficSplit").toString())
        .isEqualTo(
            """
            {"hostedZoneId":"${%s}","name":"www.shop.example.com","type":"A","stable":"blue",\
            "candidate":"green"}\
            """
                .formatted(only("AWS::Route53::HostedZone")));
  }

  @Test
  void aDeploymentGroupIsRegisteredByItsNames() {
    assertThat(row("billing").get("codeDeploy").toString())
        .isEqualTo(
            "{\"application\":\"${%s}\",\"deploymentGroup\":\"${%s}\"}"
                .formatted(
                    only("AWS::CodeDeploy::Application"),
                    only("AWS::CodeDeploy::DeploymentGroup")));
    assertThat(row("checkout").get("codeDeploy").toString())
        .isEqualTo("{\"application\":\"checkout\",\"deploymentGroup\":\"prod\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "orders-api",
        "web-fleet",
        "shop-front",
        "shop-default",
        "shop-dns",
        "billing",
        "checkout"
      })
  void aTargetIsRegisteredAfterItsAlarmAndThePermissionsOnIt(String name) {
    List<String> waitsFor = Template.texts(resource(name).get("DependsOn"));
    assertThat(waitsFor).contains(only("AWS::CloudWatch::Alarm"));
    assertThat(waitsFor.stream().filter(each -> each.startsWith("LastgoodGrantsAct"))).hasSize(1);
    assertThat(waitsFor.stream().filter(each -> each.startsWith("LastgoodGrantsRead"))).hasSize(1);
    assertThat(Template.texts(row(name).get("alarms")))
        .containsExactly("${" + only("AWS::CloudWatch::Alarm") + "}");
  }

  @ParameterizedTest
  @CsvSource({
    "orders-api, AWS::ECS::Service, Orders",
    "web-fleet, AWS::AutoScaling::AutoScalingGroup, ''",
    "web-fleet, AWS::EC2::LaunchTemplate, ''",
    "shop-front, AWS::ElasticLoadBalancingV2::ListenerRule, ''",
    "shop-front, AWS::ElasticLoadBalancingV2::TargetGroup, Green",
    "shop-front, AWS::AutoScaling::AutoScalingGroup, ''",
    "shop-default, AWS::ElasticLoadBalancingV2::Listener, ''",
    "shop-dns, AWS::Route53::RecordSet, Blue",
    "shop-dns, AWS::Route53::RecordSet, Green",
    "billing, AWS::CodeDeploy::DeploymentGroup, ''"
  })
  void aTargetIsRegisteredAfterWhatItIs(String name, String type, String beginning) {
    assertThat(Template.texts(resource(name).get("DependsOn"))).contains(id(type, beginning));
  }

  /// What `targets.yaml` says about the same things, which it can only say when they are there.
  @Test
  void theSameIsGrantedAsForTheSameTargetsWrittenDown() {
    var app = new App();
    var stack = new Stack(app, "EveryKind");
    var lastgood = Samples.lastgood(app);
    for (JsonNode row : TEMPLATE.all("Custom::LastgoodTarget").values()) {
      RollbackTarget.of(
          stack,
          lastgood,
          new Target(row.get("name").asText(), kind(row), List.of("a"), Map.of(), pipeline(row)));
    }
    Template written = Template.of(stack);
    for (String handler : List.of("AlarmHandler", "OperatorHandler", "TargetRegistrationHandler")) {
      assertThat(Grant.of(TEMPLATE, handler).distinct())
          .as(handler)
          .isNotEmpty()
          .containsExactlyInAnyOrderElementsOf(Grant.of(written, handler).distinct().toList());
    }
  }

  @Test
  void nothingButTheTargetsMayBeChanged() {
    assertThat(Grant.of(TEMPLATE, "AlarmHandler").filter(Grant::changesSomething))
        .extracting(grant -> grant.action() + " " + grant.resource())
        .contains(
            "elasticloadbalancing:ModifyRule ${"
                + only("AWS::ElasticLoadBalancingV2::ListenerRule")
                + "}",
            "elasticloadbalancing:ModifyListener ${"
                + only("AWS::ElasticLoadBalancingV2::Listener")
                + "}",
            "iam:PassRole ${" + id("AWS::IAM::Role", "WebRole") + ".Arn}")
        .doesNotContain("ecs:UpdateService *", "iam:PassRole *");
    assertThat(Grant.of(TEMPLATE, "TargetRegistrationHandler")).noneMatch(Grant::changesSomething);
  }

  @Test
  void targetsOfAStackShareTheirPolicies() {
    // Seven targets fit into two groups; each group has a policy to act and one to look, and the
    // one with the ECS service has the hook's.
    assertThat(TEMPLATE.all("AWS::IAM::ManagedPolicy")).hasSize(5);
  }

  @Test
  void aPipelineIsNamedByItsStage() {
    JsonNode pipeline = row("checkout").get("pipeline");
    assertThat(pipeline.toString())
        .isEqualTo(
            "{\"name\":\"${%s}\",\"stage\":\"Prod\",\"onRollback\":\"rollbackStage\"}"
                .formatted(only("AWS::CodePipeline::Pipeline")));
    assertThat(Grant.of(TEMPLATE, "AlarmHandler").map(Grant::action))
        .contains("codepipeline:RollbackStage");
  }

  private static Optional<PipelineStage> pipeline(JsonNode row) {
    return Optional.ofNullable(row.get("pipeline"))
        .map(stage ->
            new PipelineStage(
                stage.get("name").asText(),
                stage.get("stage").asText(),
                stage.get("onRollback").asText().equals(PipelineStage.ROLLBACK_STAGE)));
  }

  private static Kind kind(JsonNode row) {
    if (row.has("ecs")) {
      JsonNode ecs = row.get("ecs");
      return new Kind.EcsService(
          ecs.get("cluster").asText(),
          ecs.get("service").asText(),
          Optional.of(ecs.get("taskFamily").asText()),
          Optional.of(Template.texts(ecs.get("taskRoles"))),
          Optional.of(Template.texts(ecs.get("repositories"))));
    }
    if (row.has("autoScalingGroup")) {
      JsonNode group = row.get("autoScalingGroup");
      return new Kind.AutoScalingGroup(
          group.get("name").asText(),
          Optional.of(Template.texts(group.get("launchTemplates"))),
          Template.texts(group.get("instanceRoles")),
          Template.texts(group.get("imageParameters")));
    }
    if (row.has("albTrafficSplit")) {
      JsonNode split = row.get("albTrafficSplit");
      return new Kind.AlbTrafficSplit(
          split.get("ruleArn").asText(),
          row.get("name").asText().equals("shop-default"),
          split.get("stable").asText(),
          split.get("candidate").asText(),
          Optional.ofNullable(split.get("candidateGroup")).map(JsonNode::asText),
          split.has("candidateGroup"));
    }
    if (row.has("route53TrafficSplit")) {
      JsonNode split = row.get("route53TrafficSplit");
      return new Kind.Route53TrafficSplit(
          split.get("hostedZoneId").asText(),
          split.get("name").asText(),
          split.get("type").asText(),
          split.get("stable").asText(),
          split.get("candidate").asText());
    }
    return new Kind.CodeDeployGroup(
        row.at("/codeDeploy/application").asText(), row.at("/codeDeploy/deploymentGroup").asText());
  }

  private static JsonNode row(String name) {
    return resource(name).get("Properties");
  }

  private static JsonNode resource(String name) {
    return TEMPLATE.all("Custom::LastgoodTarget").entrySet().stream()
        .filter(each -> each.getValue().get("name").asText().equals(name))
        .map(each -> TEMPLATE.resource(each.getKey()))
        .findFirst()
        .orElseThrow();
  }

  private static String only(String type) {
    return id(type, "");
  }

  /// The only logical id of that type and beginning.
  private static String id(String type, String beginning) {
    List<String> ids =
        TEMPLATE.all(type).keySet().stream().filter(id -> id.startsWith(beginning)).toList();
    assertThat(ids).as(type + " " + beginning).hasSize(1);
    return ids.getFirst();
  }
}
