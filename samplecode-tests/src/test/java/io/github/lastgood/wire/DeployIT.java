package io.github.lastgood.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.Target;

/// The main story through what was deployed: the shipped CDK app's templates are created in
/// CloudFormation, and events reach the functions by the rules, permissions, handlers, code and
/// environment that are found there then.
@ExtendWith(DeployedExtension.class)
@TestMethodOrder(OrderAnnotation.class)
class DeployIT {

  private static final int LAST = Integer.MAX_VALUE;
  private static final String ALARMS = "lambda.alarms.cloudwatch.amazonaws.com";

  private final DeployedWorld world;

  DeployIT(DeployedWorld world) {
    this.world = world;
  }

  @Test
  @Order(1)
  void aBadDeploymentIsRolledBackByWhatWasDeployed() throws Exception {
    assertThat(lastKnownGood()).isEqualTo(WireWorld.GOOD);

    Instant alarmAt = Instant.now().minusSeconds(10);
    world.scene().deployBad(alarmAt);
    deliver("ecs/bad-in-progress.json", alarmAt);
    deliver("ecs/bad-completed.json", alarmAt);
    world.scene().setAlarm("orders-api-5xx", StateValue.ALARM);
    deliver("cloudwatch/metric-alarm.json", alarmAt);

    assertThat(running()).isEqualTo(WireWorld.GOOD);
    assertThat(rollback()).isEqualTo("SETTLING");
    world.scene().ordersApi().settle(Instant.now());
    minute();
    assertThat(rollback()).isEqualTo("RECOVERING");
    world.scene().setAlarm("orders-api-5xx", StateValue.OK);
    minute();
    assertThat(rollback()).isEqualTo("RECOVERED");

    assertThat(world.front().calls().of("ecs", "UpdateService")).hasSize(1);
    assertThat(world.notices())
        .containsExactly(
            "Rolling back orders-api to orders-api:41", "orders-api recovered on orders-api:41");
    assertThat(world.happenings()).contains("Rollback Started", "Rollback Recovered");
    JsonNode status = world.operator("status.json");
    assertThat(status.path("quarantine").toString()).contains("orders-api:42");
  }

  /// Hands the event to the rules, one of which must want it.
  private void deliver(String file, Instant alarmAt) throws Exception {
    List<Answer> answers = world.rules().deliver(Events.file(file).shiftedTo(alarmAt));
    assertThat(answers).as(file).hasSize(1).allSatisfy(answer -> answer.body());
  }

  private void minute() throws Exception {
    assertThat(world.rules().passes("1 minute")).hasSize(1).allSatisfy(answer -> answer.body());
  }

  private String lastKnownGood() throws Exception {
    JsonNode good = world.operator("status.json").path("lastKnownGood");
    return good.path("revision").asText();
  }

  private String running() {
    return world.scene().ordersApi().primary().taskDefinition();
  }

  private String rollback() {
    return world.ledger().items("TARGET#orders-api", "ROLLBACK#").stream()
        .map(item -> LedgerTable.text(item, "status"))
        .findFirst()
        .orElse("no rollback");
  }

  @Test
  void nothingIsSkippedButWhatMotoDoesNotKnow() {
    assertThat(world.cloudFormation().skipped())
        .containsExactly(
            "AWS::CloudWatch::Alarm",
            "AWS::Lambda::EventInvokeConfig",
            "AWS::SNS::TopicPolicy",
            "AWS::SQS::QueuePolicy");
  }

  @ParameterizedTest
  @ValueSource(strings = {"alarm", "deployment", "hook", "operator", "pipeline", "registration"})
  void aFunctionRunsInTheRoleOfItsTemplateWithThePermissionsOfTheTargets(String function) {
    String name = "lastgood-" + function;
    String role = Arns.lastSegment(world.functions().configuration(name).role());

    assertThat(role).isEqualTo(world.installation().roleOf(name));
    assertThat(world.roles().assumedBy(role)).isEqualTo("lambda.amazonaws.com");
    assertThat(world.roles().ownPolicies(role)).isNotEmpty();
    assertThat(world.roles().attached(role))
        .isNotEmpty()
        .allSatisfy(policy -> assertThat(policy).startsWith("LastgoodTargets-"));
  }

