package io.github.lastgood.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/// What a function writes to its log group, through the logging that is in the jar.
@ExtendWith(WireExtension.class)
class LogsIT {

  private static final String EVENT_ID = "54619b22-023f-4a14-83d1-7e56d9278a90";

  private final WireWorld world;

  LogsIT(WireWorld world) {
    this.world = world;
  }

  @Test
  void everyLineOfARollbackIsJsonAndSaysWhichTargetRollbackAndEventItIsOf() throws Exception {
    List<JsonNode> lines = linesOfARollback().filter(line -> line.has("message")).toList();

    assertThat(lines)
        .isNotEmpty()
        .allSatisfy(line -> {
          assertThat(line.path("service").asText()).isEqualTo("lastgood");
          assertThat(line.path("correlation_id").asText()).isEqualTo(EVENT_ID);
          assertThat(line.path("target").asText()).isEqualTo("orders-api");
        });
    assertThat(lines)
        .anySatisfy(line ->
            assertThat(line.path("rollback_id").asText())
                .isEqualTo("orders-api." + Scene.BAD_NUMBER));
  }

  @Test
  void aRollbackIsMeasured() throws Exception {
    List<JsonNode> metrics = linesOfARollback().filter(line -> line.has("_aws")).toList();

    assertThat(metrics)
        .anySatisfy(line -> {
          assertThat(line.path("Decisions").asInt()).isEqualTo(1);
          assertThat(line.path("Decision").asText()).isEqualTo("ROLL_BACK");
        })
        .anySatisfy(line -> assertThat(line.path("TimeToMove").asInt()).isBetween(10_000, 60_000));
  }

  private Stream<JsonNode> linesOfARollback() throws Exception {
    Instant alarmAt = Instant.now().minusSeconds(10);
    world.badDeploymentAfterRegistration(alarmAt);
    world.scene().setAlarm("orders-api-5xx", StateValue.ALARM);
    Answer answer = world.alarm(Events.file("cloudwatch/metric-alarm.json").shiftedTo(alarmAt));
    return answer.logs().stream().map(Json::read);
  }
}
