package io.github.lastgood.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/// The tick of the minute sees a rollback through, and finds an alarm whose event was lost.
@ExtendWith(WireExtension.class)
class WatchIT {

  private final WireWorld world;

  WatchIT(WireWorld world) {
    this.world = world;
  }

  @Test
  void aRollbackEndsRecoveredWhenTheServiceHasSettledAndItsAlarmIsOk() throws Exception {
    Instant alarmAt = Instant.now().minusSeconds(10);
    world.badDeploymentAfterRegistration(alarmAt);
    world.scene().setAlarm("orders-api-5xx", StateValue.ALARM);
    world.alarm(Events.file("cloudwatch/metric-alarm.json").shiftedTo(alarmAt)).body();
    assertThat(rollbackStatus()).isEqualTo("SETTLING");

    world.scene().ordersApi().settle(Instant.now());
    tick();
    assertThat(rollbackStatus()).isEqualTo("RECOVERING");

    world.scene().setAlarm("orders-api-5xx", StateValue.OK);
    tick();
    assertThat(rollbackStatus()).isEqualTo("RECOVERED");
    assertThat(world.front().calls().of("sns", "Publish").map(c -> c.parameter("Subject")))
        .last()
        .asString()
        .contains("recovered");
  }

  @Test
  void anAlarmWhoseEventWasLostIsFound() throws Exception {
    world.badDeploymentAfterRegistration(Instant.now().minusSeconds(10));
    world.scene().setAlarm("orders-api-5xx", StateValue.ALARM);

    tick();

    assertThat(world.running()).isEqualTo(WireWorld.GOOD);
    assertThat(world.moves()).hasSize(1);
  }

  private void tick() throws Exception {
    world.alarm(Events.file("watch/tick.json")).body();
  }

  private String rollbackStatus() {
    return world.ledger().items("TARGET#orders-api", "ROLLBACK#").stream()
        .map(item -> LedgerTable.text(item, "status"))
        .findFirst()
        .orElse("no rollback");
  }
}
