package io.github.lastgood.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lastgood.decision.Decision;
import io.github.lastgood.decision.Happening;
import io.github.lastgood.decision.Reason;
import io.github.lastgood.notification.Notices;
import io.github.lastgood.target.Mode;
import io.github.lastgood.target.Orders;
import io.github.lastgood.target.Policy;
import io.github.lastgood.target.Rollback;
import io.github.lastgood.target.TargetState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

class OperatorHandlerTest {
  private static final Pattern OTHER_KINDS =
      Pattern.compile("^shift|-(alb|route53)-split|-auto-scaling-group|-code-deploy|-template-");

  private final Bench bench = new Bench();

  private JsonNode operate(String file) {
    return bench.operateFile("operator/" + file + ".json");
  }

  /// Those for an ECS service and for all targets; the stories of the other kinds read theirs.
  static List<String> files() {
    return Events.in("operator").stream()
        .filter(file -> !OTHER_KINDS.matcher(file).find())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyCommandFileIsTaken(String file) {
    bench.given(Orders.state().withQuarantined(Orders.quarantined(Orders.revision(39))));

    assertThat(bench.operateFile("operator/" + file).has("error"))
        .isEqualTo(List.of("register-second.json", "approve.json", "reject.json").contains(file));
  }

  @Test
  void aYesOrANoToWhatNobodyAskedIsRefused() {
    bench.given(Orders.state());

    assertThat(operate("approve").path("error").asText()).isEqualTo("NOTHING_WAITS");
    assertThat(operate("reject").path("message").asText())
        .isEqualTo(
            "No rollback of orders-api waits for a word. Nobody was asked about what runs now. To"
                + " roll back all the same, order a rollback.");
  }

  @Test
  void aTargetIsRegisteredWithWhatRunsAsItsFirstKnownGood() {
    var answer = operate("register");

    assertThat(answer.path("target").asText()).isEqualTo("orders-api");
    assertThat(answer.path("mode").asText()).isEqualTo("auto");
    assertThat(answer.path("verdict").asText()).isEqualTo("known good");
    assertThat(answer.path("lastKnownGood").path("by").asText()).isEqualTo("registration");
    assertThat(bench.state().target().alarms()).hasSize(5);
  }

  @Test
  void registeringTheSameAgainChangesNothing() {
    operate("register");
    var before = bench.state();
    operate("register");

    assertThat(bench.state()).isEqualTo(before);
  }

  @Test
  void anotherPolicyKeepsWhatIsKnown() {
    operate("register");
    var before = bench.state();
    operate("register-observe");

    assertThat(bench.state().target().policy()).isEqualTo(Policy.of(Mode.OBSERVE));
    assertThat(bench.state().knownGood()).isEqualTo(before.knownGood());
  }

  @Test
  void aServiceThatDoesNotExistIsRefused() {
    var answer = operate("register-second");

    assertThat(answer.path("error").asText()).isEqualTo("UNKNOWN_RESOURCE");
    assertThat(answer.path("message").asText())
        .startsWith(
            "Target billing-api: there is no ECS service billing-api in cluster prod in this"
                + " account and region;");
  }

  @Test
  void aServiceThatIsRegisteredUnderAnotherNameIsRefused() {
    operate("register");
    var other = (ObjectNode) Events.json("operator/register.json");
    ((ObjectNode) other.path("target")).put("name", "orders");
    var answer = bench.operate(other.toString());

    assertThat(answer.path("error").asText()).isEqualTo("TAKEN");
    assertThat(answer.path("message").asText())
        .isEqualTo(
            "Target orders: ECS service prod/orders-api is registered as orders-api already;"
                + " unregister that one first.");
  }

  @Test
  void anAlarmThatDoesNotExistIsRefused() {
    var typo = Events.text("operator/register.json").replace("orders-api-p99", "order-api-p99");
    var answer = bench.operate(typo);

    assertThat(answer.path("error").asText()).isEqualTo("UNKNOWN_ALARM");
    assertThat(answer.path("message").asText()).contains("alarm order-api-p99 in this account");
    assertThat(bench.lastgood.ledger().directory()).isEmpty();
  }

  @Test
  void aTargetIsUnregistered() {
    bench.given(Orders.state());

    assertThat(operate("unregister").path("unregistered").asText()).isEqualTo("orders-api");
    assertThat(bench.lastgood.ledger().directory()).isEmpty();
  }

  @Test
  void anOrderRollsBackAndSaysWho() {
    bench.given(Orders.state());
    var answer = operate("rollback");

    assertThat(answer.path("decision").asText()).isEqualTo("ROLL_BACK");
    assertThat(answer.path("reason").asText()).isEqualTo("ORDERED");
    assertThat(answer.path("message").asText())
        .isEqualTo("ana@example.com ordered it: checkout shows wrong prices since this morning");
    verify(bench.ecs).updateService(any(UpdateServiceRequest.class));
    assertThat(bench.state().rollback())
        .satisfies(open -> assertThat(open).extracting(Rollback::by).isEqualTo("ana@example.com"));
  }

  @Test
  void aPlanChangesNothing() {
    var before = bench.given(Orders.state());
    var size = bench.table.size();
    var answer = operate("plan");

    assertThat(answer.path("decision").asText()).isEqualTo("ROLL_BACK");
    assertThat(answer.path("to").asText()).isEqualTo(Orders.GOOD.id());
    verify(bench.ecs, never()).updateService(any(UpdateServiceRequest.class));
    assertThat(bench.state()).isEqualTo(before);
    assertThat(bench.table.size()).isEqualTo(size);
    assertThat(bench.measured).isEmpty();
  }

  @Test
  void aRefusedMoveFailsTheRollbackAndPeopleHearOfIt() {
    bench.given(Orders.state());
    when(bench.ecs.updateService(any(UpdateServiceRequest.class)))
        .thenThrow(EcsException.builder().statusCode(400).message("No.").build());
    operate("rollback");

    assertThat(bench.state().rollback()).isNull();
    assertThat(bench.measured).contains("ended FAILED");
    assertThat(bench.notices).containsExactly("The rollback of orders-api to orders-api:41 FAILED");
  }

  @Test
  void aFreezeIsAppliedAndLifted() {
    bench.given(Orders.state());

    assertThat(operate("freeze").path("frozen").asText())
        .isEqualTo("by ana@example.com since 2026-11-02T10:15:32.124Z: load test until noon");
    assertThat(operate("rollback").path("reason").asText()).isEqualTo("TARGET_FROZEN");
    assertThat(operate("unfreeze").has("frozen")).isFalse();
  }

  @Test
  void theWholeAccountIsFrozenAndOpenedAgain() {
    bench.given(Orders.state());
    operate("freeze-account");

    assertThat(operate("rollback").path("reason").asText()).isEqualTo("ACCOUNT_FROZEN");
    assertThat(operate("status-all").path("frozen").asText()).startsWith("by ana@example.com");
    assertThat(operate("rollback-force").path("decision").asText()).isEqualTo("ROLL_BACK");

    operate("unfreeze-account");
    assertThat(bench.lastgood.ledger().account().freeze()).isNull();
  }

  @Test
  void aRevisionIsMarkedGoodMarkedBadAndPardoned() {
    bench.given(Orders.state());

    assertThat(operate("mark-bad").path("verdict").asText()).isEqualTo("quarantined");
    assertThat(operate("pardon").path("quarantine")).isEmpty();
    assertThat(operate("mark-good").path("lastKnownGood").path("by").asText())
        .isEqualTo("mark-good by ana@example.com");
  }

  @Test
  void aRevisionThatEcsDoesNotKnowIsNotMarkedGood() {
    bench.given(Orders.state());
    when(bench.ecs.describeTaskDefinition(any(DescribeTaskDefinitionRequest.class)))
        .thenThrow(EcsException.builder().statusCode(400).message("No.").build());

    assertThat(operate("mark-good").path("message").asText())
        .isEqualTo(
            "There is no revision orders-api:41 of orders-api; write it like family:41, or as its"
                + " ARN.");
  }

  @ParameterizedTest
  @CsvSource({
    "orders-api:41",
    "arn:aws:ecs:eu-west-1:111122223333:task-definition/orders-api:41",
  })
  void aRevisionIsWrittenShortOrWhole(String revision) {
    bench.given(Orders.state());
    var answer = order("rollback", "\"to\":\"" + revision + "\"");

    assertThat(answer.path("to").asText()).isEqualTo(Orders.GOOD.id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"orders-api", "41", "orders-api:0", "orders-api:latest", "a b:1"})
  void anythingElseIsNoRevision(String revision) {
    bench.given(Orders.state());

    assertThat(order("rollback", "\"to\":\"" + revision + "\"").path("error").asText())
        .isEqualTo("BAD_VALUE");
  }

  private JsonNode order(String command, String more) {
    return bench.operate(
        "{\"command\":\""
            + command
            + "\",\"target\":\"orders-api\",\"by\":\"ana\",\"reason\":\"why\","
            + more
            + "}");
  }

  @Test
  void aCommandThatNamesNoTargetByMistakeDoesNotFreezeTheAccount() {
    var answer =
        bench.operate("{\"command\":\"freeze\",\"target\":null,\"by\":\"a\",\"reason\":\"b\"}");

    assertThat(answer.path("error").asText()).isEqualTo("UNKNOWN_FIELD");
    assertThat(bench.lastgood.ledger().account().freeze()).isNull();
  }

  @Test
  void statusSaysWhatRunsWhatIsGoodAndWhatIsRed() {
    bench.given(Orders.state());
    bench.alarmFile("cloudwatch/metric-alarm.json");
    var status = operate("status");
    var line = operate("status-all").path("targets").path(0);

    assertThat(status.path("running").path("revision").asText()).isEqualTo(Orders.BAD.id());
    assertThat(status.path("verdict").asText()).isEqualTo("quarantined");
    assertThat(status.path("alarms").path("orders-api-5xx").asText())
        .isEqualTo("ALARM since 2026-11-02T10:15:30.124Z");
    assertThat(status.path("rollback").path("status").asText()).isEqualTo("SETTLING");
    assertThat(line.path("red").path(0).asText()).isEqualTo("orders-api-5xx");
    assertThat(line.path("lastKnownGood").asText()).isEqualTo("orders-api:41");
  }

  @Test
  void everyVerdictHasItsWords() {
    assertThat(verdict(TargetState.registered(Orders.target(Mode.AUTO))))
        .isEqualTo("nothing seen yet");
    assertThat(verdict(Orders.state().withCurrent(Orders.badInFlight())))
        .isEqualTo("being deployed");
    assertThat(verdict(Orders.state())).isEqualTo("waits for every alarm to be OK");
    assertThat(verdict(Orders.state().withCurrent(Orders.bad().quietSince(Orders.SETTLED))))
        .isEqualTo("bakes until 2026-11-02T10:20:00Z");
    assertThat(verdict(Orders.state().withCurrent(Orders.good()))).isEqualTo("known good");
  }

  private static Object verdict(TargetState state) {
    return StatusView.of(state).getOrDefault("verdict", "none");
  }

  @Test
  void historyHasDeploymentsRollbacksAndDecisions() {
    bench.given(Orders.state());
    bench.alarmFile("cloudwatch/metric-alarm.json");
    bench.now = bench.now.plusSeconds(60);
    bench.alarmFile("watch/tick.json");
    var history = operate("history");

    assertThat(history.path("rollbacks").path(0).path("status").asText()).isEqualTo("RECOVERED");
    assertThat(history.path("decisions").path(0).path("reason").asText())
        .isEqualTo("ALARM_AFTER_DEPLOYMENT");
    assertThat(history.path("deployments").path(0).path("deploymentId").asText())
        .isEqualTo(Orders.ROLLBACK_DEPLOYMENT_ID);
  }

  @Test
  void theCommandsThatNoticesNameAreTakenAsTheyStand() {
    var started =
        Notices.of(
                Orders.state(),
                new Happening.RollbackMoved(
                    Orders.rollback().moved(Orders.NOW, Orders.ROLLBACK_DEPLOYMENT_ID),
                    Duration.ZERO),
                Orders.NOW)
            .orElseThrow();
    var escalated =
        Notices.of(
                Orders.state(),
                new Decision.Escalate(Reason.NO_KNOWN_GOOD, "Nothing is good."),
                "event-1",
                Orders.NOW)
            .orElseThrow();
    var commands = payloads(started.text() + escalated.text());

    assertThat(commands)
        .extracting(command -> Events.parse(command).path("command").asText())
        .containsExactly("pardon", "rollback", "status", "plan", "rollback");
    bench.given(Orders.state());
    assertThat(commands)
        .allSatisfy(command -> assertThat(bench.operate(command).has("error")).isFalse());
  }

  private static List<String> payloads(String text) {
    var payloads = new ArrayList<String>();
    var matcher = Pattern.compile("--payload '([^']*)'").matcher(text);
    while (matcher.find()) {
      payloads.add(matcher.group(1));
    }
    return payloads;
  }
}
