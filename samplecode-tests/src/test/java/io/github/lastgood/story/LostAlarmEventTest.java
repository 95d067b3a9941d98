package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import io.github.lastgood.account.event.AwsEvent;
import io.github.lastgood.account.event.Delivery;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// The alarm's event never arrives. A lost event costs a minute, not an outage.
class LostAlarmEventTest extends Story {

  @Test
  void theNextTickFindsTheAlarmAndRollsBack() {
    begin(World.create(), to -> Delivery.dropping(AwsEvent::isAlarm, to));
    deploy(Release.BAD);
    until("10:40");
    var move = world.account().calls().callsOf("ecs:UpdateService").getFirst();
    assertThat(move.at()).isEqualTo(Instant.parse("2026-11-02T10:16:00Z"));
    assertThat(rollbacks())
        .containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE RECOVERED");
    assertThat(stage.ledger().rollbacks(World.SERVICE).getFirst().alarms()).hasSize(3);
    assertThat(subjects())
        .containsExactly(
            "Rolling back orders-api to orders-api:41", "orders-api recovered on orders-api:41");
    assertThat(knownGood()).containsExactly("orders-api:41");
  }
}
