package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/// When a new revision becomes known good.
class BakeTest extends Story {

  @Test
  void afterFifteenQuietMinutes() {
    deploy(Release.FIXED);
    until("10:19:59");
    assertThat(knownGood()).containsExactly("orders-api:41");
    until("10:20");
    assertThat(knownGood()).containsExactly("orders-api:44", "orders-api:41");
    assertThat(busEvents()).endsWith("Revision Known Good");
    assertThat(subjects()).isEmpty();
  }

  @Test
  void aRedAlarmStopsItAndOkStartsItAnew() {
    operate("freeze.json");
    deploy(Release.FIXED);
    until("10:12");
    hold(World.ALARM_LOGS, StateValue.ALARM);
    until("10:15");
    release(World.ALARM_LOGS);
    until("10:30");
    assertThat(knownGood()).containsExactly("orders-api:41");
    until("10:31");
    assertThat(knownGood()).containsExactly("orders-api:44", "orders-api:41");
  }

  @Test
  void aShortRedBetweenTwoTicksStartsItAnewToo() {
    operate("freeze.json");
    deploy(Release.FIXED);
    until("10:12:01");
    hold(World.ALARM_LOGS, StateValue.ALARM);
    until("10:12:05");
    hold(World.ALARM_LOGS, StateValue.OK);
    until("10:27");
    assertThat(knownGood()).containsExactly("orders-api:41");
    until("10:28");
    assertThat(knownGood()).containsExactly("orders-api:44", "orders-api:41");
  }

  @Test
  void missingDataNeverCountsAsOk() {
    deploy(Release.FIXED);
    until("10:06");
    hold(World.ALARM_LOGS, StateValue.INSUFFICIENT_DATA);
    until("11:30");
    assertThat(knownGood()).containsExactly("orders-api:41");
    assertThat(operate("status.json").path("verdict").asText())
        .isEqualTo("waits for every alarm to be OK");
    release(World.ALARM_LOGS);
    until("11:47");
    assertThat(knownGood()).containsExactly("orders-api:44", "orders-api:41");
  }

  @Test
  void missingDataDoesNotEndARollbackAsRecovered() {
    deploy(Release.BAD);
    until("10:17");
    hold(World.ALARM_5XX, StateValue.INSUFFICIENT_DATA);
    until("10:30");
    assertThat(rollbacks())
        .containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE RECOVERING");
    release(World.ALARM_5XX);
    until("10:32");
    assertThat(rollbacks())
        .containsExactly("orders-api:42 -> orders-api:41 UPDATE_SERVICE RECOVERED");
  }
}
