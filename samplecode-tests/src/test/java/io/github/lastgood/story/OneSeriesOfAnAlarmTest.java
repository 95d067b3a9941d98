package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import io.github.lastgood.stage.Stage;
import io.github.lastgood.target.AlarmState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/// An alarm with one series for each zone speaks for each of them.
class OneSeriesOfAnAlarmTest extends Story {

  @BeforeEach
  void oneZoneIsRed() {
    deploy(Release.FIXED);
    until("10:15:40");
    hold(World.ALARM_BY_ZONE, StateValue.ALARM);
    stage.alarm(Stage.event("cloudwatch/contributor-alarm.json"));
  }

  @Test
  void oneRedSeriesIsEnough() {
    assertThat(moves()).containsExactly("UpdateService orders-api:41");
  }

  @Test
  void oneSeriesThatIsOkAgainIsNotTheWholeAlarm() {
    until("10:24:31");
    stage.alarm(Stage.event("cloudwatch/contributor-ok.json"));
    until("10:30");
    assertThat(
            stage.orders().alarm(World.PLACE.alarmArn(World.ALARM_BY_ZONE)).orElseThrow().state())
        .isEqualTo(AlarmState.ALARM);
    assertThat(rollbacks())
        .containsExactly("orders-api:44 -> orders-api:41 UPDATE_SERVICE RECOVERING");
  }
}
