package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/// Lastgood was installed while an alarm was red, so the running revision was never proven; then a
/// bad one is deployed.
class NoKnownGoodTest extends Story {

  @BeforeEach
  void installedWhileAnAlarmWasRed() {
    var other = World.create();
    other.account().alarms().hold(World.ALARM_LOGS, StateValue.ALARM);
    other.advance(Duration.ofMinutes(1));
    begin(other, UnaryOperator.identity());
    release(World.ALARM_LOGS);
    until("10:03");
    deploy(Release.BAD);
    until("10:20");
  }

  @Test
  void itIsNotGuessedAndAPersonIsToldOnce() {
    until("10:30");
    assertThat(moves()).isEmpty();
    assertThat(decisions()).hasSize(3).containsOnly("ESCALATE NO_KNOWN_GOOD");
    assertThat(subjects()).containsExactly("orders-api needs a person: no known good");
    assertThat(busEvents()).containsExactly("Rollback Held");
  }

  @Test
  void whenAPersonVouchesForARevisionTheTickRollsBackToIt() {
    operate("mark-good.json");
    until("10:35");
    assertThat(moves()).containsExactly("UpdateService orders-api:41");
    assertThat(rollbacks())
        .containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE RECOVERED");
  }
}
