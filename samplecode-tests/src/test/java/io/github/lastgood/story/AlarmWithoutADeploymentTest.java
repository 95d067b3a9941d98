package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import io.github.lastgood.account.World;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/// Row 7: something hurts, and nothing was deployed lately. People hear of it, nothing is moved.
class AlarmWithoutADeploymentTest extends Story {

  @Test
  void nothingIsMovedAndPeopleAreTold() {
    world.beginOutage();
    until("10:30");
    assertThat(moves()).isEmpty();
    assertThat(running()).isEqualTo("orders-api:41");
    assertThat(rollbacks()).isEmpty();
    assertThat(decisions()).hasSize(3).containsOnly("IGNORE NO_RECENT_DEPLOYMENT");
    assertThat(subjects())
        .hasSize(3)
        .containsOnly("orders-api is red, but nothing was deployed recently");
  }

  @Test
  void theNoticeSaysHowLongAgoTheLastDeploymentWas() {
    world.beginOutage();
    until("10:10");
    assertThat(notice("orders-api is red, but nothing was deployed recently"))
        .contains("nothing was rolled back")
        .contains("The last deployment (orders-api:41) settled 96 h 2 min before")
        .contains("the suspect window is 60 min");
  }

  @Test
  void anAlarmStaysSuspiciousUntilTheWindowEnds() {
    deploy(Release.FIXED);
    until("11:04:59");
    hold(World.ALARM_LOGS, StateValue.ALARM);
    until("11:20");
    assertThat(moves()).as("an hour later the metric cannot tell, so a person is asked").isEmpty();
    assertThat(decisions()).contains("AWAIT_APPROVAL CAUSE_UNKNOWN");
  }

  @Test
  void anAlarmAfterTheWindowIsNotBlamedOnTheDeployment() {
    deploy(Release.FIXED);
    until("11:05:01");
    hold(World.ALARM_LOGS, StateValue.ALARM);
    until("11:20");
    assertThat(moves()).isEmpty();
    assertThat(decisions()).containsExactly("IGNORE NO_RECENT_DEPLOYMENT");
  }
}
