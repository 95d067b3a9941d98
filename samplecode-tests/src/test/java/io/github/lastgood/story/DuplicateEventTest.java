package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import io.github.lastgood.account.event.Delivery;
import io.github.lastgood.stage.Stage;
import org.junit.jupiter.api.Test;

/// EventBridge delivers at least once.
class DuplicateEventTest extends Story {

  @Test
  void everyEventThreeTimesChangesNothing() {
    begin(World.create(), to -> Delivery.repeating(_ -> true, 3, to));
    deploy(Release.BAD);
    until("10:40");
    assertThat(moves()).containsExactly("UpdateService orders-api:41");
    assertThat(rollbacks())
        .containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE RECOVERED");
    assertThat(decisions())
        .containsExactly(
            "ROLL_BACK ALARM_AFTER_DEPLOYMENT", "IGNORE ROLLBACK_EXISTS", "IGNORE ROLLBACK_EXISTS");
    assertThat(subjects())
        .containsExactly(
            "Rolling back orders-api to orders-api:41", "orders-api recovered on orders-api:41");
  }

  @Test
  void aSecondDeliveryIsAnsweredLikeTheFirst() {
    deploy(Release.BAD);
    until("10:16");
    var alarm =
        world.account().events().emitted().stream()
            .filter(event -> event.mentions("\"alarmName\":\"orders-api-5xx\""))
            .findFirst()
            .orElseThrow();
    stage.alarm(alarm.json());
    assertThat(stage.answers().getLast().at("/answers/0/decision").asText()).isEqualTo("ROLL_BACK");
    assertThat(moves()).hasSize(1);
  }

  @Test
  void theSameAlarmByThreeWaysMovesOnce() {
    deploy(Release.BAD);
    until("10:16");
    stage.alarm(Stage.event("cloudwatch-lambda-action/metric-alarm.json"));
    stage.alarm(Stage.event("sns/metric-alarm.json"));
    until("10:40");
    assertThat(moves()).containsExactly("UpdateService orders-api:41");
    assertThat(stage.failures()).isEmpty();
  }
}
