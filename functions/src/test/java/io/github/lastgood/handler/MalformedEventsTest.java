package io.github.lastgood.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.github.lastgood.Lastgood;
import io.github.lastgood.target.Orders;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One thing wrong in each file: a stable code, one sentence that says what to write instead, and
/// nothing changed.
class MalformedEventsTest {
  private static final Function<Lastgood, RequestStreamHandler> ALARM = AlarmHandler::new;
  private static final Function<Lastgood, RequestStreamHandler> DEPLOYMENT = DeploymentHandler::new;
  private static final Function<Lastgood, RequestStreamHandler> OPERATOR = OperatorHandler::new;

  record Case(
      String file,
      Function<Lastgood, RequestStreamHandler> function,
      String code,
      String sentence) {
    @Override
    public String toString() {
      return file + " " + code;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(
            "alarm-bad-timestamp",
            ALARM,
            "BAD_VALUE",
            "The event.detail.state's timestamp is no time; write it like 2026-11-02T10:15:30Z."),
        new Case(
            "alarm-unknown-state-value",
            ALARM,
            "BAD_VALUE",
            "The event.detail.state's value is none of OK, ALARM and INSUFFICIENT_DATA."),
        new Case(
            "alarm-without-name",
            ALARM,
            "MISSING_FIELD",
            "The event.detail lacks alarmName; see events/ for one that works."),
        new Case(
            "alarm-without-state",
            ALARM,
            "MISSING_FIELD",
            "The event.detail lacks state; see events/ for one that works."),
        new Case(
            "array-instead-of-object",
            ALARM,
            "WRONG_SHAPE",
            "The event must be one JSON object; see events/ for one that works."),
        new Case(
            "array-instead-of-object",
            DEPLOYMENT,
            "WRONG_SHAPE",
            "The event must be one JSON object; see events/ for one that works."),
        new Case(
            "array-instead-of-object",
            OPERATOR,
            "WRONG_SHAPE",
            "The event must be one JSON object; see events/ for one that works."),
        new Case(
            "autoscaling-without-refresh-id",
            DEPLOYMENT,
            "MISSING_FIELD",
            "The event.detail lacks InstanceRefreshId; see events/ for one that works."),
        new Case(
            "codedeploy-unknown-state",
            DEPLOYMENT,
            "BAD_VALUE",
            "The event's state is none of START, READY, SUCCESS, FAILURE and STOP."),
        new Case(
            "codedeploy-without-deployment-id",
            DEPLOYMENT,
            "MISSING_FIELD",
            "The event.detail lacks deploymentId; see events/ for one that works."),
        new Case(
            "ecs-unknown-event-name",
            DEPLOYMENT,
            "BAD_VALUE",
            "The event's eventName is none of SERVICE_DEPLOYMENT_IN_PROGRESS,"
                + " SERVICE_DEPLOYMENT_COMPLETED and SERVICE_DEPLOYMENT_FAILED."),
        new Case(
            "ecs-without-deployment-id",
            DEPLOYMENT,
            "MISSING_FIELD",
            "The event.detail lacks deploymentId; see events/ for one that works."),
        new Case(
            "ecs-without-resources",
            DEPLOYMENT,
            "MISSING_FIELD",
            "The event's resources must hold the service's ARN, and are empty."),
        new Case(
            "empty-object",
            ALARM,
            "WRONG_SHAPE",
            "The event is neither an alarm from EventBridge, SNS or an alarm's Lambda action nor"
                + " the watch tick; see events/cloudwatch for one that works."),
        new Case(
            "empty-object",
            DEPLOYMENT,
            "WRONG_SHAPE",
            "The event is no ECS Deployment State Change; see events/ecs for one that works."),
        new Case(
            "empty-object",
            OPERATOR,
            "MISSING_FIELD",
            "The command lacks command; see events/ for one that works."),
        new Case(
            "not-json-truncated",
            ALARM,
            "NOT_JSON",
            "The event is not JSON (line 17, column 1); see events/ for one that works."),
        new Case(
            "not-json-truncated",
            DEPLOYMENT,
            "NOT_JSON",
            "The event is not JSON (line 17, column 1); see events/ for one that works."),
        new Case(
            "not-json-truncated",
            OPERATOR,
            "NOT_JSON",
            "The event is not JSON (line 17, column 1); see events/ for one that works."),
        new Case(
            "operator-missing-command",
            OPERATOR,
            "MISSING_FIELD",
            "The command lacks command; see events/ for one that works."),
        new Case(
            "operator-missing-reason",
            OPERATOR,
            "MISSING_FIELD",
            "The command lacks reason; see events/ for one that works."),
        new Case(
            "operator-missing-target",
            OPERATOR,
            "MISSING_FIELD",
            "The command lacks target; see events/ for one that works."),
        new Case(
            "operator-shift-steps-fall",
            OPERATOR,
            "UNKNOWN_TARGET",
            "No target shop-front is registered; {\"command\":\"status\"} lists those that are."),
        new Case(
            "operator-to-without-revision",
            OPERATOR,
            "BAD_VALUE",
            "The command's to must be a task definition revision: family:41, or its whole ARN."),
        new Case(
            "operator-unknown-command",
            OPERATOR,
            "UNKNOWN_COMMAND",
            "The command is unknown; write one of register, unregister, rollback, plan, approve,"
                + " reject, status, history, drill, replay, mark-good, mark-bad, pardon, record,"
                + " shift, freeze, unfreeze."),
        new Case(
            "operator-unknown-target",
            OPERATOR,
            "UNKNOWN_TARGET",
            "No target order-api is registered; {\"command\":\"status\"} lists those that are."),
        new Case(
            "operator-wrong-type",
            OPERATOR,
            "WRONG_TYPE",
            "The command's force must be true or false, not a text."),
        new Case(
            "register-alarms-not-a-list",
            OPERATOR,
            "WRONG_TYPE",
            "The command.target's alarms must be a list of texts, not a text."),
        new Case(
            "register-bad-duration",
            OPERATOR,
            "BAD_VALUE",
            "The command.target.policy's bakeTime is no duration; write it like 90s, 15m or 2h."),
        new Case(
            "register-bad-mode",
            OPERATOR,
            "BAD_VALUE",
            "The command.target.policy's mode must be auto, approve, observe or off."),
        new Case(
            "register-code-deploy-without-group",
            OPERATOR,
            "MISSING_FIELD",
            "The command.target.codeDeploy lacks deploymentGroup; see events/ for one that works."),
        new Case(
            "register-missing-mode",
            OPERATOR,
            "MISSING_FIELD",
            "The command.target.policy lacks mode; see events/ for one that works."),
        new Case(
            "register-no-alarms",
            OPERATOR,
            "BAD_VALUE",
            "The command.target's alarms must name at least one."),
        new Case(
            "register-unknown-policy-key",
            OPERATOR,
            "UNKNOWN_FIELD",
            "The command.target.policy has an unknown field bakeTimes; it may have"
                + " approvalTimeout, bakeTime, maxRollbacksPerDay, mode, onQuarantined,"
                + " onUnknown, recoveryTimeout, settleTimeout, suspectWindow."),
        new Case(
            "register-pipeline-without-stage",
            OPERATOR,
            "MISSING_FIELD",
            "The command.target.pipeline lacks stage; see events/ for one that works."),
        new Case(
            "register-pipeline-bad-on-rollback",
            OPERATOR,
            "BAD_VALUE",
            "The command.target.pipeline's onRollback must be stopTransition or rollbackStage."),
        new Case(
            "register-without-kind",
            OPERATOR,
            "MISSING_FIELD",
            "The command.target lacks ecs; see events/ for one that works."),
        new Case(
            "sns-message-truncated",
            ALARM,
            "NOT_JSON",
            "The alarm inside the SNS record's Message is not JSON; send it whole."),
        new Case(
            "string-instead-of-object",
            ALARM,
            "WRONG_SHAPE",
            "The event must be one JSON object; see events/ for one that works."),
        new Case(
            "string-instead-of-object",
            DEPLOYMENT,
            "WRONG_SHAPE",
            "The event must be one JSON object; see events/ for one that works."),
        new Case(
            "string-instead-of-object",
            OPERATOR,
            "WRONG_SHAPE",
            "The event must be one JSON object; see events/ for one that works."),
        new Case(
            "watch-wrong-value",
            ALARM,
            "BAD_VALUE",
            "The event's lastgood must be watch: {\"lastgood\":\"watch\"}."));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void isRefused(Case malformed) {
    var bench = new Bench();
    bench.given(Orders.state());
    var size = bench.table.size();
    var answer =
        Bench.invoke(
            malformed.function().apply(bench.lastgood),
            Events.text("malformed/" + malformed.file() + ".json"));
    var refusal = answer.has("answers") ? answer.path("answers").path(0) : answer;

    assertThat(refusal.path("error").asText()).isEqualTo(malformed.code());
    assertThat(refusal.path("message").asText()).isEqualTo(malformed.sentence());
    assertThat(bench.state()).isEqualTo(Orders.state().withVersion(1));
    assertThat(bench.table.size()).isEqualTo(size);
    assertThat(bench.measured).containsExactly("refused");
  }

  @Test
  void noFileIsForgotten() {
    assertThat(cases().map(malformed -> malformed.file() + ".json").distinct())
        .containsExactlyInAnyOrderElementsOf(Events.in("malformed"));
  }
}