  @Test
  void anEventThatARuleMayNotDeliverIsFoundInItsDeadLetterQueue() throws Exception {
    Events event = Events.file("cloudtrail/modify-rule.json");
    Rule rule = world.rules().matching(event).getFirst();
    Target target = world.rules().targets(rule).getFirst();
    world.permissions().remove(target.arn(), rule.arn());

    assertThat(world.rules().deliver(event)).isEmpty();

    assertThat(world.queues().take(Queues.name(target.deadLetterConfig().arn())))
        .containsExactly(Json.read(event.text()));
    world.permissions().add(target.arn(), DeployedRules.SERVICE, rule.arn());
    assertThat(world.rules().deliver(event)).hasSize(1);
  }

  @Test
  void onceADayTheTargetsThatAreDueHaveADrill() throws Exception {
    assertThat(world.rules().passes("1 day"))
        .singleElement()
        .satisfies(answer -> assertThat(answer.body()).contains("drills", "orders-api"));
  }

  @Test
  void anAlarmOfTheAccountMayInvokeTheAlarmFunctionItself() {
    String function = output("AlarmFunctionArn");
    String alarm = Arns.alarm("orders-api-5xx");
    String foreign = alarm.replace(Arns.ACCOUNT, "999999999999");

    assertThat(world.permissions().allow(function, ALARMS, alarm)).isTrue();
    assertThat(world.permissions().allow(function, ALARMS, foreign)).isFalse();
  }

  @Test
  void theHookAnswersEcsAndThePipelineFunctionItsPipeline() throws Exception {
    String hook = Events.file("ecs-hook/unregistered-service.json").text();
    String job = Events.file("codepipeline/unknown-target.json").text();

    assertThat(world.functions().invoke(output("HookFunctionArn"), hook).body())
        .isEqualTo("{\"hookStatus\":\"SUCCEEDED\"}");
    assertThat(world.functions().invoke(output("PipelineFunctionName"), job).body())
        .contains("nobody-registered-this");
    assertThat(world.roles().assumedBy(Arns.lastSegment(output("HookRoleArn"))))
        .isEqualTo("ecs.amazonaws.com");
  }

  private String output(String key) {
    return world.installation().output(key);
  }

  @Test
  void aTargetThatIsNotThereFailsItsStackWithTheSentence() throws Exception {
    assertThatThrownBy(() -> world.installation().deployTargetThatIsNotThere("LastgoodMistake"))
        .isInstanceOf(StackFailed.class)
        .hasMessageStartingWith(
            "Target no-such-api: there is no ECS service no-such-api in cluster prod");

    assertThat(world.cloudFormation().stacks()).doesNotContain("LastgoodMistake");
    assertThat(registered()).doesNotContain("no-such-api");
  }

  @Test
  void aChangedFileChangesATargetAndUnregistersWhatItNamesNoMore() throws Exception {
    assertThat(registered()).containsExactlyInAnyOrder("billing-api", "orders-api");

    world.installation().deploySecondTargets();

    assertThat(registered()).containsExactly("orders-api");
    assertThat(world.ledger().items("TARGET#orders-api", "STATE").toString()).contains("PT20M");
  }

  private List<String> registered() {
    return world.ledger().partition("TARGETS").stream()
        .map(item -> LedgerTable.text(item, "sk"))
        .toList();
  }

  @Test
  @Order(LAST)
  void removalUnregistersTheTargetsAndLeavesTheLedgerAndItsKey() throws Exception {
    LedgerRows ledger = world.ledger();

    world.installation().remove();

    assertThat(ledger.partition("TARGETS")).isEmpty();
    assertThat(world.installed())
        .satisfiesExactly(
            key -> assertThat(key).startsWith("key "),
            table -> assertThat(table).isEqualTo("table " + ledger.table()));
  }
}
