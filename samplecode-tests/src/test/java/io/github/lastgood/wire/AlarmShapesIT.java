package io.github.lastgood.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/// However an alarm reaches the function, it puts the service back on the last known good task
/// definition.
@ExtendWith(WireExtension.class)
class AlarmShapesIT {

  private final WireWorld world;

  AlarmShapesIT(WireWorld world) {
    this.world = world;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cloudwatch/metric-alarm.json",
        "cloudwatch-lambda-action/metric-alarm.json",
        "sns/metric-alarm.json"
      })
  void anAlarmAfterABadDeploymentPutsTheServiceBackOnTheGoodRevision(String shape)
      throws Exception {
    Instant alarmAt = Instant.now().minusSeconds(10);
    world.badDeploymentAfterRegistration(alarmAt);
    world.scene().setAlarm("orders-api-5xx", StateValue.ALARM);

    world.alarm(Events.file(shape).shiftedTo(alarmAt)).body();

    assertThat(world.running()).isEqualTo(WireWorld.GOOD);
    List<Call> moves = world.moves();
    assertThat(moves).hasSize(1);
    assertThat(moves.getFirst().request().has("desiredCount")).isFalse();
    assertThat(world.ledger().items("TARGET#orders-api", "ROLLBACK#")).hasSize(1);
    assertThat(world.front().calls().of("sns", "Publish")).hasSize(1);
    assertThat(world.front().calls().of("events", "PutEvents"))
        .anySatisfy(call -> assertThat(call.request().toString()).contains("Rollback Started"));
  }

  @Test
  void aDeploymentThatStillRunsIsStopped() throws Exception {
    Instant alarmAt = Instant.now().minusSeconds(10);
    world.operatorAnswer("register.json");
    world.scene().startBad(alarmAt);
    world.deployment(Events.file("ecs/bad-in-progress.json").shiftedTo(alarmAt)).body();
    world.scene().setAlarm("orders-api-5xx", StateValue.ALARM);

    world.alarm(Events.file("cloudwatch/metric-alarm.json").shiftedTo(alarmAt)).body();

    assertThat(world.moves())
        .singleElement()
        .satisfies(call -> {
          assertThat(call.operation()).isEqualTo("StopServiceDeployment");
          assertThat(call.parameter("stopType")).isEqualTo("ROLLBACK");
        });
    assertThat(world.running()).isEqualTo(WireWorld.GOOD);
  }
}
