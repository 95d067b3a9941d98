package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import io.github.lastgood.account.event.AwsEvent;
import io.github.lastgood.account.event.Delivery;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// Events arrive in any order.
class ReorderedEventsTest extends Story {

  @Test
  void completedBeforeInProgress() {
    play(AwsEvent::isDeployment, "SERVICE_DEPLOYMENT_IN_PROGRESS", Duration.ofMinutes(8));
    assertRolledBackOnce();
  }

  @Test
  void theAlarmBeforeEveryEventOfTheDeployment() {
    play(AwsEvent::isDeployment, "ecs-svc/" + World.BAD_NUMBER, Duration.ofMinutes(17));
    assertRolledBackOnce();
  }

  @Test
  void okBeforeTheAlarm() {
    play(AwsEvent::isAlarm, "\"state\":{\"value\":\"ALARM\"", Duration.ofMinutes(6));
    assertThat(running()).isEqualTo("orders-api:41");
    assertThat(rollbacks())
        .containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE RECOVERED");
  }

  @Test
  void theRollbacksOwnEventsLongAfterItEnded() {
    play(AwsEvent::isDeployment, "ecs-svc/" + World.NEXT_NUMBER, Duration.ofMinutes(12));
    assertRolledBackOnce();
  }

  private void play(Predicate<AwsEvent> kind, String mentioned, Duration delay) {
    var late = World.create();
    begin(
        late,
        to ->
            Delivery.delaying(
                event -> kind.test(event) && event.mentions(mentioned),
                delay,
                late.account().agenda(),
                to));
    deploy(Release.BAD);
    until("10:45");
  }

  private void assertRolledBackOnce() {
    assertThat(stage.failures()).isEmpty();
    assertThat(moves()).containsExactly("UpdateService orders-api:41");
    assertThat(rollbacks())
        .containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE RECOVERED");
    assertThat(knownGood()).containsExactly("orders-api:41");
    assertThat(quarantine()).containsExactly("orders-api:42");
    assertThat(subjects())
        .containsExactly(
            "Rolling back orders-api to orders-api:41", "orders-api recovered on orders-api:41");
  }
}
