package io.github.lastgood.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/// One bad deployment is taken back once, however often and however many ask for it.
@ExtendWith(WireExtension.class)
class DuplicateIT {

  private final WireWorld world;
  private final Instant alarmAt = Instant.now().minusSeconds(10);

  DuplicateIT(WireWorld world) {
    this.world = world;
  }

  @BeforeEach
  void badDeployment() throws Exception {
    world.badDeploymentAfterRegistration(alarmAt);
    world.scene().setAlarm("orders-api-5xx", StateValue.ALARM);
  }

  @Test
  void theSameEventTwiceMovesTheServiceOnce() throws Exception {
    Events event = Events.file("cloudwatch/metric-alarm.json").shiftedTo(alarmAt);
    world.alarm(event).body();
    world.alarm(event).body();

    assertMovedOnce();
  }

  @Test
  void theSameAlarmOnAnotherWayMovesNothing() throws Exception {
    world.alarm(Events.file("cloudwatch/metric-alarm.json").shiftedTo(alarmAt)).body();
    world.alarm(Events.file("sns/metric-alarm.json").shiftedTo(alarmAt)).body();

    assertMovedOnce();
  }

  @Test
  void anAlarmAndAnOperatorAtTheSameMomentMoveTheServiceOnce() throws Exception {
    Events event = Events.file("cloudwatch/metric-alarm.json").shiftedTo(alarmAt);
    Events command = Events.file("operator/rollback.json");
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<Answer> alarm = threads.submit(() -> world.alarm(event));
      Future<Answer> operator = threads.submit(() -> world.operator(command));
      alarm.get().body();
      operator.get().body();
    }

    assertMovedOnce();
  }

  private void assertMovedOnce() {
    assertThat(world.moves()).hasSize(1);
    assertThat(world.running()).isEqualTo(WireWorld.GOOD);
    assertThat(world.ledger().items("TARGET#orders-api", "ROLLBACK#")).hasSize(1);
  }
}
