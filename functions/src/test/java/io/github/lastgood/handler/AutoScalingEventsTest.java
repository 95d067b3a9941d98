package io.github.lastgood.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lastgood.Refusal;
import io.github.lastgood.signal.Signal.Phase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutoScalingEventsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REFRESH = "c613620e-07e2-4ed2-a9e2-ef8258911ade";

  @ParameterizedTest
  @CsvSource({
    "bad-started, IN_PROGRESS, ''",
    "bad-checkpoint-reached, IN_PROGRESS, ''",
    "bad-started-baking, IN_PROGRESS, ''",
    "bad-succeeded, COMPLETED, ''",
    "bad-failed, FAILED, ''",
    "bad-cancelled, IN_PROGRESS, ''",
    "bad-rollback-started, IN_PROGRESS, -rollback",
    "bad-rollback-succeeded, COMPLETED, -rollback",
    "bad-rollback-failed, FAILED, -rollback",
  })
  void theDetailTypeTellsThePhase(String file, Phase phase, String suffix) throws Exception {
    var change = AutoScalingEvents.parse(event("autoscaling/" + file));

    assertThat(change.phase()).isEqualTo(phase);
    assertThat(change.deploymentId()).isEqualTo(REFRESH + suffix);
    assertThat(change.resourceId()).endsWith(":autoScalingGroupName/web");
  }

  @Test
  void anEventWithoutARefreshIsRefused() throws Exception {
    var event = event("malformed/autoscaling-without-refresh-id");

    assertThatThrownBy(() -> AutoScalingEvents.parse(event))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("lacks InstanceRefreshId");
  }

  @Test
  void anotherEventOfTheSourceIsRefused() throws Exception {
    var node = JSON.readTree(Path.of("..", "events", "autoscaling", "bad-failed.json").toFile());
    var event =
        Fields.of(
            ((ObjectNode) node).put("detail-type", "EC2 Instance Launch Successful"), "event");

    assertThatThrownBy(() -> AutoScalingEvents.parse(event))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("detail-type");
  }

  private static Fields event(String file) throws Exception {
    return Fields.of(JSON.readTree(Path.of("..", "events", file + ".json").toFile()), "event");
  }
}
