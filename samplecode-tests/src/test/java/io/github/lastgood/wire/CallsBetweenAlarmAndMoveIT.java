package io.github.lastgood.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/// How many AWS round trips, one after the other, lie between a warm alarm event and the move.
@ExtendWith(WireExtension.class)
class CallsBetweenAlarmAndMoveIT {

  /// The move itself is one more.
  private static final int ROUND_TRIPS_BEFORE_THE_MOVE = 3;

  private final WireWorld world;

  CallsBetweenAlarmAndMoveIT(WireWorld world) {
    this.world = world;
  }

  @Test
  void fewRoundTripsLieBetweenAWarmAlarmEventAndTheMove() throws Exception {
    Instant alarmAt = Instant.now().minusSeconds(10);
    world.badDeploymentAfterRegistration(alarmAt);
    world.alarm(Events.file("watch/tick.json")).body();
    world.scene().setAlarm("orders-api-5xx", StateValue.ALARM);
    world.front().forget();
    world.front().slowDown(Duration.ofMillis(50));

    world.alarm(Events.file("cloudwatch/metric-alarm.json").shiftedTo(alarmAt)).body();

    List<List<Call>> rounds = world.front().calls().upTo("ecs", "UpdateService").rounds();
    System.out.println("AWS calls from a warm alarm event to the move, by round trip:");
    for (int round = 0; round < rounds.size(); round++) {
      int number = round + 1;
      rounds.get(round).forEach(call -> System.out.printf("  %d. %s%n", number, call));
    }
    assertThat(rounds).hasSizeLessThanOrEqualTo(ROUND_TRIPS_BEFORE_THE_MOVE + 1);
  }
}
