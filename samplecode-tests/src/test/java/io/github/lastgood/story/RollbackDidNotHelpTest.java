package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The database went down shortly after a deployment: the rollback is made, and helps nobody.
class RollbackDidNotHelpTest extends Story {

  @BeforeEach
  void anOutageThatLooksLikeABadDeployment() {
    deploy(Release.FIXED);
    until("10:10");
    world.beginOutage();
    until("11:30");
  }

  @Test
  void itEndsNotRecoveredAndIsNotTriedAgain() {
    assertThat(moves()).containsExactly("UpdateService orders-api:41");
    assertThat(rollbacks())
        .containsExactly("orders-api:44 -> orders-api:41 UPDATE_SERVICE NOT_RECOVERED");
    assertThat(stage.orders().rollback()).isNull();
  }

  @Test
  void aPersonIsToldOnceAndByName() {
    assertThat(subjects())
        .containsExactly(
            "Rolling back orders-api to orders-api:41",
            "orders-api did NOT recover after the rollback to orders-api:41");
    assertThat(notice("orders-api did NOT recover after the rollback to orders-api:41"))
        .contains("orders-api-5xx is ALARM", "orders-api-p99 is ALARM")
        .contains("A person must look now.");
    assertThat(busEvents()).filteredOn("Rollback Not Recovered"::equals).hasSize(1);
  }

  @Test
  void anAlarmThatComesAgainIsEscalatedNotRolledBack() {
    world.endOutage();
    until("11:40");
    world.beginOutage();
    until("11:50");
    assertThat(decisions()).endsWith("ESCALATE ROLLBACK_DID_NOT_HELP");
    assertThat(moves()).hasSize(1);
    assertThat(subjects()).hasSize(3).endsWith("orders-api needs a person: rollback did not help");
  }
}
