package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import io.github.lastgood.account.WorldOptions;
import io.github.lastgood.account.ecs.TaskBehaviour.Healthy;
import io.github.lastgood.stage.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/// Every file of `events/` that a function hears by itself is answered as `events/README.md` says,
/// at the file's own time in the world it comes from.
class EventsCatalogueTest extends Story {

  /// What has happened by then.
  enum Turn {
    /// 42 was deployed at 10:00, and only the file says that it hurts.
    DEPLOYED,
    /// The same, with ECS's own circuit breaker off.
    DEPLOYED_WITHOUT_BREAKER,
    /// The same, with `billing-api` registered too.
    DEPLOYED_BESIDE_BILLING,
    /// 42 hurts and is rolled back from 10:15:30 on.
    ROLLED_BACK,
    /// The alarms were red from 09:50:30 on, before 42 was deployed.
    RED_BEFORE
  }

  private static final String TABLE =
      """
      cloudwatch/metric-alarm                         | 10:15:31 | DEPLOYED    | ROLL_BACK ALARM_AFTER_DEPLOYMENT
      cloudwatch/metric-ok                            | 10:24:31 | ROLLED_BACK | IGNORE NOT_RED
      cloudwatch/metric-insufficient-data             | 10:12:46 | DEPLOYED    | IGNORE NOT_RED
      cloudwatch/metric-math-alarm                    | 10:16:46 | DEPLOYED    | ROLL_BACK ALARM_AFTER_DEPLOYMENT
      cloudwatch/metric-math-alarm                    | 10:16:46 | ROLLED_BACK | IGNORE ROLLBACK_EXISTS
      cloudwatch/metric-math-ok                       | 10:24:46 | ROLLED_BACK | IGNORE NOT_RED
      cloudwatch/composite-alarm                      | 10:15:31 | DEPLOYED    | ROLL_BACK ALARM_AFTER_DEPLOYMENT
      cloudwatch/composite-alarm                      | 10:15:31 | ROLLED_BACK | IGNORE ROLLBACK_EXISTS
      cloudwatch/composite-ok                         | 10:24:46 | ROLLED_BACK | IGNORE NOT_RED
      cloudwatch/composite-alarm-suppressed-wait-period | 10:15:31 | DEPLOYED  | IGNORE ALARM_SUPPRESSED
      cloudwatch/composite-alarm-suppressed-by-alarm  | 10:15:31 | DEPLOYED    | IGNORE ALARM_SUPPRESSED
      cloudwatch/composite-alarm-to-alarm-suppression-lifted | 10:17:31 | DEPLOYED | ROLL_BACK ALARM_AFTER_DEPLOYMENT
      cloudwatch/composite-alarm-to-alarm-red-before-deployment | 10:15:46 | RED_BEFORE | IGNORE RED_BEFORE_DEPLOYMENT
      cloudwatch/log-alarm                            | 10:16:01 | DEPLOYED    | IGNORE UNKNOWN_ALARM
      cloudwatch/contributor-alarm                    | 10:15:36 | DEPLOYED    | ROLL_BACK ALARM_AFTER_DEPLOYMENT
      cloudwatch/contributor-alarm                    | 10:15:36 | ROLLED_BACK | IGNORE ROLLBACK_EXISTS
      cloudwatch/contributor-ok                       | 10:24:36 | ROLLED_BACK | IGNORE NOT_RED
      cloudwatch/multi-series-alarm                   | 10:15:36 | DEPLOYED    | ROLL_BACK ALARM_AFTER_DEPLOYMENT
      cloudwatch/multi-series-alarm                   | 10:15:36 | ROLLED_BACK | IGNORE ROLLBACK_EXISTS
      cloudwatch/metric-alarm-muted                   | 10:15:31 | DEPLOYED    | IGNORE ALARM_MUTED
      cloudwatch/metric-alarm-hours-old               | 10:10:00 | DEPLOYED    | IGNORE ALARM_OVER
      cloudwatch/metric-alarm-before-deployment       | 10:10:00 | RED_BEFORE  | IGNORE RED_BEFORE_DEPLOYMENT
      cloudwatch/metric-alarm-after-rollback          | 10:40:31 | ROLLED_BACK | ESCALATE ROLLBACK_DID_NOT_HELP
      cloudwatch/metric-alarm-unknown-alarm           | 10:15:34 | DEPLOYED    | IGNORE UNKNOWN_ALARM
      cloudwatch/metric-alarm-web-fleet               | 10:15:31 | DEPLOYED    | IGNORE UNKNOWN_ALARM
      cloudwatch/metric-alarm-extra-fields            | 10:15:31 | DEPLOYED    | ROLL_BACK ALARM_AFTER_DEPLOYMENT
      cloudwatch/metric-alarm-missing-optional-fields | 10:15:31 | DEPLOYED    | ROLL_BACK ALARM_AFTER_DEPLOYMENT
      cloudwatch/metric-alarm-billing-api             | 10:15:43 | DEPLOYED    | IGNORE UNKNOWN_ALARM
      cloudwatch/metric-alarm-billing-api             | 10:15:43 | DEPLOYED_BESIDE_BILLING | IGNORE NO_RECENT_DEPLOYMENT
      cloudwatch-lambda-action/metric-alarm           | 10:15:31 | DEPLOYED    | ROLL_BACK ALARM_AFTER_DEPLOYMENT
      cloudwatch-lambda-action/metric-alarm           | 10:15:31 | ROLLED_BACK | IGNORE ROLLBACK_EXISTS
      cloudwatch-lambda-action/metric-ok              | 10:24:31 | ROLLED_BACK | IGNORE NOT_RED
      cloudwatch-lambda-action/composite-alarm        | 10:15:31 | DEPLOYED    | ROLL_BACK ALARM_AFTER_DEPLOYMENT
      cloudwatch-lambda-action/composite-alarm        | 10:15:31 | ROLLED_BACK | IGNORE ROLLBACK_EXISTS
      cloudwatch-lambda-action/contributor-alarm      | 10:15:36 | DEPLOYED    | ROLL_BACK ALARM_AFTER_DEPLOYMENT
      cloudwatch-lambda-action/contributor-alarm      | 10:15:36 | ROLLED_BACK | IGNORE ROLLBACK_EXISTS
      sns/metric-alarm                                | 10:15:31 | DEPLOYED    | ROLL_BACK ALARM_AFTER_DEPLOYMENT
      sns/metric-ok                                   | 10:24:31 | ROLLED_BACK | IGNORE NOT_RED
      sns/composite-alarm                             | 10:15:31 | DEPLOYED    | ROLL_BACK ALARM_AFTER_DEPLOYMENT
      sns/contributor-alarm                           | 10:15:36 | DEPLOYED    | ROLL_BACK ALARM_AFTER_DEPLOYMENT
      sns/several-alarms-one-target                   | 10:16:46 | DEPLOYED    | ROLL_BACK ALARM_AFTER_DEPLOYMENT, IGNORE ROLLBACK_EXISTS
      sns/several-alarms-two-targets                  | 10:15:43 | DEPLOYED    | ROLL_BACK ALARM_AFTER_DEPLOYMENT, IGNORE UNKNOWN_ALARM
      sns/several-alarms-two-targets                  | 10:15:43 | DEPLOYED_BESIDE_BILLING | ROLL_BACK ALARM_AFTER_DEPLOYMENT, IGNORE NO_RECENT_DEPLOYMENT
      sns/not-an-alarm                                | 10:15:30 | DEPLOYED    | IGNORE NOT_AN_ALARM
      sns/alarm-beside-something-else                 | 10:15:31 | DEPLOYED    | IGNORE NOT_AN_ALARM, ROLL_BACK ALARM_AFTER_DEPLOYMENT
      ecs/good-in-progress                            | 10:00:00 | DEPLOYED    | IGNORE NOT_RED
      ecs/good-completed                              | 10:00:00 | DEPLOYED    | IGNORE NOT_RED
      ecs/bad-in-progress                             | 10:00:01 | DEPLOYED    | IGNORE NOT_RED
      ecs/bad-completed                               | 10:05:01 | DEPLOYED    | IGNORE NOT_RED
      ecs/bad-failed                                  | 10:04:11 | DEPLOYED    | IGNORE AWS_ROLLS_BACK
      ecs/bad-failed                                  | 10:04:11 | DEPLOYED_WITHOUT_BREAKER | ROLL_BACK DEPLOYMENT_FAILED
      ecs/bad-failed-circuit-breaker                  | 10:04:11 | DEPLOYED    | IGNORE AWS_ROLLS_BACK
      ecs/bad-failed-circuit-breaker                  | 10:04:11 | DEPLOYED_WITHOUT_BREAKER | ROLL_BACK DEPLOYMENT_FAILED
      ecs/bad-failed-deployment-alarms                | 10:04:11 | DEPLOYED    | IGNORE AWS_ROLLS_BACK
      ecs/bad-failed-deployment-alarms                | 10:04:11 | DEPLOYED_WITHOUT_BREAKER | ROLL_BACK DEPLOYMENT_FAILED
      ecs/ecs-rollback-in-progress                    | 10:04:13 | DEPLOYED    | IGNORE NOT_RED
      ecs/ecs-rollback-completed                      | 10:06:31 | DEPLOYED    | IGNORE NOT_RED
      ecs/lastgood-rollback-in-progress               | 10:15:34 | ROLLED_BACK | IGNORE NOT_RED
      ecs/lastgood-rollback-completed                 | 10:20:31 | ROLLED_BACK | IGNORE NOT_RED
      ecs/unregistered-service-completed              | 10:07:01 | DEPLOYED    | IGNORE UNKNOWN_RESOURCE
      """;

  /// Files that no rule matches, so no function ever hears of them.
  private static final Set<String> UNHEARD =
      Set.of(
          "cloudwatch/alarm-configuration-change",
          "ecs/service-action-steady-state",
          "ecs/task-state-change");

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = TABLE)
  void theFileIsAnsweredAsTheReadmeSays(String file, String time, Turn turn, String answers) {
    play(turn);
    until(time);
    var event = Stage.event(file + ".json");
    if (file.startsWith("ecs/")) {
      stage.deployment(event);
    } else {
      stage.alarm(event);
    }
    assertThat(stage.failures()).isEmpty();
    assertThat(stage.answers().getLast().path("answers").valueStream().map(this::words))
        .containsExactly(answers.split(", ", -1));
  }

  private String words(JsonNode answer) {
    return answer.path("decision").asText() + " " + answer.path("reason").asText();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cloudwatch", "cloudwatch-lambda-action", "sns", "ecs"})
  void noFileIsLeftOut(String folder) throws IOException {
    try (var files = Files.list(Stage.events().resolve(folder))) {
      assertThat(files.map(file -> folder + "/" + file.getFileName()))
          .map(file -> file.replace(".json", ""))
          .filteredOn(file -> !UNHEARD.contains(file))
          .allSatisfy(file -> assertThat(TABLE).contains(file + " "));
    }
  }

  private void play(Turn turn) {
    var usual = WorldOptions.usual();
    switch (turn) {
      case DEPLOYED -> deployed(usual);
      case DEPLOYED_WITHOUT_BREAKER -> deployed(usual.withoutBreaker());
      case DEPLOYED_BESIDE_BILLING -> {
        deployed(usual);
        operate("register-second.json");
      }
      case ROLLED_BACK -> deploy(Release.BAD);
      case RED_BEFORE -> {
        harmless(usual.startingAt(Instant.parse("2026-11-02T09:50:00Z")));
        until("09:50:30");
        hold(World.ALARM_5XX, StateValue.ALARM);
        until("10:00");
        deploy(Release.BAD);
      }
    }
  }

  private void deployed(WorldOptions options) {
    harmless(options);
    deploy(Release.BAD);
  }

  private void harmless(WorldOptions options) {
    begin(World.create(options), UnaryOperator.identity());
    world.account().ecs().workloads().behave(World.image(Release.BAD), new Healthy());
  }
}
